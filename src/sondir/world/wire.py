"""The wire log: what really went out and came in, one line an item (formats 6)."""

import json
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Literal, TypedDict

from sondir.world.messages import Echo, Event, Inbound, Outbound, StatusChange


@dataclass(frozen=True, slots=True)
class WireLine:
    """One item; *dir* is seen from the product: "out" it sent, "in" it was sent."""

    at: str
    wall: str | None
    dir: Literal["in", "out"]
    method: str
    path: str
    sender: str
    to: str
    type: str
    text: str
    template: str | None
    key: str | None
    http: int | None
    wamid: str | None
    state: str | None

    def as_json(self) -> dict[str, object]:
        """Give the line in the fields of the format."""
        return {written: getattr(self, name) for name, written in _WRITTEN}


_WRITTEN = tuple(
    (each.name, "from" if each.name == "sender" else each.name)
    for each in fields(WireLine)
)


@dataclass(frozen=True, slots=True)
class Carried:
    """By what request an item travelled; in memory there is none."""

    at: datetime
    wall: datetime | None = None
    method: str = "POST"
    path: str = ""
    http: int | None = None


class WireLog:
    """Collects the lines, and writes them to a fresh file as they come."""

    def __init__(self, path: Path | None = None) -> None:
        self.lines: list[dict[str, object]] = []
        self._file = path.open("w", encoding="utf-8") if path else None

    def add(self, line: WireLine) -> None:
        """Append one line; the file is flushed at once, for readers beside us."""
        self.lines.append(line.as_json())
        if self._file is not None:
            self._file.write(json.dumps(line.as_json(), ensure_ascii=False) + "\n")
            self._file.flush()

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()


def out_line(
    letter: Outbound, words: str, by: Carried, wamid: str | None, state: str
) -> WireLine:
    """Describe a message of the product; *words* as the person reads them."""
    return WireLine(
        **_travel(by),
        dir="out",
        sender=letter.account,
        to=letter.to,
        type=letter.type,
        text=words,
        template=letter.template,
        key=letter.key,
        wamid=wamid,
        state=state,
    )


def in_line(event: Event, by: Carried) -> WireLine:
    """Describe something the product was told."""
    if isinstance(event, Inbound):
        return _heard_line(event, by)
    if isinstance(event, Echo):
        return _told_line(event, by, "echo", event.text)
    return _told_line(event, by, "status", event.details)


def _heard_line(event: Inbound, by: Carried) -> WireLine:
    kind = "text"
    if event.pressed is not None:
        kind = "button" if event.pressed_on == "template" else "interactive"
    return WireLine(
        **_travel(by),
        dir="in",
        sender=event.client,
        to=event.account,
        type=kind,
        text=event.pressed.title if event.pressed else event.text,
        template=None,
        key=event.pressed.id if event.pressed else None,
        wamid=event.wamid,
        state="repeat" if event.repeat else None,
    )


def _told_line(
    event: StatusChange | Echo, by: Carried, kind: str, text: str
) -> WireLine:
    state = event.state if isinstance(event, StatusChange) else None
    key = event.key if isinstance(event, StatusChange) else None
    return WireLine(
        **_travel(by),
        dir="in",
        sender=event.to,
        to=event.account,
        type=kind,
        text=text,
        template=None,
        key=key,
        wamid=event.wamid,
        state=state,
    )


class _Travel(TypedDict):
    at: str
    wall: str | None
    method: str
    path: str
    http: int | None


def _travel(by: Carried) -> _Travel:
    return {
        "at": by.at.isoformat(),
        "wall": by.wall.isoformat() if by.wall else None,
        "method": by.method,
        "path": by.path,
        "http": by.http,
    }
