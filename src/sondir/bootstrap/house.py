"""What every assembly is equipped with: the reader, the phrasebook, the playbooks."""

from collections.abc import Callable

import httpx
from pydantic import SecretStr

from sondir.adapters.reader.embedded import EmbeddedReader
from sondir.adapters.reader.second_opinion import SecondOpinion
from sondir.channels.instagram import Instagram
from sondir.channels.whatsapp import WhatsApp
from sondir.domain.playbook import Playbook
from sondir.languages import Phrasebook
from sondir.playbooks import PLAYBOOKS
from sondir.ports.channel import Channel, ChannelKeys
from sondir.ports.reader import Reader
from sondir.settings import ChannelSettings, Settings

SEND_TIMEOUT_S = 20.0
"""Seconds until an answer counts as unknown; then only a status settles it."""


def playbooks_by_name() -> dict[str, Playbook]:
    """Name the playbooks that this version ships."""
    return {book.name: book for book in PLAYBOOKS}


def phrasebook_for(settings: Settings) -> Phrasebook:
    """Open the phrasebook with the languages a person here has approved."""
    return Phrasebook(approved_languages=frozenset(settings.approved_languages))


def reader() -> EmbeddedReader:
    """Load the embedded reader; its model is part of the package."""
    return EmbeddedReader()


def reader_for(settings: Settings) -> Reader:
    """Load the reader; a model helps with doubtful messages where one is set.

    Off by default. It never sends, decides or sees a name; danger is never asked of it.
    """
    asked = settings.second_opinion
    if not asked.url:
        return reader()
    key = asked.key.get_secret_value()
    http = httpx.Client(
        base_url=asked.url,
        headers={"Authorization": f"Bearer {key}"} if key else {},
        timeout=asked.timeout_s,
        trust_env=False,
    )
    return SecondOpinion(reader(), http, asked.model, asked.timeout_s)


def channels_for(settings: Settings, http: httpx.AsyncClient) -> dict[str, Channel]:
    """Open the channels that the settings have secrets for."""
    made: list[Channel] = [
        WhatsApp(_keys(settings.whatsapp), http, settings.whatsapp.base_url),
        Instagram(_keys(settings.instagram), http, settings.instagram.base_url),
    ]
    return {channel.name: channel for channel in made}


def _keys(settings: ChannelSettings) -> ChannelKeys:
    return ChannelKeys(
        app_secret=settings.app_secret.get_secret_value(),
        verify_token=settings.verify_token.get_secret_value(),
        token_for=_always(settings.access_token),
    )


def _always(token: SecretStr) -> Callable[[str], str | None]:
    return lambda _account: token.get_secret_value() or None


def http_client() -> httpx.AsyncClient:
    """Open the client that all channels send with."""
    return httpx.AsyncClient(timeout=SEND_TIMEOUT_S, trust_env=False)
