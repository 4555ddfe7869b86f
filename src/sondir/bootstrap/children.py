"""The processes of a demo: each is started, says where it is, and is ended again."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sondir.domain.errors import Unavailable

END_S = 10
"""Seconds a process gets to end by itself."""


@dataclass
class Child:
    """One process of ours and its address."""

    process: subprocess.Popen[str]
    url: str
    log: Path

    def end(self) -> None:
        """Ask it to end; insist after a while."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(END_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    @property
    def is_alive(self) -> bool:
        """Say whether it still runs."""
        return self.process.poll() is None


def start(
    arguments: Sequence[str], log: Path, environment: Mapping[str, str] | None = None
) -> Child:
    """Start `python -m sondir …` and wait until it has said where it is.

    Raises Unavailable `child.died` with the end of its log when it dies before.
    """
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "sondir", *arguments],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
    try:
        line = process.stdout.readline() if process.stdout else ""
    except BaseException:  # we are told to end before it has said anything
        process.kill()
        raise
    try:
        url = str(json.loads(line)["url"])
    except (ValueError, KeyError):
        process.kill()
        process.wait()
        tail = log.read_text(encoding="utf-8")[-600:]
        raise Unavailable("child.died", command=arguments[0], log=tail) from None
    return Child(process, url, log)
