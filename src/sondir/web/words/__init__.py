"""The words of the pages themselves: one file a language, the same keys in each.

What the autopilot says to people, and how the journal reads, stands in languages/;
here are only headings, buttons and hints.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

LANGUAGES = {"ru": "РУС", "kk": "ҚАЗ", "en": "ENG"}
"""The languages of the pages, and how the switch names them."""
FIRST = "ru"
GAP = re.compile(r"\{(\w+)\}")


class Words:
    """The words of one language.

    >>> Words("en")("now.minutes", n=5)
    '5 min'
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang if lang in LANGUAGES else FIRST
        self._texts = texts(self.lang)

    def __call__(self, key: str, **values: object) -> str:
        """Say a text with its gaps filled; a key that nobody wrote shows itself."""
        text = self._texts.get(key, key)
        return GAP.sub(lambda gap: str(values.get(gap[1], gap[0])), text)

    def knows(self, key: str) -> bool:
        """Say whether there is such a text."""
        return key in self._texts


@cache
def texts(lang: str) -> Mapping[str, str]:
    """Read the texts of a language: dotted keys, as `section.name`."""
    path = files("sondir.web.words").joinpath(f"{lang}.toml")
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        f"{section}.{name}": str(text)
        for section, entries in tables.items()
        for name, text in entries.items()
    }


def language_of(accepted: str) -> str:
    """Choose the language for a stranger from `Accept-Language`.

    >>> language_of("kk-KZ,kk;q=0.9,ru;q=0.8"), language_of("de")
    ('kk', 'ru')
    """
    for wish in accepted.split(","):
        lang = wish.split(";")[0].strip()[:2].lower()
        if lang in LANGUAGES:
            return lang
    return FIRST
