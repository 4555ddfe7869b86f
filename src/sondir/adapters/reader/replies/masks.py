"""Numbers that are neither a time nor a sum: phones, addresses, models, units.

A sum may only be read from what is left after this. Links and card numbers leave a
word behind, because the terms are read from it.
"""

import re
from collections.abc import Sequence

from sondir.adapters.reader.replies.cued import Cued

LONGEST_READ = 700
"""Characters of a reply that are read; a longer text must not cost seconds."""

_RAW = [
    (re.compile(r"(?:https?://|www\.)\S+", re.I), " ссылка "),
    (
        re.compile(
            r"(?<![@\w.])[a-z0-9][a-z0-9-]*\.(?:kz|ru|com|io|me|ly|net|org|top|xyz|"
            r"link|site|online|shop|app|info|pw|cc|click|store|pro|gl|su|uz|live)"
            r"(?:/\S*)?(?![\w])",
            re.I,
        ),
        " ссылка ",
    ),
    (re.compile(r"\S+@\S+\.\w+|@\w[\w.]+"), " "),
    (re.compile(r"(?<!\d)\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}(?!\d)"), " номеркарты "),
    (re.compile(r"(?<!\d)\d{12}(?!\d)"), " "),
    (
        re.compile(
            r"(?<!\d)(?:\+?[78][\s(-]*)?\(?7\d\d\)?[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}"
            r"(?!\d)"
        ),
        " номертел ",
    ),
    (
        re.compile(r"(?<!\d)\+?[78][\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d\d[\s-]*\d\d(?!\d)"),
        " ",
    ),
    (re.compile(r"(?<!\d)\d{2,3}-\d{2}-\d{2}(?!\d)"), " "),
    (re.compile(r"(?<!\d)[0-3]?\d\.[01]\d\.(?:20)?\d\d(?!\d)"), " "),
]

_UNITS = (
    r"лет|год|жыл|этаж|кабат|мкр|микр|мк-?н|аудан|уй(?![а-я]*ге)|дом|"
    r"кв(?![а-я])|квартир|"
    r"пэтер|патер|офис|каб|подъезд|блок|бту|бтю|вт|квт|ватт|кондиц|кондер|сплит|блок|"
    r"человек|адам|мастер[а-я]|шебер|кг|килограмм|км|километр|метр|м2|%|пайыз|"
    r"процент|градус|"
    r"раз(?![а-я])|рет(?![а-я])|месяц|ай(?![а-я])|комнат|болме|звезд|балл|"
    r"бригад(?!а(?![а-я]))|объект|"
    r"заказ|вызов(?:а|ов)(?![а-я])|аппарат|единиц|дана|фаз|ампер|вольт|литр|"
    r"мм(?![а-я])|см(?![а-я])|ша?т"
    r"(?![а-я])|смен|ка(?![а-я])|шы(?![а-я])|ши(?![а-я])|ой(?![а-я])|ая|ый(?![а-я])"
)
_NAMES = (
    r"лг|самсунг\w*|грее|гри|хаиер|хайер|мидеа|мидея|алмаком\w*|артел\w*|аукс|"
    r"даикин\w*|"
    r"хисенс\w*|модел\w*|марк\w*|сери\w*|офис\w*|каб\w*|кв|дом|д|ул\w*|улиц\w*|"
    r"квартир\w*|"
    r"подъезд\w*|блок\w*|корпус\w*|номер\w*|№|р|инвертор\w*|сплит\w*|кондиционер\w*|"
    r"абая|достык|сатпаева|толе би|тимирязева|жандосова|фурманова|райымбека|момышулы"
)
_SUM_NEXT = (
    r"(?![\d:]|\s?(?:тыс|к(?![а-я])|мын|тг|тен|\d{3}|мин|час|"
    r"-?(?:де|да|те|та|ге|га|ке|ка)(?![а-я])))"
)
_FOLDED = [
    (rf"(?<![\d.])\d+(?:[.,]\d+)?(?:-\d+)?\s?-?(?:{_UNITS})\w*", " "),
    (rf"(?<![а-я])(?:{_NAMES})\.?\s?\d{{1,3}}{_SUM_NEXT}[а-я]?(?![а-я])", " "),
    (r"(?<![а-я])(?:с|от) (?:19|20)\d\d(?:-?го)?(?!\d)(?! ?(?:тг|тен|₸|до))", " "),
    (r"рейтинг\w* \d(?:[.,]\d)?|гаранти\w* \d+ \w+|кепилдик \d+ \w+", " "),
    (r"(тыс\w*|мын|тг|тенге|\d{3}) ?(?:в|за|/) ?час(?![а-я])", r"\1 "),
    (r"(?:бту|бтю) ?\d+|\d{3,5} (?:номер(?![а-я])|номирине)", " "),
    (rf"(?:номер(?!тел|карт)\w*|№|заявк\w*) ?№? ?\d{{1,8}}{_SUM_NEXT}", " "),
    (r"24 ?(?:/|на) ?7|24 часа|круглосуточно|таулик бойы", " "),
]
_DIGIT = re.compile(r"\d")
_ADDRESS_CUE = re.compile(r"[@/]|www|[a-zA-Z]\.[a-zA-Z]|[a-z\d]\.[a-z]", re.I)
_LONG_NUMBER = re.compile(r"\d[\d\s().+-]{4,}\d")
_CUES = (
    None,
    None,
    "19|20",
    "рейтинг|гаранти|кепилдик",
    "час",
    "бт|номер|номир",
    "номер|№|заявк",
    "24|круглосуточно|таулик",
)
"""For each of _FOLDED what must stand in the text; None where that is too much."""
_COMPILED = [
    (Cued(cues, pattern) if cues else re.compile(pattern), left)
    for cues, (pattern, left) in zip(_CUES, _FOLDED, strict=True)
]

_Any = Cued | re.Pattern[str]


def mask_raw(written: str) -> str:
    """Blank phones, cards, IIN, e-mails and dates; name links, before folding."""
    written = written[:LONGEST_READ]
    if _ADDRESS_CUE.search(written):
        written = _masked(_RAW[:3], written)
    return _masked(_RAW[3:], written) if _LONG_NUMBER.search(written) else written


def _masked(patterns: Sequence[tuple[_Any, str]], text: str) -> str:
    for pattern, left in patterns:
        text = pattern.sub(left, text)
    return text


def mask_units(text: str) -> str:
    """Blank counted things, models, addresses, years of work in folded *text*.

    >>> mask_units("на 14 мкр 6 уй, 20 минут")
    'на , 20 минут'
    """
    if _DIGIT.search(text):
        text = _masked(_COMPILED, text)
    return " ".join(text.split())
