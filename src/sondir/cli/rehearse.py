"""sondir rehearse: what would have been noticed in a history, and what done."""

import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any
from zlib import crc32

import typer

from sondir.cli.detect import (
    COLUMNS,
    RecordError,
    alarm_record,
    read_complaints,
    row_of,
)
from sondir.domain.detection import Alarm, Complaint, Detector, Level

TURNS = 3
WIDE = 160
"""Columns of the terminal that the record's table may take."""
AFTER = timedelta(hours=3)
BARS = " ▁▂▃▄▅▆▇█"
MARKS = {Level.INCIDENT: "!", Level.ORGANISED: "?", Level.SWELL: "~"}
COLOURS = {
    Level.INCIDENT: "#c0392b",
    Level.ORGANISED: "#8e44ad",
    Level.SWELL: "#d98e04",
}


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("rehearse")(rehearse)


def rehearse(  # noqa: PLR0913 - one argument an option
    history: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, allow_dash=True)
    ],
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object")] = False,
    svg: Annotated[
        Path | None, typer.Option(help="also draw the picture into this file")
    ] = None,
    utc_offset: Annotated[
        float, typer.Option(help="local time minus UTC, in hours")
    ] = 5.0,
    corridor: Annotated[
        Path | None, typer.Option(help="also say what this corridor would have done")
    ] = None,
    world: Annotated[
        Path | None, typer.Option(help="a world document: who answers, and the truth")
    ] = None,
    lang: Annotated[str, typer.Option(help="ru, kk or en")] = "ru",
) -> None:
    """Show what would have been noticed in HISTORY, a file of message records.

    Chance is measured on the same history: what was noticed is left out, every other
    client is moved by whole days, and what is noticed then was false. With a corridor
    each kind of crisis has its record, and advice: more freedom, or less.

    Example: sondir rehearse last-90-days.jsonl --corridor corridor.json --lang en
    """
    offset = timedelta(hours=utc_offset)
    try:
        complaints = list(read_complaints(history))
    except RecordError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error
    if not complaints:
        print(f"{history}: no messages", file=sys.stderr)
        raise typer.Exit(1)
    result = rehearsal(complaints, offset)
    if corridor is not None:
        result["corridor"] = _tried((history, corridor, world), result["by_chance"])
    print(json.dumps(result, ensure_ascii=False) if as_json else as_table(result))
    if corridor is not None and not as_json:
        _print_tried(result["corridor"], lang, is_alone=world is None)
    if svg is not None:
        svg.write_text(as_svg(result), encoding="utf-8")


def _tried(
    files: tuple[Path, Path, Path | None], by_chance: dict[str, float]
) -> list[dict[str, Any]]:
    """Play the history under the corridor; one row for each kind of crisis."""
    from sondir.bootstrap.rehearsing import Order, row_of_record
    from sondir.bootstrap.rehearsing import rehearse as play
    from sondir.cli.refusing import refuse
    from sondir.domain.errors import SondirError
    from sondir.languages import Phrasebook

    try:
        return [row_of_record(r) for r in play(Order(*files), by_chance)]
    except SondirError as error:
        shown = {
            k: v if isinstance(v, int) else str(v) for k, v in error.fields.items()
        }
        refuse(Phrasebook().sentence(error.code, "en", shown))


def _print_tried(rows: list[dict[str, Any]], lang: str, *, is_alone: bool) -> None:
    from rich.console import Console

    from sondir.bootstrap.rehearsing import table_of

    Console(width=WIDE).print(table_of(rows, lang, is_alone=is_alone))


def rehearsal(complaints: list[Complaint], offset: timedelta) -> dict[str, Any]:
    """Run the detector over the history and over its shuffled double."""
    first = min(c.at for c in complaints) + offset
    last = max(c.at for c in complaints) + offset
    days = (last.date() - first.date()).days + 1
    noticed = [a for a in _alarms(complaints, offset) if a.level is not Level.LOOK]
    calm = without(complaints, noticed)
    by_chance = [
        a
        for turn in range(TURNS)
        for a in _alarms(shuffled(calm, days, turn), offset)
        if a.level is not Level.LOOK
    ]
    per_day: dict[str, list[int]] = {}
    for c in complaints:
        if c.topics:
            day = ((c.at + offset).date() - first.date()).days
            per_day.setdefault(c.branch or "-", [0] * days)[day] += 1
    return {
        "from": first.date().isoformat(),
        "days": days,
        "messages": len(complaints),
        "complaints": sum(bool(c.topics) for c in complaints),
        "alarms": [alarm_record(a) for a in noticed],
        "alarm_days": [((a.at + offset).date() - first.date()).days for a in noticed],
        "false_alarms_per_month": round(len(by_chance) / TURNS / days * 30, 2),
        "by_chance": {
            topic: round(count / TURNS, 2)
            for topic, count in sorted(Counter(a.topic for a in by_chance).items())
        },
        "complaints_per_day": per_day,
    }


