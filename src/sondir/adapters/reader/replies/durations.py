"""How long until the vendor is there: "минут через 20", "час-полтора", "1 сагатта".

Folded text with digits in, minutes out.
"""

import re
from dataclasses import dataclass

_N = r"\d+(?:[.,]\d)?"
_HOUR = (
    r"(?:час(?:а|ов|ик|ика|иков|ок|очек|у)?|ч|сагат(?:та|тан|тын|ка|тай)?|саг)(?![а-я])"
)
_MIN = r"(?:минут[а-я]*|мин(?:уточ[а-я]*|ут|утк[а-я]*)?|мин[а-я]?|м)(?![а-я])"
_MINUTE = r"(?:минут[а-я]*|мин)(?![а-я])"
_LINK = r"\s?(?:-|до|или|/|\s)\s?"

_INVERTED = re.compile(
    rf"(?<!\d)(?<!\d )(?P<unit>{_MINUTE}|часа|часов|часика|часик)\s(?:(?:так|"
    rf"где то|где-то|"
    rf"эдак|примерно|через|за|этак|на|еще|в районе|около)\s)*(?P<a>{_N})(?!\d|:)"
    rf"(?:{_LINK}(?P<b>{_N})(?!\d|:))?(?!\s?(?:{_HOUR}|{_MINUTE}))"
)
_HOUR_AND = re.compile(
    rf"(?<![\d] )(?<!\d)(?<!в )(?<!к )час (?P<m>[1-5]\d)(?!\d|:|-|"
    rf"\s?{_HOUR})(?:\s?{_MIN})?"
)
_SPAN = re.compile(
    rf"(?:(?<![\d:.])(?P<a>{_N})(?:{_LINK}(?P<b>{_N}))?\s?-?)?"
    rf"(?:(?P<h>{_HOUR})(?:\s?(?:и\s)?(?P<hm>\d\d?)\s?{_MIN})?|(?P<m>{_MIN}))"
)
_BARE = re.compile(
    r"(?:^|через|за|минимум|максимум|мин|макс|около|примерно|где ?-?то|на|еще|"
    r"течени[еи]|в пределах|"
    r"не больше|не более|меньше|менее|какой|это|ехать|ну|где-нибудь|,|\.|!|-|до|"
    r"или|буду|пол|"
    r"приеду|подъеду|могу|минут|мин|там|через где то|уже|бир|тек|так|смогу|доеду)\s?$"
)
_WITHIN = re.compile(r"(?:в течени[еи]|в пределах|на протяжении)\s(?:\w+\s)?$")
_WITHIN_AFTER = re.compile(r"^\s?(?:иши?нде|аралыгында)")
_NOT_ARRIVAL_BEFORE = re.compile(
    r"(?:(?:работ[аы]|ремонт|чистка|диагностика|заправка|все)\s(?:\w+\s)?"
    r"(?:займет|занимает|длится|уйдет)|займет|заняло|делов|(?:ответ|перезвон|"
    r"напиш|отпиш)"
    r"\w*)[^,.;]{0,14}$"
)
_NOT_ARRIVAL_AFTER = re.compile(
    r"^\s?(?:работ[аыу]\w*|ремонт\w*|занимает|назад|бурын|жумыс(?:ы)? |делов)"
)


@dataclass(frozen=True, slots=True)
class Wait:
    """Minutes until arrival, *low* to *high*, and where the words stood."""

    low: int
    high: int
    start: int
    end: int


def waits(text: str) -> list[Wait]:
    """Return every stretch of time named in *text*, in order.

    >>> [(w.low, w.high) for w in waits("минут через 20-30")]
    [(20, 30)]
    >>> [(w.low, w.high) for w in waits("через 1 час 20 минут")]
    [(80, 80)]
    """
    text = straight(text)
    found: list[Wait] = []
    for match in _SPAN.finditer(text):
        wait = _as_wait(text, match)
        if wait is None:
            continue
        if found and re.fullmatch(
            _LINK + r"|\s?-\s?", text[found[-1].end : wait.start]
        ):
            last = found.pop()
            wait = Wait(last.low, max(last.high, wait.high), last.start, wait.end)
        found.append(wait)
    return found


def straight(text: str) -> str:
    """Put number before unit: positions of *waits* refer to this text.

    >>> straight("минут через 20")
    '20 мин '
    """
    text = _INVERTED.sub(_put_right, text)
    return _HOUR_AND.sub(lambda found: f"{60 + int(found['m'])} мин", text)


def _put_right(found: re.Match[str]) -> str:
    unit = "мин" if found["unit"].startswith("мин") else "час"
    high = f"-{found['b']}" if found["b"] else ""
    return f"{found['a']}{high} {unit} "


def _as_wait(text: str, match: re.Match[str]) -> Wait | None:
    before, after = text[: match.start()], text[match.end() :]
    if _NOT_ARRIVAL_BEFORE.search(before) or _NOT_ARRIVAL_AFTER.search(after):
        return None
    factor = 60.0 if match["h"] else 1.0
    if match["a"] is None:
        if not match["h"] or not _bare_hour(before, match["h"], after):
            return None
        low = high = 60.0
    else:
        low = _number(match["a"]) * factor
        high = _number(match["b"]) * factor if match["b"] else low
    if match["hm"]:
        low = high = high + int(match["hm"])
    if low == high and _within(before, after):
        low = 0
    if high < low or high > 60 * 24:
        low = high
    return Wait(int(low), int(high), match.start(), match.end())


def _within(before: str, after: str) -> bool:
    return bool(_WITHIN.search(before) or _WITHIN_AFTER.search(after))


def _bare_hour(before: str, word: str, after: str) -> bool:
    """Say whether "час" without a number is an hour's wait."""
    if word.startswith("саг"):
        return word in {"сагатта", "сагаттан"} or "ишинде" in after[:10]
    if word == "ч":
        return False
    if word.startswith(("часик", "часоч", "часок")):
        return True
    return word in {"час", "часа"} and bool(_BARE.search(before))


def _number(written: str) -> float:
    return float(written.replace(",", "."))
