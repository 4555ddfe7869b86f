"""Two languages in one message: whole clauses and single words."""

import re
from functools import cache

import numpy as np

from training.grammar import SEEDS
from training.rows import Row, draw, joined

_GLUE = (", ", " ", ". ", ", а ", " и ", "! ", " да ", ", бірақ ", "\n")


@cache
def dictionary(lang: str) -> dict[str, str]:
    """Words of *lang* with what a bilingual speaker says instead."""
    name = "words.txt" if lang == "ru" else "words_kk.txt"
    text = (SEEDS / "mixed" / name).read_text("utf-8")
    pairs = (line.split(" = ") for line in text.splitlines() if " = " in line)
    return {old: new for old, new in pairs}


@cache
def _finder(lang: str) -> re.Pattern[str]:
    words = sorted(dictionary(lang), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, words))})\b")


def word_mixed(row: Row, random: np.random.Generator) -> Row | None:
    """Some words said in the other language; None where none is known."""
    found = list(_finder(row.lang).finditer(row.text.lower()))
    if not found or len(found) * 2 >= len(row.text.split()) + 2:
        return None
    chosen = found if len(found) == 1 else [f for f in found if random.random() < 0.6]
    text = row.text
    for one in reversed(chosen or found[:1]):
        new = dictionary(row.lang)[one[0]]
        text = text[: one.start()] + new + text[one.end() :]
    return row.said(text, "mixed")


def clause_mixed(one: Row, two: Row, random: np.random.Generator) -> Row:
    """One clause in each language."""
    first, second = (one, two) if random.random() < 0.5 else (two, one)
    text = first.text.rstrip("!. ") + draw(random, _GLUE) + second.text
    return joined(one, two, text, "mixed")
