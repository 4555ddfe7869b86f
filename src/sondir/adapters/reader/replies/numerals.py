"""Numbers said in words, written as digits: Russian and Kazakh, folded spelling.

``"жети мын"`` becomes ``"7 мын"``, ``"двадцать пять"`` ``"25"``, ``"екиде"`` is
``"2-де"``, ``"полтора часа"`` ``"1.5 часа"``, ``"полчаса"`` ``"30 мин"``.
"""

import re

from sondir.adapters.reader.replies.cued import Cued

_RU = {
    "ноль ноля": 0,
    "один одна одну одного": 1,
    "два две двух двум двумя": 2,
    "три трех трем": 3,
    "четыре четырех четырем": 4,
    "пять пяти пятью": 5,
    "шесть шести шестью": 6,
    "семь семи": 7,
    "восемь восьми": 8,
    "девять девяти": 9,
    "десять десяти десятью": 10,
    "одиннадцать одиннадцати одинадцать": 11,
    "двенадцать двенадцати двенадцатью": 12,
    "тринадцать тринадцати": 13,
    "четырнадцать четырнадцати": 14,
    "пятнадцать пятнадцати": 15,
    "шестнадцать шестнадцати": 16,
    "семнадцать семнадцати": 17,
    "восемнадцать восемнадцати": 18,
    "девятнадцать девятнадцати": 19,
    "двадцать двадцати двацать": 20,
    "тридцать тридцати трицать": 30,
    "сорок сорока": 40,
    "пятьдесят пятидесяти пятдесят полтинник": 50,
    "шестьдесят шестидесяти": 60,
    "семьдесят семидесяти": 70,
    "восемьдесят восьмидесяти": 80,
    "девяносто девяноста": 90,
    "сто ста": 100,
    "двести": 200,
    "триста": 300,
    "четыреста": 400,
    "пятьсот пятсот": 500,
    "шестьсот": 600,
    "семьсот": 700,
    "восемьсот": 800,
    "девятьсот": 900,
    "полтора полторы полутора": 1.5,
}
_KK = {
    "бир": 1, "еки": 2, "уш": 3, "торт": 4, "бес": 5, "алты": 6, "жети": 7,
    "сегиз": 8, "тогыз": 9, "он": 10, "жиырма": 20, "отыз": 30, "кырык": 40,
    "елу": 50, "алпыс": 60, "жетпис": 70, "сексен": 80, "токсан": 90, "жуз": 100,
    "биир": 1, "жыйырма": 20, "жырма": 20, "сегз": 8, "торд": 4,
}  # fmt: skip
_THOUSANDS = {
    "трешк": 3, "трояк": 3, "пятерк": 5, "пятерочк": 5, "семерк": 7, "десятк": 10,
    "червон": 10, "пятнашк": 15, "двадцатк": 20, "четвертак": 25, "тридцатк": 30,
}  # fmt: skip
_PLAIN = {form: value for forms, value in _RU.items() for form in forms.split()} | _KK
_SUFFIXES = [
    "дан",
    "ден",
    "тан",
    "тен",
    "нан",
    "нен",
    "да",
    "де",
    "та",
    "те",
    "га",
    "ге",
    "ка",
    "ке",
    "на",
    "не",
    "дын",
    "дин",
    "тын",
    "тин",
    "ынши",
    "инши",
    "нши",
    "ди",
    "ты",
    "ти",
]
_STEMS = frozenset(word[:3] for word in _PLAIN)
_SPELT = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(sorted(_STEMS))})")
"""Whether a number may be spelt out at all: most messages are spared the search."""
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+|[^\w\s]|_|\s+")
_ONLY_BEFORE = re.compile(
    r"\s*(?:мин|мын|тыс|тен|тг|саг|час|жуз|бир|еки|уш|торт|бес|алты|жети|сегиз|"
    r"тогыз|жарым|бас|-|кун|пайыз|₸)"
)
_CANON = [
    (Cued("-", r"\b(\d+)-(?:ти|ми|ех|и|х|м|ю)(?![а-я])"), r"\1"),
    (Cued("и часом", r"\b(\d+) и часом\b"), r"\1 и 13:00"),
    (
        Cued("час", r"\bчас(?:ик|ок)?(?: ?- ?| или | )2(?: час[а-я]*)?\b(?! ?мин)"),
        "1-2 час",
    ),
    (Cued("другой", r"\bчасо?к-другой\b"), "1-2 час"),
    (Cued("час", r"\bпол ?-?час(?:ик|ок|оч)?[а-я]{0,3}\b|\bполучас\w*"), "30 мин"),
    (Cued("жарты", r"\bжарты саг(?!\w*[оы]н)[а-я]*\b"), "30 мин"),
    (Cued("четверт|ширек", r"\b(?:четверт[ьи] часа|ширек сагат[а-я]*)"), "15 мин"),
    (Cued("пар", r"\bпар[ауы] (?=час|тыс|мин|дн)"), "2 "),
    (Cued("жарым", r"\b(\d+) жарым(да|дан|га)\b"), r"\1.5-\2"),
    (Cued("половин|жарым", r"\b(\d+) (?:с половиной|жарым)\b"), r"\1.5"),
    (Cued("минут", r"\bчерез минут[уа]\b"), "через 1 мин"),
    (Cued("минут", r"\b(?:пару|несколько) минут\w*"), "минуты"),
    (Cued("половин", r"\bчас(?:а|ик)? с половиной\b"), "1.5 час"),
    (Cued("жарым", r"\bсагат жарым(?:да|дан)?\b(?! кет)"), "1.5 сагат"),
    (Cued("1.5", r"\bчас(?:ик)?(?: ?- ?| )1\.5(?: часа)?\b"), "1-1.5 час"),
    (Cued("1.5", r"\bчаса 1\.5\b"), "1.5 час"),
    (Cued("1.5", r"\b(?:бир )?1\.5 (?=саг|час)"), "1.5 "),
    (Cued("1 30 мин", r"\b1 (?=30 мин)"), ""),
]
_CANON_CUE = re.compile(r"час|саг|мин|жарым|половин|\bпар|\d-[тмехию]")


