"""What the world's people understand of our messages: a few plain signs."""

import re
from dataclasses import dataclass

from sondir.world.messages import Button, Channel

_CODE_LINE = re.compile(r"\b(?:код\w*|code)\b", re.IGNORECASE)
_DIGITS = re.compile(r"(?<!\d)\d{4,6}(?!\d)(?! ?(?:₸|тг|тенге|теңге|kzt|мың))", re.I)
_SUM = re.compile(
    r"(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{4,6}) ?(?:₸|тг|тенге|теңге|kzt)", re.I
)
_SENTENCES = re.compile(r"[^.!?\n]+[.!?\n]?")
_KAZAKH = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message of the product as the person sees it; *branch* whose number wrote."""

    channel: Channel
    account: str
    branch: str | None
    person: str
    type: str
    text: str
    template: str | None
    buttons: tuple[Button, ...]
    wamid: str


def arrival_code(text: str) -> str | None:
    r"""Find the code of an authorisation: a line with the word code and 4-6 digits.

    >>> arrival_code("Ждём вас до 12:30. До 15 000 ₸.\nКод прибытия: 4821")
    '4821'
    >>> arrival_code("Выезд 5000 тенге подходит?") is None
    True
    """
    for line in text.splitlines():
        if _CODE_LINE.search(line):
            before, *after = _CODE_LINE.split(line)
            found = [m for part in after for m in _DIGITS.findall(part)]
            found += reversed(_DIGITS.findall(before))
            if found:
                return str(found[0])
    return None


def largest_sum(text: str) -> int | None:
    """Find the largest sum in tenge that a text names.

    >>> largest_sum("Диагностика 5 000 ₸, всего не больше 15 000 ₸")
    15000
    """
    sums = [int(re.sub(r"\D", "", found)) for found in _SUM.findall(text)]
    return max(sums, default=None)


def is_kazakh(text: str) -> bool:
    """Say whether the text is in Kazakh: it has letters Russian lacks."""
    return len(_KAZAKH.findall(text)) >= 2


def mentions(text: str, *stems: str) -> bool:
    """Say whether any of the stems stands in the text."""
    lowered = text.lower()
    return any(stem in lowered for stem in stems)


def asks_code(text: str) -> bool:
    """Say whether we ask for the code at the door, without naming one."""
    return bool(_CODE_LINE.search(text)) and arrival_code(text) is None


_CALLED_OFF = (
    "отмен не_приезжайте не_нужн не_требуется отбой отказ остановл стоп "
    "керек_емес келмеңіз бас_тарт тоқтат cancel not_needed"
)
_ANOTHER = (
    "другого выбрали уже_нашли не_понадоб помощь_уже решили "
    "басқа_шебер басқа_маман таңда керек_болмай another"
)
_THANKS = "спасибо благодар рақмет рахмет thank"
_BROKEN = (
    "не_работает сломан сломал есть_ли_проблем авари отключили перестал пропал "
    "нет_воды нет_света бұзыл істемей мәселе_бар өшіп broken"
)
_BETTER = (
    "лучше прохладн всё_ли все_ли наладил нормально_ли исправил комфортн как_сейчас "
    "свеж жақсарды салқын дұрыс қалай жайлы ыстық_па better"
)
_MOVED = "перенест перенос другое_время ауыстыр басқа_уақыт жылжыт move_your"


def calls_off(text: str) -> bool:
    """Say whether we call off a visit."""
    return _has(text, _CALLED_OFF)


def says_goodbye(text: str) -> bool:
    """Say whether we thank and end it: another has been chosen, or it is off."""
    thanks = _has(text, _THANKS) and "?" not in text
    return thanks or _has(text, _ANOTHER) or calls_off(text)


def asks_if_broken(text: str) -> bool:
    """Say whether "yes" to this question would mean that something is broken.

    >>> asks_if_broken("Дует ли холодный воздух?")
    False
    >>> asks_if_broken("Кондиционер сломан?")
    True
    """
    return _has(asked(text), _BROKEN)


_TOPICS = {
    "heat_air": "дует кондицион воздух жарко душно ауа ыстық салқын",
    "water": "вода воды воду кран су_бар су_кел",
    "power_internet": "свет электрич розет интернет жарық тоқ_бар",
    "cold": "отоплен батаре холодно жылыту суық",
}


def topic_of(question: str) -> str | None:
    """Name the trouble a question is about, if it is clear.

    >>> topic_of("Вода в кране есть?")
    'water'
    """
    return next(
        (name for name, stems in _TOPICS.items() if _has(question, stems)), None
    )


def asked(text: str) -> str:
    """Give the last question of a text; the whole text where there is none.

    >>> asked("Пишут, что кондиционер не работает. Дует ли холодный воздух? Спасибо.")
    'Дует ли холодный воздух?'
    """
    questions = [part for part in _SENTENCES.findall(text) if part.endswith("?")]
    return str(questions[-1]).strip() if questions else text


def asks_recovery(text: str) -> bool:
    """Say whether we ask a client if it is better now."""
    return "?" in text and _has(text, _BETTER)


def offers_other_time(text: str) -> bool:
    """Say whether we offer to move a booking."""
    return _has(text, _MOVED)


def _has(text: str, stems: str) -> bool:
    return mentions(text, *(stem.replace("_", " ") for stem in stems.split()))
