"""Train the small models of replies from their seed phrases, in under a minute.

Run from the project's root: ``python -m training.replies.train``. The same seeds
give the same files, byte for byte. With ``--check`` nothing is written: each model is
cross-validated over whole seed lines, which is the honest figure for fresh phrasing.
"""

import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report, f1_score
from sklearn.model_selection import GroupKFold
from training.replies.seeds import expanded, seed_lines, untidy

from sondir.adapters.reader.replies import client, shift, vendor, vendor_model
from sondir.adapters.reader.replies.linear import buckets, ngrams
from sondir.adapters.reader.replies.vendor_intent import intent_of

HERE = Path(__file__).parent
THERE = Path(client.__file__).parent


@dataclass(frozen=True)
class Course:
    """What one model is trained on, and with which eyes it reads."""

    name: str
    size: int
    prepared: Callable[[str], str]
    fired: Callable[[str], list[str]]
    rules: tuple[str, ...]
    order: tuple[str, ...]  # of two labels in one message the earlier one wins
    openings: tuple[str, ...]
    asked: tuple[str, ...]  # labels that often come as a question
    shown: Callable[[str], str] = str  # what the n-grams see
    closings: tuple[str, ...] = ()


MORNING = datetime.fromisoformat("2026-07-14T10:13:00+05:00")


def shown_of_vendor(words: str) -> str:
    """Return what the n-grams see of a vendor's words."""
    return vendor_model.shown(vendor.clues_of(words, MORNING).unpriced)


def fired_by_vendor(words: str) -> list[str]:
    """Return the rules that fit a vendor's words, written on a Tuesday morning."""
    clues = vendor.clues_of(words, MORNING)
    return vendor_model.fired(clues, intent_of(clues)[0])


VENDOR_OPENS = (
    "здравствуйте ", "салем ", "добрый день ", "брат ", "ок ", "да ", "ну ", "алло ",
    "доброе утро! ", "ассалаумагалейкум ", "приветствую, ", "сәлеметсіз бе! ", "иә ",
    "хорошо, ", "так ", "это мастер ", "сестра ", "бауырым ",
)  # fmt: skip
VENDOR_CLOSES = (
    " спасибо", " рахмет", " 👍", "...", "!", " брат", ")", " 🙏", " с уважением",
    " если что", " ғой", " пожалуйста", " бауырым", ", ок?",
)  # fmt: skip

COURSES = (
    Course(
        "client", 8192, client.prepared, client.fired, client.RULES,
        client.PRIORITY, ("здравствуйте ", "салем ", "девочки ", "ну ", "алло "),
        ("asks_if_bot", "reschedule_request", "other", "asks_human", "asks_refund"),
    ),
    Course(
        "shift", 4096, shift.prepared, shift.fired, shift.RULES,
        shift.PRIORITY, ("здравствуйте ", "салем ", "але ", "казир ", "у нас "),
        ("unknown",),
    ),
    Course(
        "vendor", 8192, vendor.prepared, fired_by_vendor, vendor_model.RULES,
        vendor_model.PRIORITY, VENDOR_OPENS, ("question",), shown_of_vendor,
        VENDOR_CLOSES,
    ),
)  # fmt: skip


@dataclass
class Rows:
    """Texts with labels, and the seed line each came from."""

    texts: list[str]
    labels: list[str]
    lines: list[int]
    weights: list[float]


