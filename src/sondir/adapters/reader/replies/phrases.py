"""Lists of phrases as one compiled pattern."""

import re


def any_of(*alternatives: str) -> re.Pattern[str]:
    """Compile *alternatives*; a phrase begins where a word begins.

    Without that rule "не понравилось" is found inside "мне понравилось".

    >>> bool(any_of("не понрав").search("мне понравилось"))
    False
    """
    return re.compile("|".join(_from_word_start(each) for each in alternatives))


def _from_word_start(phrase: str) -> str:
    return f"(?:{phrase})" if phrase.startswith("\\") else f"(?<![а-я])(?:{phrase})"
