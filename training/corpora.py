"""Texts by others: KazSAnDRA (CC BY 4.0), Koziev (CC0), corrections by people."""

import csv
import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from training.rows import Row

CORPORA = Path(os.environ.get("SONDIR_CORPORA", "corpora"))
"""Folder with the files named in docs/reference/model-card.md."""

ATTRIBUTION = (
    "KazSAnDRA, ISSAI, Nazarbayev University (Yeshpanov & Varol 2024, "
    "arXiv:2403.19335), CC BY 4.0",
    "Koziev/NLP_Datasets, CC0",
)
_HELD_OUT = 10  # one KazSAnDRA review in ten is never trained on


def kazsandra() -> Iterator[tuple[str, str, float, bool]]:
    """Reviews as (text, domain, polarity 0 or 1, held out), each text once."""
    seen: set[str] = set()
    with gzip.open(
        CORPORA / "kazsandra_reviews.csv.gz", "rt", encoding="utf-8", newline=""
    ) as file:
        for number, line in enumerate(csv.DictReader(file)):
            polarity = _polarity(line)
            text = line["text"].strip()
            if polarity is not None and text and text not in seen:
                seen.add(text)
                yield text, line["domain"], polarity, number % _HELD_OUT == 0


def _polarity(line: dict[str, str]) -> float | None:
    if line["pol"]:
        return float(line["pol"])
    if line["score"] in ("1.0", "2.0"):
        return 0.0
    return 1.0 if line["score"] in ("4.0", "5.0") else None


def neutral_russian() -> list[str]:
    """Neutral Russian sentences."""
    with gzip.open(CORPORA / "koziev_neutral_ru.txt.gz", "rt", "utf-8") as file:
        return [line.strip() for line in file if line.strip()]


def neutral_rows(count: int, random: np.random.Generator) -> Iterator[Row]:
    """Neutral Russian as messages that are no complaint."""
    sentences = neutral_russian()
    for at in random.choice(len(sentences), count, replace=False):
        yield Row(
            text=sentences[int(at)],
            lang="ru",
            complaint=False,
            topics=frozenset(),
            severity="none",
            danger=False,
            sentiment=0.5,
            tense="now",
            flags=frozenset(),
            weight=0.4,
            source="koziev",
        )


def review_rows(per_side: int, random: np.random.Generator) -> Iterator[Row]:
    """Reviews of both polarities for the complaint head, at a low weight."""
    for side in (0.0, 1.0):
        texts = [
            text
            for text, domain, polarity, held_out in kazsandra()
            if polarity == side and not held_out and domain != "appstore"
        ]
        chosen = random.permutation(len(texts))[:per_side]
        for at in chosen:
            yield Row(
                text=texts[int(at)],
                lang="kk",
                complaint=side == 0.0,
                weight=0.3,
                source="kazsandra",
            )


def corrections(path: Path, weight: float = 8.0) -> Iterator[Row]:
    """What people corrected: JSON Lines of text and labels, heavily weighted."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield _corrected(json.loads(line), weight)


def _corrected(labels: dict[str, object], weight: float) -> Row:
    topics = labels.get("topics")
    chosen = frozenset(map(str, topics)) if isinstance(topics, list) else None
    return Row(
        text=str(labels["text"]),
        lang=str(labels.get("lang", "ru")),
        complaint=_flag(labels.get("complaint")),
        topics=chosen,
        about=chosen or frozenset(),
        severity=_word(labels.get("severity")),
        danger=_flag(labels.get("danger")),
        intent=_word(labels.get("intent")),
        weight=weight,
        source="corrections",
    )


def _flag(value: object) -> bool | None:
    return None if value is None else bool(value)


def _word(value: object) -> str | None:
    return None if value is None else str(value)
