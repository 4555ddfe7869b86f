"""Locate a complaint inside the branch: which of its rooms the words name.

A fault that everybody in one room feels is another fault than one of the whole
branch (`rooms` in domain/diagnosis). Rooms are the branch's own names; guests inflect
them, in Russian and in Kazakh.
"""

import re
from collections.abc import Sequence

from sondir.domain.untrusted import UntrustedText, folded_words

_ENDING = re.compile("(ный|ная|ное|ские|ский|ская|[аеиоуыьй])$")
_LONGEST_ENDING = 6
_SHORT = 4
_SHORT_ENDINGS = frozenset(
    ("", "а", "е", "у", "ы", "ом", "ов", "ах", "да", "де", "га", "дан", "дын", "ды")
)
_NUMBERS = {
    "перв": "1", "втор": "2", "трет": "3", "четверт": "4",
    "биринши": "1", "екинши": "2", "ушинши": "3", "тортинши": "4",
}  # fmt: skip
_CONTRASTS = ("только", "кроме", "зато", "остальн", "тек", "калган", "баска")
_BUT = frozenset({"а", "но", "ал", "бирак"})
HALLS = frozenset({"зал", "холл", "салон", "hall", "main"})
"""Names under which guests also mean the whole place."""


def named_room(rooms: Sequence[str], text: UntrustedText) -> str | None:
    """Say which one of *rooms* a message names; None for none, and for several.

    >>> rooms = ("зал", "массаж", "кабинет 2")
    >>> named_room(rooms, UntrustedText("В массажном нечем дышать!"))
    'массаж'
    >>> named_room(rooms, UntrustedText("жарко во втором кабинете"))
    'кабинет 2'
    >>> named_room(rooms, UntrustedText("залда да, массажда да ыстық")) is None
    True
    """
    said = _words(text.written)
    named = [room for room in rooms if _is_named(_words(room), said)]
    return named[0] if len(named) == 1 else None


def contrasts_rooms(rooms: Sequence[str], text: UntrustedText) -> bool:
    """Say whether somebody on site sets one of *rooms* against the others.

    >>> rooms = ("зал", "массаж")
    >>> contrasts_rooms(rooms, UntrustedText("в зале дует, а в массажном нет"))
    True
    >>> contrasts_rooms(rooms, UntrustedText("и в зале, и в массажном не дует"))
    False
    >>> contrasts_rooms(rooms, UntrustedText("не дует, а в зале уже жарко"))
    False
    """
    said = _words(text.written)
    named = [room for room in rooms if _is_named(_words(room), said)]
    narrowed = any(word.startswith(_CONTRASTS) for word in said)
    # the hall is the whole place as often as not: "but" sets other rooms apart
    own = [room for room in named if not is_hall(room)]
    set_apart = len(own) == 1 and any(word in _BUT for word in said)
    return set_apart or (narrowed and named != [])


def is_hall(room: str) -> bool:
    """Say whether a room's name may stand for the whole place.

    >>> is_hall("Общий зал"), is_hall("Массаж"), is_hall("Зал 2")
    (True, False, False)
    """
    words = _words(room)
    return any(w in HALLS for w in words) and not any(w.isdigit() for w in words)


def _is_named(room: Sequence[str], said: Sequence[str]) -> bool:
    return bool(room) and all(any(_is_form(w, s) for s in said) for w in room)


def _is_form(name: str, word: str) -> bool:
    """Say whether *word* is an inflected form of one word of a room's name."""
    if name.isdigit():
        return word == name
    stem = _ENDING.sub("", name) if len(name) > _SHORT else name
    if not word.startswith(stem):
        return False
    ending = word[len(stem) :]
    if len(stem) < _SHORT:
        return ending in _SHORT_ENDINGS
    return len(ending) <= _LONGEST_ENDING


def _words(written: str) -> list[str]:
    return [_number(word) for word in folded_words(written)]


def _number(word: str) -> str:
    return next((n for start, n in _NUMBERS.items() if word.startswith(start)), word)
