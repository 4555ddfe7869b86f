"""Clock times in a vendor's words: "к 11", "сагат 12-де", "с 4 до 5", "после 3".

Folded text with digits in; hours and minutes of the salon's day out, and whether the
time is a lower bound ("not before").
"""

import re
from dataclasses import dataclass

from sondir.adapters.reader.replies.cued import Cued

_H = r"(?:2[0-4]|1\d|0?\d)"
_NO_SUM = (
    r"(?!\d|[.,]\d|\s?(?:тыс|тыщ|мын|к(?![а-я])|т(?![а-я])|тг|тен|₸|%|мин|саг|шт|"
    r"\d{3}|дн|кун|раз))"
)


def _hours(name: str) -> str:
    """Return the pattern of "11", "11:30" or "11-30" under the group *name*."""
    return (
        rf"(?P<{name}>{_H})(?:\s?[:.]\s?(?P<{name}m>[0-5]\d)|"
        rf"-(?P<{name}n>[0134][05])(?!\s?мин))?"
    )


def _said(name: str) -> str:
    """Return the pattern of an hour with "часов", "утра" behind it."""
    return (
        rf"{_hours(name)}{_NO_SUM}(?:\s?(?:час(?:ам|ов|ах|а)?|ч)(?![а-я]))?"
        rf"(?:\s(?P<{name}d>утра|дня|вечера|ночи))?"
    )


_LATER = (
    r"(?:занят[аы]? до|(?:на (?:заказе|объекте|работе|выезде)) до|не раньше|"
    r"не ранее|раньше|ранее|после|начиная с|только (?:с|к|в)|не раньше чем|"
    r"лишь после|"
    r"освобожусь (?:только )?(?:к|в|после)|с)"
)
_AT = (
    r"(?:к|в|до|не позже|не позднее|самое позднее|около|в районе|"
    r"часам к|часов в|часов к|часа в|часик(?:ам|ов) [кв]|"
    r"ближе к|примерно в|"
    r"где-?то в|во|часов)"
)
_RANGE = re.compile(
    rf"(?<![а-я\d])(?:с|между|в|к|на|часов в|часам к)\s(?:часов\s)?"
    rf"{_said('a')}\s?(?:до|и|-|или)\s?{_said('b')}"
)
_KK_RANGE = Cued(
    "дейин|шейин",
    rf"(?P<a>{_H})(?::(?P<am>\d\d))?\s?-?\s?(?:дан|ден|тан|тен|нан|нен)\s(?:сагат\s)?"
    rf"(?P<b>{_H})(?::(?P<bm>\d\d))?\s?-?\s?(?:ге|га|ке|ка|не)\s?(?:дейин|шейин)",
)
_KK_PAIR = Cued(
    "сагат",
    rf"сагат\s(?P<a>{_H})\s?(?:-|мен|пен|бен)\s?(?P<b>{_H})\s?(?:-?\s?(?:де|да|"
    rf"те|та|нин|дин|тин)|арасы)",
)
_KK_BETWEEN = Cued(
    "арасы|аралыг", rf"(?<!\d)(?P<a>{_H})\s?-\s?(?P<b>{_H})\s(?:арасы|аралыг)"
)
_AFTER = re.compile(rf"(?<![а-я\d]){_LATER}\s(?:часов\s|вечером\s)?{_said('a')}")
_KK_AFTER = Cued(
    "кейин|сон|бастап|ары|кийин|асып|ерте|бурын",
    rf"(?:сагат\s)?(?<![\d:])(?P<a>{_H})(?::(?P<am>\d\d)|(?P<half>\.5))?\s?-?\s?"
    rf"(?:дан|ден|тан|тен|нан|нен)\s(?:кейин|сон|бастап|ары|кийин|асып|ерте|бурын)",
)
_BUSY = (
    r"[^.\d]{0,16}(?<![а-я])(?:занят|загруж|забит|клиент|объект|на заказ|"
    r"на работе|на выезде|"
    r"не (?:могу|смогу|освоб|получ|успе)|никак|бос емес|жумыс(?:та|ым)|колым)"
)
_BUSY_UNTIL = Cued("до ", rf"(?<![а-я\d])до\s{_said('a')}{_BUSY}")
_KK_BUSY_UNTIL = Cued(
    "дейин|шейин",
    rf"(?<![\d:])(?P<a>{_H})(?::(?P<am>\d\d))?\s?-?\s?(?:ге|га|ке|ка)\s(?:дейин|шейин)"
    rf"{_BUSY}",
)
_KK_HALF_AFTER = re.compile(rf"сагат\s(?P<a>{_H})\s(?:кейин|сон)")
_SINGLE = re.compile(
    rf"(?<![а-я\d]){_AT}\s(?:часов\s|часам\s|где-?то\s|примерно\s)?{_said('a')}"
)
_ON = Cued(
    "на ",
    rf"(?<![а-я\d])на\s(?P<a>{_H})(?:[:.](?P<am>[0-5]\d)|\s?час(?:ов|а)|"
    rf"\s(?P<ad>утра|дня|вечера))(?!\d)",
)
_KK_AT = Cued(
    "сагат",
    rf"сагат\s(?P<a>{_H})(?::(?P<am>\d\d)|(?P<half>\.5))?(?!\d|[.,]\d|\s?(?:мин|"
    rf"мын|тг|тен|саг))(?:\s?-?\s?(?:де|да|те|та|ге|га|ке|ка|лер))?",
)
_KK_LOC = re.compile(
    rf"(?<![\d:.-])(?P<a>{_H})(?::(?P<am>\d\d)|(?P<half>\.5))?\s?-?\s?(?:де|да|"
    rf"те|та|ге|га|ке|ка)(?![а-я])"
)
_EXACT = Cued(":", r"(?<![\d:.])(?P<a>[01]?\d|2[0-3]):(?P<am>[0-5]\d)(?!\d)")
_SUFFIXED = Cued(
    "утра|дня|вечера", rf"(?<!через )(?<![\d:.,]){_hours('a')}\s(?P<ad>утра|дня|вечера)"
)
_TO_HOUR = Cued("без ", rf"без (четверти|\d\d?)(?: минут)? ({_H})(?!\d)")
_HALF_WORDS = (
    "перво|второ|треть|четверт|пят|шест|седьмо|восьмо|девят|десят|одиннадцат|двенадцат"
)
_NOT_BEFORE = re.compile(r"(?:раньше|ранее|после|только с)\s$")
_HALF = Cued(
    "пол|четверт", r"(?:пол(?:овин\w)?|четверт\w)[ -]?(" + _HALF_WORDS + r")\w+"
)
_ONE = Cued(
    "час",
    r"(?<![а-я\d])(?P<p>к|в|после|ближе к|часам к)\s(?:часу|час)(?:\s(?P<d>дня|"
    r"ночи))?(?![а-я])(?!\s?\d)",
)


