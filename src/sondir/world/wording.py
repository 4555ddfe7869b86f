"""How the world's people word things: many ways to say one thing, drawn by chance.

The words live in `speech/*.toml`, as tables `[what.it.means]` with one list per
language; a gap is written {so}.
"""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

_FOLDER = Path(__file__).parent / "speech"


@cache
def speech(name: str) -> Mapping[str, object]:
    """Load one file of words, e.g. "vendor"."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def wordings(name: str, meaning: str, lang: str) -> list[str]:
    """Give every way to say *meaning* in *lang*; Russian where there is none."""
    table: object = speech(name)
    for step in meaning.split("."):
        table = table[step] if isinstance(table, Mapping) else {}
    if not isinstance(table, Mapping):
        raise KeyError(f"{name}: {meaning}")
    found = table.get(lang) or table["ru"]
    return [str(one) for one in found]


def say(chance: Random, name: str, meaning: str, lang: str) -> str:
    """Draw one wording, its gaps still open."""
    return chance.choice(wordings(name, meaning, lang))


def spoken_price(chance: Random, lang: str, kzt: int) -> str:
    """Word a sum as people do: "7000", "7 000 тг", "7к", "7 мың"."""
    written = say(chance, "vendor", "price", lang)
    if kzt % 1000:
        written = "{full} тг"
    return written.format(
        full=kzt, spaced=f"{kzt:,}".replace(",", " "), thousands=kzt // 1000
    )


def spoken_eta(chance: Random, lang: str, minutes: int, now: datetime) -> str:
    """Word a delay as people do: "через час", "к 11:15", "40 минутта".

    *now* counts on the salon's own clock for the form with a clock time.
    """
    low = max(5, minutes - minutes % 5)
    whole = wordings("vendor", f"eta_{low}", lang) if low in (30, 60, 90, 120) else []
    written = chance.choice([*wordings("vendor", "eta", lang), *whole])
    due = now + timedelta(minutes=minutes)
    late = due + timedelta(minutes=-due.minute % 5)
    return written.format(n=low, m=low + 10, clock=f"{late:%H:%M}")


def local(moment: datetime, timezone: str) -> datetime:
    """Show *moment* on the salon's clock."""
    return moment.astimezone(ZoneInfo(timezone))
