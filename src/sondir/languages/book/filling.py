"""Fill the gaps of a text: sums, plurals, names of things, and parts that may lack.

A gap is written `{price_kzt}` (formatted by its name), `{topic.about}` (the word for a
code, in one form), `{why:limit}` (the word of another table), `{n|client}` (a number
with its noun) or `{visit}` (a fragment, chosen by the arguments that are there).
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from sondir.languages.book.kazakh import to_time
from sondir.languages.book.shelf import Language

Args = Mapping[str, object]

GAP = re.compile(
    r"\{(?P<name>\w+)(?::(?P<table>\w+))?(?:[.](?P<form>\w+))?"
    r"(?:\|(?P<plural>\w+))?\}"
)
LONGEST_VALUE = 1000
"""Characters of one value in a text of ours."""
MISSING = "?"
ABSENT = "—"
"""What stands for a value that is known to be absent (null), not lost."""


INSTEAD = {"offer": "limit", "deed": "step"}
"""Where a code is looked for when its own table lacks it."""


def filled(text: str, args: Args, lang: Language) -> str:
    """Fill every gap of *text*; one without its argument shows `?`."""
    return GAP.sub(lambda gap: value_of(gap, args, lang), text)


def gaps(text: str) -> list[str]:
    """List the gaps of a text as they are written, in order, each once.

    >>> gaps("{a} {b.about} {a}")
    ['{a}', '{b.about}']
    """
    return list(dict.fromkeys(gap[0] for gap in GAP.finditer(text)))


def value_of(gap: re.Match[str], args: Args, lang: Language) -> str:
    """Say what stands in one gap."""
    name = gap["name"]
    if name in lang.fragments:
        return _fragment(lang.fragments[name], args, lang)
    given = args.get(name)
    if isinstance(given, list | tuple):
        return "; ".join(_written(gap, each, lang) for each in given) or ABSENT
    return _written(gap, given, lang)


def _written(gap: re.Match[str], given: object, lang: Language) -> str:
    """Write one value as its gap asks for."""
    name = gap["name"]
    if given is None:
        return MISSING
    if given == ABSENT and not gap["form"] and gap["table"] in (None, *FORMATS):
        return ABSENT
    if isinstance(given, bool):
        given = "yes" if given else "no"
    if gap["plural"]:
        return _counted(given, lang.plurals.get(gap["plural"], {}), lang.code)
    if gap["table"] in FORMATS:
        return FORMATS[gap["table"]](given)
    if gap["table"] or gap["form"]:
        return word(lang, gap["table"] or name, given, gap["form"] or "noun")
    return _plain(name, given)


def word(lang: Language, table: str, code: object, form: str = "noun") -> str:
    """Find the word for a code: its own, else that of its first part, else itself.

    An empty code has the word called "none", where there is one.
    """
    key = "none" if code in ("", ABSENT) else str(code)
    first = key.split(".", maxsplit=1)[0]
    tables = [lang.words.get(name, {}) for name in (table, INSTEAD.get(table, table))]
    named = [words[k] for words in tables for k in (key, first) if k in words]
    found = named[0] if named else None
    if isinstance(found, Mapping):
        found = found.get(form, found.get("noun"))
    return str(found) if found is not None else tidy(str(code)) or MISSING


def tidy(value: str, longest: int = LONGEST_VALUE) -> str:
    r"""Bring foreign words into one line of bounded length.

    >>> tidy(" Асель\n\n(новая)  ")
    'Асель (новая)'
    """
    line = " ".join(value.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def money(value: object) -> str:
    """Write a sum of whole tenge as people read it.

    >>> money(15000), money("-2000")
    ('15 000 ₸', '-2 000 ₸')
    """
    try:
        return f"{int(str(value)):,}".replace(",", " ") + " ₸"
    except ValueError:
        return MISSING


def percent(value: object) -> str:
    """Write a probability as a percentage.

    >>> percent("0.87")
    '87 %'
    """
    try:
        return f"{int(Decimal(str(value)) * 100 + Decimal('0.5'))} %"
    except (InvalidOperation, ValueError, OverflowError):
        return MISSING


def duration(value: object) -> str:
    """Write seconds as hours, minutes and seconds.

    >>> duration(6940)
    '1:55:40'
    """
    try:
        minutes, seconds = divmod(int(str(value)), 60)
    except ValueError:
        return MISSING
    return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"


FORMATS: Mapping[str | None, Callable[[object], str]] = {
    "kzt": money,
    "percent": percent,
    "duration": duration,
    "to_time": to_time,
}
"""Ways to write a value, named in a gap after the colon."""


def _plain(name: str, value: object) -> str:
    if name.endswith("_kzt"):
        return money(value)
    if name in ("p", "second_p", "needs_p"):
        return percent(value)
    return tidy(str(value)) or MISSING


def _fragment(variants: Mapping[str, str], args: Args, lang: Language) -> str:
    """Choose the variant whose arguments are all there; the longest key first."""
    for key in sorted(variants, key=lambda key: -key.count("+")):
        if key != "none" and _are_there(args, key.split("+")):
            return filled(variants[key], args, lang)
    return filled(variants.get("none", ""), args, lang)


def _are_there(args: Args, names: list[str]) -> bool:
    """Say whether none is empty; what is missing altogether is there, as lost."""
    return all(args.get(name, MISSING) not in ("", 0) for name in names)


def _counted(given: object, forms: Mapping[str, str], code: str) -> str:
    if str(given).startswith("<"):  # few, and not counted out
        return f"{given} {forms.get('many', '')}".strip()
    try:
        number = int(str(given))
    except ValueError:
        return MISSING
    form = _form(number, code)
    return f"{number} {forms.get(form, forms.get('many', ''))}".strip()


def _form(number: int, code: str) -> str:
    """Name the plural form (CLDR's categories) of a whole number.

    >>> [_form(n, "ru") for n in (1, 3, 5, 11, 21, 22)]
    ['one', 'few', 'many', 'many', 'one', 'few']
    """
    if code == "ru":
        last, two = number % 10, number % 100
        if last == 1 and two != 11:
            return "one"
        return "few" if 2 <= last <= 4 and not 12 <= two <= 14 else "many"
    return "one" if number == 1 and code == "en" else "many"