_NEIGHBOURS = re.compile(
    rf"(?<![а-я\d])(?P<at>в|к) (?P<a>{_H}) (?P<b>{_H}){_NO_SUM}(?![:.])"
)
"""Two hours one after the other: "часа в два три"."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: minutes after midnight, low to high; *day* as it was said.

    *exact* means that the half of the day is certain ("15:00", "5 вечера").
    """

    low: int
    high: int
    lower_bound: bool
    exact: bool
    why: str


def clock_time(text: str) -> Clock | None:
    """Return the first clock time named in *text*; None where there is none.

    >>> clock_time("после 3 смогу")
    Clock(low=180, high=180, lower_bound=True, exact=False, why='после 3')
    """
    text = _NEIGHBOURS.sub(_as_range, text)
    for read in (_between, _not_before, _half_hour, _before_hour, _at, _at_one):
        if clock := read(text):
            return clock
    return None


def _as_range(match: re.Match[str]) -> str:
    """Write "в 2 3" as the range it is; other neighbours stay."""
    low, high = int(match["a"]), int(match["b"])
    follows = high in {low + 1, low - 11}
    return f"{match['at']} {low}-{high}" if follows else match.group()


def _between(text: str) -> Clock | None:
    for pattern in (_RANGE, _KK_RANGE, _KK_PAIR, _KK_BETWEEN):
        if (match := pattern.search(text)) and (clock := _range(match)):
            return clock
    return None


def _not_before(text: str) -> Clock | None:
    for pattern in (_BUSY_UNTIL, _KK_BUSY_UNTIL):
        if match := pattern.search(text):
            return _point(match, bound=True)
    for after in (_AFTER.search, _KK_AFTER.search):
        if (match := after(text)) and _is_bound(text, match):
            return _point(match, bound=True)
    return None


def _half_hour(text: str) -> Clock | None:
    match = _HALF.search(text)
    if match is None:
        return None
    past = 15 if match.group().startswith("чет") else 30
    at = _HALF_WORDS.split("|").index(match[1]) * 60 + past
    bound = _NOT_BEFORE.search(text[: match.start()]) is not None
    return Clock(at, at, bound, False, match.group())


def _before_hour(text: str) -> Clock | None:
    match = _TO_HOUR.search(text)
    if match is None:
        return None
    short = 15 if match[1].startswith("чет") else int(match[1])
    at = int(match[2]) * 60 - short
    return Clock(at, at, False, False, match.group())


def _at(text: str) -> Clock | None:
    for pattern in (_SINGLE, _ON, _KK_AT, _KK_LOC, _SUFFIXED, _EXACT):
        if match := pattern.search(text):
            return _point(match, bound=False)
    return None


def _at_one(text: str) -> Clock | None:
    match = _ONE.search(text)
    if match is None:
        return None
    return Clock(780, 780, match["p"] == "после", True, match.group())


_EARLIER_NOT = re.compile(r"(?<!не )(?:раньше|ранее)\s")


def _is_bound(text: str, match: re.Match[str]) -> bool:
    """Tell "раньше 18 не смогу" from "раньше 18 приеду"."""
    if match.group().endswith("ерте"):
        return True
    if _EARLIER_NOT.match(match.group()):
        return re.search(r"\bне\b|\bнет\b|никак", text) is not None
    return True


def _range(match: re.Match[str]) -> Clock | None:
    groups = match.groupdict()
    low, high = _minutes(groups, "a"), _minutes(groups, "b")
    said = groups.get("bd") or groups.get("ad")
    if said:
        low, high = _half_of_day(low, said), _half_of_day(high, said)
    if high <= low and high + 720 > low:
        high += 720 if low >= 12 * 60 or high < low else 0
    if high <= low:
        return None
    exact = bool(said) or high >= 13 * 60
    return Clock(low, high, False, exact, match.group())


def _point(match: re.Match[str], *, bound: bool) -> Clock:
    groups = match.groupdict()
    at = _minutes(groups, "a")
    said = groups.get("ad")
    if said:
        at = _half_of_day(at, said)
    exact = bool(said) or at >= 13 * 60 or match["a"].startswith("0")
    return Clock(at, at, bound, exact, match.group().strip())


def _minutes(groups: dict[str, str | None], name: str) -> int:
    minute = groups.get(name + "m") or groups.get(name + "n") or "0"
    half = 30 if groups.get("half") else 0
    return int(groups[name] or 0) * 60 + int(minute) + half


def _half_of_day(at: int, said: str) -> int:
    if said in {"дня", "вечера"} and at < 12 * 60:
        return at + 720
    return at
