"""One training row: a text and what the annotation guide says of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

SEVERITIES = ("none", "low", "medium", "high", "critical")
INTENTS = ("booking", "price_question", "thanks", "confirm", "cancel", "other")


@dataclass(frozen=True, slots=True)
class Row:
    """A text with its labels; None means that the row says nothing of that head."""

    text: str
    lang: str
    complaint: bool | None = None
    topics: frozenset[str] | None = None
    about: frozenset[str] = frozenset()
    severity: str | None = None
    danger: bool | None = None
    sentiment: float | None = None  # 0 bad .. 1 good
    intent: str | None = None
    tense: str | None = None
    flags: frozenset[str] | None = None  # bot, human, legal
    weight: float = 1.0
    source: str = field(default="seeds", compare=False)
    line: int = field(default=-1, compare=False)  # of the seed grammar

    def said(self, text: str, lang: str | None = None) -> "Row":
        """The same labels on another text."""
        return replace(self, text=text, lang=lang or self.lang)


def graver(one: str, two: str) -> str:
    """The graver of two severities."""
    return max(one, two, key=SEVERITIES.index)


def joined(first: Row, second: Row, text: str, lang: str) -> Row:
    """A message that says both: the union of what they report."""
    if not (first.complaint and second.complaint):
        first, second = (second, first) if second.complaint else (first, second)
        return first.said(text, lang)
    topics = (first.topics or frozenset()) | (second.topics or frozenset())
    return replace(
        first,
        text=text,
        lang=lang,
        topics=topics,
        severity=graver(first.severity or "none", second.severity or "none"),
        danger=bool(first.danger or second.danger),
    )


def draw(random: np.random.Generator, choices: Sequence[str]) -> str:
    """One of the choices, each as likely."""
    return choices[int(random.integers(len(choices)))]
