"""Journal entries for a reader: the plain form of docs/reference/formats.md.

An entry's lines are written in `entries.toml`. A line that begins with `?name ` is
left out where that value is known to be absent; `{each, lines}` repeats its lines for
every item of a list. A field that is missing altogether shows as `?`, unless its line
begins with `??name `: entries from before the field was there lack nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sondir.domain.organisation import local
from sondir.languages.book.filling import ABSENT, MISSING, filled
from sondir.languages.book.phrasebook import Phrasebook
from sondir.languages.book.shelf import Language, Line, language

Fields = Mapping[str, object]
People = Mapping[str, str]

ARROW = "→ "
_PERSON = re.compile(r"(?:client|vendor|staff|owner):[^\s/]+\Z")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_ONLY_IF = re.compile(r"\?(\??)(\w+) ")


def render_entry(fields: Fields, lang: str, people: People | None = None) -> list[str]:
    """Render one journal record as lines: a head, then one fact a line.

    *people* maps references ("client:17") to names, where they may be shown. Times
    are local (Asia/Almaty). Nothing is escaped: that is the screen's business.
    """
    book = language(lang)
    at = _moment(fields.get("at"))
    clock = f"{local(at):%H:%M:%S}" if at else MISSING
    entry = str(fields.get("entry", MISSING))
    data = fields.get("data")
    reader = _Reader(book, people or {}, at)
    args: dict[str, object] = {"branch": fields.get("branch") or ABSENT}
    args |= reader.args_of(data if isinstance(data, Mapping) else {})
    args["whom"] = reader.whom(args.get("step"))
    written = book.entries.get(entry, [])
    args |= _absent_parts(written, args)
    lines = [ARROW + line for line in reader.lines(written, args)]
    return [f"[{clock}] {entry}():", *(lines or [ARROW + MISSING])]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who reads, in which language, and on which day."""

    lang: Language
    people: People
    at: datetime | None

    def lines(self, written: list[Line], args: Fields) -> Iterator[str]:
        for line in written:
            if isinstance(line, Mapping):
                yield from self._each(line, args)
            elif _is_said(line, args):
                yield filled(_ONLY_IF.sub("", line, count=1), args, self.lang)

    def _each(self, line: Mapping[str, object], args: Fields) -> Iterator[str]:
        items = args.get(str(line.get("each")), MISSING)
        lines = line.get("lines")
        if not isinstance(items, list) or not isinstance(lines, list):
            if items == MISSING:
                yield MISSING
            return
        for item in items:
            inner = item if isinstance(item, Mapping) else {"item": item}
            yield from self.lines(lines, {**args, **inner})

    def whom(self, step: object) -> str:
        """Name whom a step key concerns: `compensate/client:17`; empty for nobody."""
        parts = step.split("/") if isinstance(step, str) else []
        found = [part for part in parts if _PERSON.match(part)]
        return str(self._word(found[0])) if found else ""

    def args_of(self, data: Fields, prefix: str = "") -> dict[str, object]:
        """Lay the values of an entry out flat, each fit to be read."""
        args: dict[str, object] = {}
        for name, value in data.items():
            if isinstance(value, Mapping) and "code" not in value:
                args |= self.args_of(value, f"{prefix}{name}_")
            else:
                args[f"{prefix}{name}"] = self._value(value)
        return args

    def _value(self, value: object) -> object:
        if value is None:
            return ABSENT
        if isinstance(value, Mapping):
            return self._sentence(value)
        if isinstance(value, list | tuple):
            return [self._item(each) for each in value]
        return self._word(value)

    def _item(self, value: object) -> object:
        if isinstance(value, Mapping) and "code" not in value:
            return self.args_of(value)
        return self._value(value)

    def _sentence(self, value: Fields) -> str:
        given = value.get("args")
        args = given if isinstance(given, Mapping) else {}
        named = {str(k): str(self._word(v)) for k, v in args.items()}
        return Phrasebook().sentence(str(value["code"]), self.lang.code, named)

    def _word(self, value: object) -> object:
        if not isinstance(value, str):
            return value
        if _PERSON.match(value):
            return self.people.get(value, value)
        at = _moment(value)
        return value if at is None else self._clock(at)

    def _clock(self, at: datetime) -> str:
        here = local(at)
        is_today = self.at is not None and local(self.at).date() == here.date()
        return f"{here:%H:%M}" if is_today else f"{here:%d.%m.%Y %H:%M}"


def _absent_parts(written: list[Line], args: Fields) -> dict[str, object]:
    """Take the parts of what is known to be absent for absent too.

    `terms_price_kzt` is not lost where `terms` is null.
    """
    absent = tuple(f"{name}_" for name, value in args.items() if value == ABSENT)
    named = re.findall(r"\w+", str(written)) if absent else []
    return {n: ABSENT for n in named if n.startswith(absent) and n not in args}


def _is_said(line: str, args: Fields) -> bool:
    """Leave out a line whose value is known to be absent; a missing one shows."""
    only_if = _ONLY_IF.match(line)
    if only_if is None:
        return True
    lost = ABSENT if only_if[1] else MISSING
    return args.get(only_if[2], lost) not in (ABSENT, "", [])


def _moment(value: object) -> datetime | None:
    """Read an ISO moment with its offset; None for anything else."""
    if not isinstance(value, str) or not _MOMENT.match(value):
        return None
    try:
        at = datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        return None
    return at if at.tzinfo else None
