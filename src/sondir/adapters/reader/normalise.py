"""Two views of one message: *raw* (cleaned) and *folded* (script forgotten).

People write one Kazakh word in four ways: ыстық, ыстык, ystyq, istik. The raw view
keeps what distinguishes them (it tells the language), the folded view forgets it (it
tells the meaning). Phones, links and @names are masked in both, digits become 0.
"""

import re
import unicodedata
from dataclasses import dataclass

LONGEST_READ = 1_500
"""Characters of a message that are read; what follows is rarely news."""

_URL = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:kz|ru|com|me|link)\b\S*")
_HANDLE = re.compile(r"@[\w.]+")
_PHONE = re.compile(r"\+?\d[\d\-() ]{7,}\d")
_DIGITS = re.compile(r"\d+")
_REPEAT = re.compile(r"(\D)\1{2,}")
_MIXED_WORD = re.compile(r"\w*(?:[а-яәғқңөұүһі][a-z0]|[a-z0][а-яәғқңөұүһі])\w*")
_TOKEN = re.compile(r"[^\W_]+|[?!]|[^\w\s.,:;()\"'«»\-–—/\\*+=%№&<>\[\]{}|~`^$_]")
_LATIN = re.compile(r"[a-zäáğñöóüúýışç]")
_ZERO = re.compile(r"[а-я]0|0[а-я]")
_DIGRAPH = re.compile(r"shch|sch|sh|ch|zh|kh|gh|ts|yo|ye")

_TO_CYRILLIC = str.maketrans("aeocpxiykmthb0", "аеосрхіукмтнво")
_DIGRAPHS = {
    "shch": "ш",
    "sch": "ш",
    "sh": "ш",
    "ch": "ч",
    "zh": "ж",
    "kh": "х",
    "gh": "г",
    "ts": "с",
    "yo": "е",
    "ye": "е",
}
_FOLD = str.maketrans(
    {
        **dict(zip("әғқңөұүһіыйэщц", "агкноуухиииашс", strict=True)),
        **dict(zip("abcdefghijklmnop", "абсдефгхижклмноп", strict=True)),
        **dict(zip("qrstuvwxyz", "крстувухиз", strict=True)),
        **dict(zip("äáğñöóüúýışç", "аагнооуууишч", strict=True)),
        "ъ": "",
        "ь": "",
        "я": "иа",
        "ю": "иу",
    }
)
_INVISIBLE = [0xFE0F, 0x200D, 0x200B, 0xAD, *range(0x1F3FB, 0x1F400)]
_ODD = re.compile(f"[ёѐ{''.join(map(chr, _INVISIBLE))}]")
_PLAIN = dict.fromkeys(_INVISIBLE) | str.maketrans("ёѐ", "ее")


@dataclass(frozen=True, slots=True)
class Views:
    """The words of a message as written (*raw*) and without its script (*folded*)."""

    raw: str
    folded: str


def views(text: str) -> Views:
    """Return both views; words and marks are separated by one space.

    >>> views("Ыстыыыық!!! 8 777 123 45 67").raw
    'ыстық ! phonemask'
    >>> views("ystyq").folded == views("ыстық").folded
    True
    """
    raw = " ".join(words_of(text))
    return Views(raw, fold(raw))


def words_of(text: str) -> list[str]:
    """The words and marks of the raw view.

    >>> words_of("Ыстыыыық!!!")
    ['ыстық', '!']
    """
    return _TOKEN.findall(_clean(text))


def fold(raw: str) -> str:
    """Write any script in one reduced Cyrillic alphabet.

    >>> fold("kondicioner"), fold("кондиционер")
    ('кондисионер', 'кондисионер')
    """
    if _LATIN.search(raw):
        raw = _DIGRAPH.sub(lambda found: _DIGRAPHS[found[0]], raw)
    return raw.translate(_FOLD)


def _clean(text: str) -> str:
    text = text[:LONGEST_READ]
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = text.lower()
    if _ODD.search(text):
        text = text.translate(_PLAIN)
    if "." in text or "@" in text:
        text = _HANDLE.sub(" namemask ", _URL.sub(" urlmask ", text))
    if _DIGITS.search(text):
        text = _DIGITS.sub("0", _PHONE.sub(" phonemask ", text))
    text = _REPEAT.sub(r"\1", text)
    if _LATIN.search(text) or ("0" in text and _ZERO.search(text)):
        text = _MIXED_WORD.sub(_one_script, text)
    return text


def _one_script(found: re.Match[str]) -> str:
    """A Latin letter or a zero inside a Cyrillic word is a look-alike.

    A suffix glued to a number ("3те", "0к") is no such word.
    """
    word = found[0]
    if word.startswith("0"):
        return word
    return word.translate(_TO_CYRILLIC)
