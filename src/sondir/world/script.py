"""What people say of themselves: message records (formats 1) as a script."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sondir.world.document import WorldError
from sondir.world.messages import Channel


@dataclass(frozen=True, slots=True)
class Spoken:
    """One message that a client writes unasked; a *repeat* is the same one again."""

    id: str
    at: datetime
    seen_at: datetime
    channel: Channel
    branch: str | None
    client: str
    text: str
    name: str = ""
    repeat: bool = False

    def as_record(self) -> dict[str, object]:
        """Give the message record of the exchange format."""
        record: dict[str, object] = {
            "id": self.id,
            "at": self.at.isoformat(),
            "channel": self.channel,
            "branch": self.branch,
            "client": self.client,
            "name": self.name,
            "text": self.text,
        }
        if self.seen_at != self.at:
            record["seen_at"] = self.seen_at.isoformat()
        return record


def spoken_from(record: Mapping[str, object], place: int = 0) -> Spoken:
    """Read one message record; raises WorldError naming the field.

    >>> spoken_from({"id": "1", "at": "2026-07-14T10:00:00+05:00", "branch": "abay",
    ...              "channel": "whatsapp", "client": "+77990000101",
    ...              "text": "жарко"}).seen_at.hour
    10
    """
    at = _moment(record, "at", place)
    channel = record.get("channel")
    if channel not in ("whatsapp", "instagram"):
        raise WorldError(f"messages[{place}].channel", "whatsapp or instagram")
    branch = record.get("branch")
    return Spoken(
        id=_text(record, "id", place),
        at=at,
        seen_at=_moment(record, "seen_at", place) if record.get("seen_at") else at,
        channel="whatsapp" if channel == "whatsapp" else "instagram",
        branch=str(branch) if branch is not None else None,
        client=_text(record, "client", place),
        text=_text(record, "text", place),
        name=str(record.get("name") or ""),
    )


def _text(record: Mapping[str, object], field: str, place: int) -> str:
    value = record.get(field)
    if not isinstance(value, str):
        raise WorldError(f"messages[{place}].{field}", "a text is expected")
    return value


def _moment(record: Mapping[str, object], field: str, place: int) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(record, field, place))
    except ValueError as wrong:
        raise WorldError(f"messages[{place}].{field}", str(wrong)) from None
    if moment.tzinfo is None:
        raise WorldError(f"messages[{place}].{field}", "an offset is missing")
    return moment