def with_digits(folded: str) -> str:
    """Return *folded* with its number words as digits and half hours as minutes.

    >>> with_digits("сорок пять минут, бес мын бес жуз")
    '45 минут, 5 мын 500'
    >>> with_digits("через час полтора")
    'через 1-1.5 час'
    """
    text = _spelt_out(folded) if _SPELT.search(folded) else folded
    if not _CANON_CUE.search(text):
        return text
    for pattern, written in _CANON:
        text = pattern.sub(written, text)
    return text


def _spelt_out(folded: str) -> str:
    out: list[str] = []
    tokens = _TOKEN.findall(folded)
    position = 0
    while position < len(tokens):
        value, used, suffix = _number_at(tokens, position)
        if used:
            out.append(f"{value:g}" + (f"-{suffix}" if suffix else ""))
            position += used
        else:
            out.append(tokens[position])
            position += 1
    return "".join(out)


def _number_at(tokens: list[str], start: int) -> tuple[float, int, str]:
    """Read the number that begins at *start*: its value, tokens used, Kazakh suffix."""
    total, used, suffix = -1.0, 0, ""
    position = start
    while position < len(tokens) and not suffix:
        value, ending = _word_value(tokens, position)
        if value < 0 or not _goes_on(total, value):
            break
        total = value if total < 0 else _joined(total, value)
        suffix = ending
        used = position - start + 1
        position += 2 if tokens[position + 1 : position + 2] == [" "] else len(tokens)
    return total, used, suffix


def _goes_on(total: float, value: float) -> bool:
    """Say whether *value* continues the number read so far ("жиырма" + "бес")."""
    if total < 0:
        return True
    if value == 100:
        return 1 < total < 10
    if total % 100 == 0 and total > 0:
        return value < 100
    return total % 10 == 0 and total % 100 >= 10 and 1 <= value < 10


def _joined(total: float, value: float) -> float:
    return total * 100 if value == 100 and total < 10 else total + value


def _word_value(tokens: list[str], position: int) -> tuple[float, str]:
    """Return the value of one word (-1 when it is no number) and its suffix."""
    word = tokens[position]
    if word[:3] not in _STEMS and word[:2] not in _STEMS:
        return -1, ""
    if word in _PLAIN:
        fits = word != "он" or _reads_as_ten(tokens, position)
        return (_PLAIN[word], "") if fits else (-1, "")
    for suffix in _SUFFIXES:
        stem = word.removesuffix(suffix)
        if stem != word and stem in _KK:
            fits = stem not in {"он", "бир"} or _after_number(tokens, position)
            return (_KK[stem], suffix) if fits else (-1, "")
    return -1, ""


def _reads_as_ten(tokens: list[str], position: int) -> bool:
    """Tell Kazakh *он* (ten) from Russian *он* (he) by its neighbours."""
    rest = "".join(tokens[position + 1 : position + 4])
    return bool(_ONLY_BEFORE.match(rest)) or _after_hour(tokens, position)


def _after_number(tokens: list[str], position: int) -> bool:
    """Tell "сагат бирде", "он бирде" from *бирден* (at once), *бирге* (together)."""
    before = tokens[position - 2] if position > 1 else ""
    return before in _KK or before.isdigit() or _after_hour(tokens, position)


def _after_hour(tokens: list[str], position: int) -> bool:
    before = "".join(tokens[max(0, position - 2) : position])
    return before.startswith(("сагат", "туски", "кешки", "тангы", "тунги"))


def slang_sums(text: str) -> str:
    """Write "пятерка", "десятка" as sums.

    >>> slang_sums("за пятерку приеду")
    'за 5 тыс приеду'
    """
    return _SLANG.sub(lambda found: f"{_slang_value(found.group(1))} тыс", text)


def _slang_value(stem: str) -> int:
    return _THOUSANDS[stem]


_SLANG = re.compile(
    r"\b(" + "|".join(sorted(_THOUSANDS, key=len, reverse=True)) + r")[а-я]{0,3}\b"
)