def without(complaints: list[Complaint], noticed: list[Alarm]) -> list[Complaint]:
    """Leave out the complaints of what was noticed: a crisis is not coincidence."""
    crises: dict[tuple[str | None, str], list[Alarm]] = {}
    for alarm in noticed:
        for branch in alarm.branches or (None,):
            crises.setdefault((branch, alarm.topic), []).append(alarm)

    def is_calm(c: Complaint) -> bool:
        return not any(
            alarm.first_at <= c.at <= alarm.at + AFTER
            for topic in c.topics
            for alarm in crises.get((c.branch, topic), ())
        )

    return [c for c in complaints if is_calm(c)]


def shuffled(complaints: list[Complaint], days: int, turn: int) -> list[Complaint]:
    """Move every client by whole weeks (days in a short history), in a circle.

    Hours and weekdays stay, and so does what one client wrote in a row; clusters of
    different clients fall apart.
    """
    unit = 7 if days >= 28 else 1
    circle = max(days // unit, 1) * unit
    if not complaints:
        return []
    start = min(c.at for c in complaints)
    moved = []
    for c in complaints:
        day = (c.at - start).days
        # the salt keeps turns apart; a client's topics move together
        steps = crc32(f"{turn}/{c.branch}/{c.client}".encode()) % (circle // unit)
        shift = timedelta(days=(day + steps * unit) % circle - day)
        moved.append(replace(c, at=c.at + shift, seen_at=c.seen_at + shift))
    return sorted(moved, key=lambda c: (c.seen_at, c.message_id))


def _alarms(complaints: Iterable[Complaint], offset: timedelta) -> list[Alarm]:
    detector = Detector(offset)
    return [alarm for c in complaints for alarm in detector.update(c)]


def as_table(result: dict[str, Any]) -> str:
    """Return the alarms, a sparkline of every branch and the price in false alarms."""
    names = COLUMNS.split()
    lines = [row_of(dict(zip(names, names, strict=True)))]
    lines += [row_of(a) for a in result["alarms"]]
    lines.append("")
    width = max(len(b) for b in result["complaints_per_day"]) + 1 if _any(result) else 1
    for branch, counts in sorted(result["complaints_per_day"].items()):
        lines.append(f"{branch:<{width}} {_sparkline(counts)}")
        lines.append(f"{'':<{width}} {_marks(result, branch)}".rstrip())
    keys = ("from", "days", "messages", "complaints", "false_alarms_per_month")
    lines += [f"{key}: {result[key]}" for key in keys]
    return "\n".join(lines)


def _any(result: dict[str, Any]) -> bool:
    return bool(result["complaints_per_day"])


def _sparkline(counts: list[int]) -> str:
    most = max(counts)
    return "".join(BARS[-(-c * (len(BARS) - 1) // most)] for c in counts)


def _marks(result: dict[str, Any], branch: str) -> str:
    row = [" "] * result["days"]
    for alarm, day in zip(result["alarms"], result["alarm_days"], strict=True):
        if branch in alarm["branches"] or branch == (alarm["branch"] or "-"):
            row[day] = MARKS[Level(alarm["level"])]
    return "".join(row)


def as_svg(result: dict[str, Any]) -> str:
    """Return the picture: complaints a day of every branch, alarms marked above."""
    days, rows = result["days"], sorted(result["complaints_per_day"].items())
    step, height = max(900 / days, 3.0), 60
    width = 120 + step * days
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" '
        f'height="{height * len(rows) + 20}" font-family="sans-serif" font-size="12">'
    ]
    for number, (branch, counts) in enumerate(rows):
        bottom = height * (number + 1)
        parts.append(f'<text x="4" y="{bottom}">{_escaped(branch)}</text>')
        scale = (height - 18) / max(counts)
        parts += [
            f'<rect x="{120 + day * step:.1f}" y="{bottom - c * scale:.1f}" '
            f'width="{step * 0.8:.1f}" height="{c * scale:.1f}" fill="#5b7fa6"/>'
            for day, c in enumerate(counts)
            if c
        ]
        parts += _svg_marks(result, branch, (bottom - height + 12, step))
    return "\n".join([*parts, "</svg>", ""])


def _svg_marks(
    result: dict[str, Any], branch: str, place: tuple[float, float]
) -> list[str]:
    marks = []
    for alarm, day in zip(result["alarms"], result["alarm_days"], strict=True):
        if branch in alarm["branches"] or branch == (alarm["branch"] or "-"):
            title = f"{alarm['at']} {alarm['topic']} {alarm['level']}"
            marks.append(
                f'<circle cx="{120 + (day + 0.4) * place[1]:.1f}" cy="{place[0]}" '
                f'r="4" fill="{COLOURS[Level(alarm["level"])]}">'
                f"<title>{_escaped(title)}</title></circle>"
            )
    return marks


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
