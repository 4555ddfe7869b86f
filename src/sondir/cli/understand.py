"""sondir understand: texts in, readings out, one JSON record a line."""

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sondir.cli.refusing import NOT, refuse
from sondir.domain.reading import Reason
from sondir.domain.untrusted import UntrustedText

if TYPE_CHECKING:
    from sondir.ports.reader import Reader

ROUNDED = 4


class Writer(StrEnum):
    """Who wrote the texts."""

    CLIENT = "client"
    VENDOR = "vendor"
    REPLY = "reply"


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("understand")(understand)


def understand(
    stream: Annotated[
        str | None, typer.Argument(help="a file of JSON Lines, or - for standard input")
    ] = None,
    writer: Annotated[
        Writer, typer.Option("--as", help="who wrote: client, vendor or reply")
    ] = Writer.CLIENT,
    now: Annotated[
        str | None, typer.Option(help="moment of the vendors' messages, ISO 8601")
    ] = None,
    explain: Annotated[
        str | None, typer.Option(help="read this one text and say why")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="records are JSON anyway; accepted")
    ] = False,
) -> None:
    """Print what the embedded reader understands of each text of STREAM.

    STREAM is JSON Lines with id and text, "-" is standard input. A line may carry
    "at", the moment of that message, which goes before --now.

    Example: echo '{"id": "1", "text": "ыстық, ауа жоқ"}' | sondir understand -
    """
    from sondir.adapters.reader.embedded import EmbeddedReader

    reader = EmbeddedReader()
    if explain is not None:
        from sondir.adapters.reader.explaining import explained

        print(explained(reader, explain))
        return
    if stream is None:
        refuse("Name a file of JSON Lines, or - for standard input, or --explain TEXT.")
    moment = _moment(now, "--now")
    for where, record in _records(stream):
        print(
            json.dumps(
                _understood(reader, writer, record, moment, where), ensure_ascii=False
            ),
            flush=True,
        )


def _understood(
    reader: "Reader",
    writer: Writer,
    record: dict[str, Any],
    now: datetime | None,
    where: str,
) -> dict[str, Any]:
    text = UntrustedText(record["text"])
    found: dict[str, Any] = {"id": record.get("id")}
    if writer is Writer.CLIENT:
        return found | _client(reader, text)
    if writer is Writer.REPLY:
        label = reader.client_reply(text)
        return found | {"label": label.label, "why": _why(label.why)}
    at = _moment(record["at"], f"{where}: at") if "at" in record else now
    return found | _vendor(reader, text, at or _clock())


def _client(reader: "Reader", text: UntrustedText) -> dict[str, Any]:
    reading = reader.read(text)
    return {
        "lang": reading.lang.value,
        "complaint": reading.complaint,
        "complaint_p": reading.complaint_p,
        "topics": dict(reading.topics),
        "severity": reading.severity.value,
        "sentiment": reading.sentiment,
        "danger": reading.danger,
        "abstain": reading.abstain,
        "intent": reading.intent,
        "tense": reading.tense,
        "about": dict(reading.about),
        "wants_human": reading.wants_human,
        "asks_if_bot": reading.asks_if_bot,
        "opt_out": reading.opt_out,
        "legal_threat": reading.legal_threat,
        "why": _why(reading.why),
    }


def _vendor(reader: "Reader", text: UntrustedText, at: datetime) -> dict[str, Any]:
    reply = reader.vendor_reply(text, at)
    return {
        "intent": reply.intent,
        "eta_min": reply.eta_min,
        "price_kzt": reply.price_kzt,
        "prepay": reply.prepay,
        "why": _why(reply.why),
    }


def _why(reasons: tuple[Reason, ...]) -> list[dict[str, Any]]:
    return [
        {"what": one.what, "effect": one.effect, "weight": round(one.weight, ROUNDED)}
        for one in reasons
    ]


def _clock() -> datetime:
    from sondir.adapters.system import SystemClock

    return SystemClock().now()


def _moment(value: str | None, where: str) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        refuse(f"{where}: must be a time in ISO 8601, not {value!r}.")
    if moment.tzinfo is None:
        refuse(f"{where}: needs an offset, as in 2026-07-14T10:07:14+05:00.")
    return moment


def _records(stream: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield where a record stands, and the record; a bad line ends the run."""
    if stream != "-" and not Path(stream).is_file():
        refuse(f"{stream}: no such file.")
    with sys.stdin.buffer if stream == "-" else Path(stream).open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                where = f"{stream}:{number}"
                yield where, _record(line, where)


def _record(line: bytes, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        refuse(f"{where}: no JSON: {error}", NOT)
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        refuse(f"{where}: text: must be a string", NOT)
    return record
