"""When a vendor can be there: minutes from the message, low and high.

A duration counts from the message; a clock time is the next one that fits, with the
afternoon where the morning has passed ("после 3" is 15:00); tomorrow and later days
follow the windows of the annotation guide.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from sondir.adapters.reader.replies.clock import Clock, clock_time
from sondir.adapters.reader.replies.days import (
    day_offset,
    day_part,
    without_greeting,
)
from sondir.adapters.reader.replies.durations import Wait, straight, waits

ALMATY = timezone(timedelta(hours=5), "Asia/Almaty")
"""One zone for the whole country, without summer time."""

_DAY_OPENS, _DAY_ENDS = 8, 20
_LAST_HOUR = 22 * 60 + 59
_FIRST_HOUR = 7 * 60


@dataclass(frozen=True, slots=True)
class Arrival:
    """Minutes from the message; *later* when the urgency is refused."""

    low: int
    high: int
    later: bool
    why: str


_DAYS = (
    r"ертен|завт|день|дн[яеи]|сут|кун|недел|апта|обед|полд|полов|утр|танер|тант|таны|"
    r"танг|танн|танм|азанд|рано с|первым дел|вечер|кеш|туск|тусте|дал туст|кундиз|"
    r"понед|вторн|сред|четв|пятн|субб|воскр|(?<!\w)(?:пн|вт|ср|чт|пт|сб|вс)(?!\w)|"
    r"дуйс|сейс|сарс|бейс|сенби|жексен|жума|бурс|арги кун|"
    r"\d\s?(?:-?го|числа|[а-я]{3})"
)
_DAY_CUE = re.compile(_DAYS)
_CLOCK_CUE = re.compile(r"\d|час|пол ?[а-я]{3}|четверт")
_TIME_CUE = re.compile(rf"\d|час|мин|саг|четв|пол ?[а-я]{{3}}|{_DAYS}")
"""Words without which no time is named: they spare most messages the grammar."""


def arrival(text: str, written_at: datetime) -> Arrival | None:
    """Return when the vendor says to arrive; None where no time is named.

    *text* is folded, with digits and without sums of money; *written_at* is aware.

    >>> ten_past = datetime(2026, 7, 14, 10, 10, tzinfo=ALMATY)
    >>> arrival("к 11", ten_past)
    Arrival(low=50, high=50, later=False, why='к 11')
    """
    if not _TIME_CUE.search(text):
        return None
    now = written_at.astimezone(ALMATY)
    text = without_greeting(text)
    names_day = _DAY_CUE.search(text)
    offset = day_offset(text, now) if names_day else None
    clock = clock_time(_without_waits(text)) if _CLOCK_CUE.search(text) else None
    part = day_part(text) if names_day else None
    if offset is None and clock is None and (wait := _wait(straight(text))):
        return wait
    if clock is not None:
        return _at_clock(clock, offset, part, now)
    if offset is not None or part is not None:
        return _in_window(offset, part, now)
    return None


_NOT_SOONER = re.compile(r"(?:не раньше|не ранее)\s(?:\w+\s){0,3}$")
_ROAD_BEFORE = re.compile(r"(?:ехать|дорог\w|добираться|езды|пути|жол)\s(?:\w+\s)?$")
_ROAD_AFTER = re.compile(r"^\s?(?:ехать|езды|в пути|дороги|добираться|жол)")


def _wait(text: str) -> Arrival | None:
    """Return the stretch of time named first, and the road that comes on top."""
    lengths = waits(text)
    if not lengths:
        return None
    road = [wait for wait in lengths[1:] if _is_road(text, wait)][:1]
    low = sum(wait.low for wait in lengths[:1] + road)
    high = sum(wait.high for wait in lengths[:1] + road)
    later = _NOT_SOONER.search(text[: lengths[0].start]) is not None
    return Arrival(low, high, later, f"wait {low}-{high} min")


def _is_road(text: str, wait: Wait) -> bool:
    """Say whether a further wait is the road, to be added to the first."""
    before, after = text[: wait.start], text[wait.end :]
    return bool(_ROAD_BEFORE.search(before) or _ROAD_AFTER.search(after))


def _without_waits(text: str) -> str:
    """Hide "через 2 часа" from the clock, which would read it as two o'clock."""
    return _RELATIVE.sub(" ", text)


_RELATIVE = re.compile(
    r"(?:через|за|минимум|около|примерно|еще|в течени[еи])\s(?:где-?то\s|примерно\s)?"
    r"\d+(?:[.,]\d)?(?:\s?(?:-|до|или|\s)\s?\d+(?:[.,]\d)?)?\s?(?:час\w*|ч|"
    r"мин\w*)(?![а-я])"
    r"|\d+(?:[.,]\d)?(?:\s?-\s?\d+)?\s?сагат\w*(?:\sкейин)?"
    r"|через\s\d+\s(?:дня|дней|день|сут\w*|недел\w*)|"
    r"\d+(?:\s?-\s?\d+)?\s?мин\w*|(?:минут\w*|часа|часов)\s(?:через|"
    r"за)\s\d+(?:-\d+)?"
)


def _at_clock(
    clock: Clock, offset: int | None, part: tuple[str, int, int] | None, now: datetime
) -> Arrival:
    low, high = clock.low, clock.high
    if not clock.exact:
        low, high = _half_day(low, high, offset, part, now)
    days = offset or 0
    minute = now.hour * 60 + now.minute
    if offset is None and low < minute:
        days = 1
    later = days > 0 or clock.lower_bound
    shift = days * 1440 - minute
    return Arrival(max(0, low + shift), max(0, high + shift), later, clock.why)


def _half_day(
    low: int,
    high: int,
    offset: int | None,
    part: tuple[str, int, int] | None,
    now: datetime,
) -> tuple[int, int]:
    """Choose morning or afternoon for a bare hour."""
    if part and low < 720 and part[0] in {"evening", "after noon", "day"}:
        return low + 720, high + 720
    if part and part[0] in {"morning", "before noon"} and low >= 300:
        return low, high
    if offset:
        return (low + 720, high + 720) if low < _FIRST_HOUR else (low, high)
    minute = now.hour * 60 + now.minute
    if low >= max(minute, _FIRST_HOUR):
        return low, high
    if low < 720 and minute <= low + 720 <= _LAST_HOUR:
        return low + 720, high + 720
    return (low + 720, high + 720) if low < _FIRST_HOUR else (low, high)


def _in_window(
    offset: int | None, part: tuple[str, int, int] | None, now: datetime
) -> Arrival | None:
    name, first, last = part or ("day", _DAY_OPENS, _DAY_ENDS)
    minute = now.hour * 60 + now.minute
    days = offset
    if days is None:
        days = 1 if last * 60 <= minute else 0
    shift = days * 1440 - minute
    low, high = max(0, first * 60 + shift), max(0, last * 60 + shift)
    soon = days == 0 and name in {"noon", "noon sharp", "before noon"}
    return Arrival(low, high, not soon, f"{name} in {days} days")