def rows_of(course: Course, dice: random.Random) -> Rows:
    """Expand the seeds of *course*: tidy, untidy, with an opening, two in one."""
    seeds = seed_lines(HERE, course.name)
    rows = Rows([], [], [], [])
    for number, (label, line) in enumerate(seeds):
        texts = expanded(line, 16, dice)
        variants = list(texts)
        for text in dice.sample(texts, min(8, len(texts))):
            variants.append(untidy(text, dice))
            variants.append(dice.choice(course.openings) + text)
            if course.closings:
                variants.append(text + dice.choice(course.closings))
        if label in course.asked:
            variants += [text + "?" for text in dice.sample(texts, len(texts) // 2)]
        for text in variants:
            rows.texts.append(course.prepared(text))
            rows.labels.append(label)
            rows.lines.append(number)
            rows.weights.append(1.0 / len(variants) ** 0.5)
    _add_pairs(course, rows, dice)
    return rows


def _add_pairs(course: Course, rows: Rows, dice: random.Random) -> None:
    """Join two messages into one; the label that outranks the other stays."""
    rank = {label: place for place, label in enumerate(course.order)}
    count = len(rows.texts)
    for _ in range(count // 4):
        one, two = dice.randrange(count), dice.randrange(count)
        first, second = rows.labels[one], rows.labels[two]
        if first == second or not {first, second} & set(rank):
            continue
        winner = min((first, second), key=lambda label: rank.get(label, 99))
        rows.texts.append(f"{rows.texts[one]}, {rows.texts[two]}")
        rows.labels.append(winner)
        rows.lines.append(rows.lines[one if winner == first else two])
        rows.weights.append(0.15)


def matrix(course: Course, texts: list[str]) -> csr_matrix:
    """Return the features of *texts*: n-gram buckets, then the rules that fired."""
    data: list[float] = []
    columns: list[int] = []
    ends = [0]
    for text in texts:
        rows = buckets(ngrams(course.shown(text)), course.size)
        columns += rows.tolist()
        data += [1.0 / max(1, len(rows)) ** 0.5] * len(rows)
        fired = course.fired(text)
        columns += [course.size + course.rules.index(rule) for rule in fired]
        data += [1.0] * len(fired)
        ends.append(len(columns))
    width = course.size + len(course.rules)
    return csr_matrix((data, columns, ends), shape=(len(texts), width))


def fitted(x: csr_matrix, rows: Rows, chosen: np.ndarray) -> LogisticRegression:
    """Fit on the *chosen* rows, every label weighing the same."""
    labels = np.array(rows.labels)[chosen]
    weights = np.array(rows.weights)[chosen]
    names, inverse = np.unique(labels, return_inverse=True)
    weights = (
        weights / np.bincount(inverse, weights)[inverse] * len(labels) / len(names)
    )
    model = LogisticRegression(C=2.0, max_iter=200, tol=1e-3)
    return model.fit(x[chosen], labels, sample_weight=weights)


def checked(course: Course) -> None:
    """Print the figures of a cross-validation that holds out whole seed lines."""
    rows = rows_of(course, random.Random(7))
    x = matrix(course, rows.texts)
    said: np.ndarray = np.array([""] * len(rows.labels), dtype=object)
    for train, test in GroupKFold(4).split(x, groups=rows.lines):
        said[test] = fitted(x, rows, train).predict(x[test])
    print(course.name, len(rows.texts), "rows")
    print(classification_report(rows.labels, said.astype(str), digits=3))
    print("macro-F1", f1_score(rows.labels, said.astype(str), average="macro"))


def trained(course: Course) -> Path:
    """Write the model of *course* beside the code that reads it."""
    rows = rows_of(course, random.Random(7))
    model = fitted(matrix(course, rows.texts), rows, np.arange(len(rows.texts)))
    full = np.vstack([model.coef_.T, model.intercept_[None, :]])
    scale = float(np.abs(full).max() / 127)
    path = THERE / f"{course.name}.npz"
    np.savez_compressed(
        path,
        labels=np.array(model.classes_, dtype="U"),
        rules=np.array(course.rules, dtype="U"),
        weights=np.round(full / scale).astype(np.int8),
        scale=np.array(scale),
    )
    return path


def main() -> None:
    """Train or check the courses named on the command line; all without a name."""
    names = [word for word in sys.argv[1:] if not word.startswith("-")]
    for course in COURSES:
        if names and course.name not in names:
            continue
        if "--check" in sys.argv:
            checked(course)
        else:
            path = trained(course)
            print(path.name, path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
