"""Figures of a reading against hand-made messages."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def rows(name: str, part: str = "all") -> list[dict[str, Any]]:
    """Return the messages of *name*; *part* is "seen", "unseen" or "all".

    A third of the first sets, chosen by a hash of the text, was never looked at while
    the rules were written.
    """
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    return [row for row in found if part == "all" or _part(row["text"]) == part]


def _part(text: str) -> str:
    unseen = hashlib.sha256(text.encode()).digest()[0] % 3 == 0
    return "unseen" if unseen else "seen"


def macro_f1(pairs: Iterable[tuple[str, str]]) -> float:
    """Return the mean over labels of F1, from pairs of (expected, actual)."""
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    true: Counter[str] = Counter()
    for expected, actual in pairs:
        true[expected] += 1
        said[actual] += 1
        right[expected] += expected == actual
    labels = set(true) | set(said)
    scores = [2 * right[label] / (true[label] + said[label]) for label in labels]
    return sum(scores) / len(scores)


def share(pairs: Iterable[tuple[object, object]]) -> float:
    """Return how many pairs agree, 0..1."""
    listed = list(pairs)
    return sum(expected == actual for expected, actual in listed) / len(listed)
