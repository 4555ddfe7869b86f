"""Every fixture of every channel, found by the channel's own folder."""

from collections.abc import Iterator
from inspect import getfile
from pathlib import Path

import httpx

from sondir.channels import CHANNELS
from sondir.ports.channel import Channel, ChannelKeys

SECRET = "the application's secret"
VERIFY_TOKEN = "the word we agreed on"
TOKEN = "EAAG-secret-token-of-nobody"
KEYS = ChannelKeys(SECRET, VERIFY_TOKEN, lambda account: TOKEN)


def channels(http: httpx.AsyncClient | None = None) -> list[Channel]:
    """Make every channel, with secrets of nobody and a client that is never used."""
    return [make(KEYS, http or httpx.AsyncClient()) for make in CHANNELS]


def folder_of(channel: Channel) -> Path:
    return Path(getfile(type(channel))).parent


def bodies(channel: Channel) -> Iterator[Path]:
    """Find the bodies of a channel, each beside what must be read from it."""
    for path in sorted((folder_of(channel) / "fixtures").glob("*.json")):
        if not path.name.endswith(".expected.json"):
            yield path


CASES = [(channel, path) for channel in channels() for path in bodies(channel)]
NAMES = [f"{channel.name}-{path.stem}" for channel, path in CASES]
