"""From rows to targets and weights of the heads."""

from collections.abc import Sequence

import numpy as np

from sondir.adapters.reader.model import COLUMN, HEADS, INTENTS, TOPICS
from training.fit import Matrix
from training.rows import SEVERITIES, Row

_FLAGS = ("bot", "human", "legal")


def targets(rows: Sequence[Row]) -> tuple[Matrix, Matrix]:
    """Target and weight of every row and head; weight 0 where a row is silent."""
    target = np.zeros((len(rows), len(HEADS)), np.float32)
    weight = np.zeros((len(rows), len(HEADS)), np.float32)
    for at, row in enumerate(rows):
        for head, (value, heavy) in _said(row).items():
            target[at, COLUMN[head]] = value
            weight[at, COLUMN[head]] = heavy * row.weight
    return target, weight


def _said(row: Row) -> dict[str, tuple[float, float]]:
    said: dict[str, tuple[float, float]] = {}
    if row.complaint is not None:
        said["complaint"] = (float(row.complaint), 1.0)
    if row.sentiment is not None:
        said["good"] = (row.sentiment, 1.0)
    if row.danger is not None:
        said["danger"] = (float(row.danger), 3.0 if row.danger else 1.0)
    if row.topics is not None:
        named = row.topics | row.about
        for topic in TOPICS:
            said[f"topic:{topic}"] = (float(topic in named), 1.0 + 2 * (topic in named))
    said |= _severity(row) | _ordinary(row)
    return said


def _severity(row: Row) -> dict[str, tuple[float, float]]:
    if row.severity is None or not row.complaint:
        return {}
    grade = SEVERITIES.index(row.severity)
    names = ("medium", "high", "critical")
    return {
        f"severity:{name}": (float(grade >= SEVERITIES.index(name)), 1.0)
        for name in names
    }


def _ordinary(row: Row) -> dict[str, tuple[float, float]]:
    said: dict[str, tuple[float, float]] = {}
    if row.intent is not None:
        heavy = 0.3 if row.complaint else 1.0
        for name in INTENTS:
            said[f"intent:{name}"] = (float(row.intent == name), heavy)
    if row.tense is not None:
        for name in ("past", "solved"):
            said[f"tense:{name}"] = (float(row.tense == name), 1.0)
    if row.flags is not None:
        for name in _FLAGS:
            said[f"flag:{name}"] = (float(name in row.flags), 1.0)
    return said
