"""Days and parts of the day in a vendor's words: "завтра утром", "жұмада", "16 июля".

The definitions are those of the annotation guide: a day is 08:00-20:00, its morning
08:00-12:00. Hours are the salon's (Asia/Almaty).
"""

import re
from datetime import datetime

from sondir.adapters.reader.replies.cued import Cued

_WEEKDAYS = (
    r"понедельник\w*|(?<!\w)пн(?!\w)|дуйсенби\w*",
    r"вторник\w*|(?<!\w)вт(?!\w)|сейсенби\w*",
    r"сред[уеы](?!\w)|(?<!\w)ср(?!\w)|сарсенби\w*",
    r"четверг\w*|(?<!\w)чт(?!\w)|бейсенби\w*",
    r"пятниц\w*|(?<!\w)пт(?!\w)|жума(?:да|га|нын)?(?!\w)",
    r"суббот\w*|(?<!\w)сб(?!\w)|сенби(?:де)?(?!\w)",
    r"воскресень\w*|(?<!\w)вс(?!\w)|жексенби\w*",
)
_WEEKDAY = [re.compile(pattern) for pattern in _WEEKDAYS]
_ANY_WEEKDAY = re.compile("|".join(_WEEKDAYS))
_AFTER_TOMORROW = Cued(
    "завтр|бурси|бурсы|арги",
    r"послезавтр\w*|после завтра|бурсигуни?\w*|бурсыгун\w*|арги куни",
)
_TOMORROW = Cued(
    "завт|ертен",
    r"(?<!\w)(?:завтр[ао]\w*|завт|ертен(?:ге|ги)?|ертенин|"
    r"ертен-)(?!\w)(?! дейин бос емес)",
)
_NOT_TOMORROW = Cued(
    "завтра|ертен",
    r"до завтра|ертенге дейин|завтра (?:тоже )?(?:не|нет|никак)\b|"
    r"(?:сегодня,? (?:и|ни) завтра|бугин де,? ертен де)(?: тоже)?",
)
_IN_DAYS = re.compile(
    r"(?:через )?(\d{1,2})(?:-\d)? (?:дн\w+|день|суток|кун(?:нен|де)?)(?! дейин)(?!\w)"
    r"|(?:дня|дней|денька) через (\d{1,2})"
)
_DAY = re.compile(r"через день|через сутки|бир куннен")
_WEEK = re.compile(r"через недел\w+|бир аптадан|1 аптадан|келеси апта\w*")
_MONTHS = (
    "январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр|"
    "кантар|акпан|наурыз|сауир|мамыр|маусым|шилде|тамыз|кыркуйек|казан|караша|желтоксан"
)
_DATE = re.compile(r"(?<!\d)([0-3]?\d)\s?(?:-?го |числа )?(" + _MONTHS + r")\w*")
_NTH = re.compile(r"(?<!\d)([12]?\d|3[01])(?:-?го(?: числа)?| числа)(?!\w)")

_PARTS = (
    (
        "before noon",
        r"до обеда|туске дейин|тускe шейин|первой половин\w+|до полудня",
        8,
        12,
    ),
    (
        "after noon",
        r"после обеда|тустен кейин|тустен сон|послеобед\w*|после полудня|"
        r"втор\w+ половин\w+",
        13,
        18,
    ),
    (
        "noon",
        r"к обеду|в районе обеда|около обеда|в обед(?!\w)|обед уакыт\w*|"
        r"обеденн\w+|туске карай|тус кезинде|"
        r"туске таман|тусте(?!\w)|(?:днем|кундиз) в обед",
        12,
        14,
    ),
    (
        "morning",
        r"утр[оаеу]\w*|танертен\w*|тантертен\w*|таныертен\w*|таны?мен|тангы|"
        r"таннын|азанда|"
        r"первым делом|рано с",
        8,
        12,
    ),
    ("day", r"днем|кундиз", 12, 18),
    ("evening", r"вечер\w*|кешке\w*|кешкисин|кешкурым|кеште(?!\w)", 18, 20),
)
_PART = [(name, re.compile(r"(?<!\w)(?:" + p + ")"), a, b) for name, p, a, b in _PARTS]
_NOON = Cued("полд|дал тусте", r"(?<!\w)(?:в полдень|к полудню|дал тусте)")
_GREETING = Cued(
    "добр|кай", r"добр\w+ (?:утр|вечер|д[нe])\w*|(?:кайырлы|кайрлы) (?:тан|кеш|кун)\w*"
)
_OPENING_HOURS = Cued(
    "работаем|открыты|график|режим|истеймиз",
    r"(?<!\w)(?:работаем|открыты|график|режим работы|жумыс истеймиз)[^.!?]{0,16}"
    r"(?:до|шейин|дейин|-) ?\d\d?(?:[:.]\d\d)?(?: ?ча\w+)?",
)
_BUSY_TILL_NOON = Cued(
    "до обеда|туске дейин",
    r"(?<!\w)(?:до обеда|туске дейин) (?:\w+ ){0,2}(?:занят\w*|не \w+|никак|на "
    r"объекте|на заказе|бос емес\w*|жумыс\w+|уакытым жок|болмайды)",
)


def without_greeting(text: str) -> str:
    """Drop "доброе утро", which names no time; "busy till noon" means after it.

    >>> without_greeting("доброе утро! завтра")
    ' ! завтра'
    """
    text = _OPENING_HOURS.sub(" ", _GREETING.sub(" ", text))
    return _BUSY_TILL_NOON.sub("после обеда", text)


def day_offset(text: str, now: datetime) -> int | None:
    """Return how many days ahead *text* speaks of; None where it names no day."""
    if _AFTER_TOMORROW.search(text):
        return 2
    if _WEEK.search(text):
        return 7
    if match := _IN_DAYS.search(text):
        return int(match[1] or match[2])
    if _DAY.search(text):
        return 1
    clean = _NOT_TOMORROW.sub(" ", text)
    if _TOMORROW.search(clean):
        return 1
    return _dated(clean, now)


def _dated(text: str, now: datetime) -> int | None:
    if match := (_DATE.search(text) or _NTH.search(text)):
        return (int(match[1]) - now.day) % 31
    if not _ANY_WEEKDAY.search(text):
        return None
    for weekday, pattern in enumerate(_WEEKDAY):
        if pattern.search(text):
            return (weekday - now.weekday()) % 7 or 7
    return None


def day_part(text: str) -> tuple[str, int, int] | None:
    """Return (name, first hour, last hour) of the part of the day named first."""
    if _NOON.search(text):
        return "noon sharp", 12, 12
    for name, pattern, first, last in _PART:
        if pattern.search(text):
            return name, first, last
    return None
