"""Write numbers as people read them: rounded, from-to, in their own language."""

from collections.abc import Callable, Mapping

from sondir.domain.outcome_model import Interval

GAP = "\u00a0"
DASH = "–"
Words = Mapping[str, str]
LATEST_MIN = 100
"""From so many minutes on, hours are easier to read."""
ROUGH_KZT = 10_000
PLAIN = frozenset("0123456789.,−" + GAP)
"""What a number without its unit is made of."""


def kzt(amount: float) -> str:
    """Write a sum as roughly as an estimate deserves: thousands, or hundreds.

    >>> kzt(143_106.7).replace(GAP, " "), kzt(-8_730.0).replace(GAP, " ")
    ('143 000 ₸', '−8 700 ₸')
    """
    return f"{_grouped(_rounded(amount))}{GAP}₸"


def _rounded(amount: float) -> int:
    step = 1_000 if abs(amount) >= ROUGH_KZT else 100
    return round(amount / step) * step


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", GAP).replace("-", "−")


def percent(share: float) -> str:
    """Write a share.

    >>> percent(0.433).replace(GAP, " ")
    '43 %'
    """
    return f"{round(share * 100)}{GAP}%".replace("-", "−")


def count(number: float, words: Words) -> str:
    """Write an expected number with one digit after the comma of the language."""
    mark = words.get("decimal_mark", ".")
    return f"{number:.1f}".replace(".", mark)


def minutes(length: float, words: Words) -> str:
    """Write a length of time, in hours where that is easier.

    >>> minutes(271.0, {"hours": "{h} h", "decimal_mark": ","}).replace(GAP, " ")
    '4,5 h'
    """
    whole = round(length)
    if whole != 60 and whole < LATEST_MIN:
        return words["minutes"].format(m=whole).replace(" ", GAP)
    is_even = whole % 60 == 0
    told = str(whole // 60) if is_even else count(length / 60, words)
    return words["hours"].format(h=told).replace(" ", GAP)


def span(found: Interval, write: Callable[[float], str]) -> str:
    """Write an interval; one number where both ends read the same.

    >>> span(Interval(0.371, 0.43, 0.487), percent).replace(GAP, " ")
    '37–49 %'
    >>> span(Interval(0.0, 0.0, 0.0), percent).replace(GAP, " ")
    '0 %'
    """
    low, high = write(found.low), write(found.high)
    if low == high:
        return low
    number, _, unit = low.rpartition(GAP)
    is_shared = bool(number) and high.endswith(f"{GAP}{unit}")
    if is_shared and set(number) <= PLAIN and not set(unit) & PLAIN:
        return f"{number}{DASH}{high}"
    return f"{low}{DASH}{high}"


def number(value: float) -> str:
    """Write an assumption's number without needless digits.

    >>> number(0.25), number(2000.0)
    ('0.25', '2000')
    """
    return f"{value:g}"
