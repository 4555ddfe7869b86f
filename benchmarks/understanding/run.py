"""How long one message takes to read, beside the same model in scikit-learn.

The named peer is the usual way to run such a model: scikit-learn's HashingVectorizer
over the same grams of both views, times the same number of heads, without any rule.
Ours is the whole reading. Each message is timed alone, in one run; of several
readings the best counts, since other work on the machine only adds. "First met" is
the same with every word forgotten before each message.

    python benchmarks/understanding/run.py [--rounds 7]
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import HashingVectorizer

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from sondir.adapters.reader.embedded import EmbeddedReader  # noqa: E402
from sondir.adapters.reader.features import BUCKETS  # noqa: E402
from sondir.adapters.reader.normalise import views  # noqa: E402
from sondir.domain.untrusted import UntrustedText  # noqa: E402

RESULTS = ROOT / "benchmarks" / "results" / "understanding.json"
CLIENTS = ROOT / "training/regression/messages.jsonl"
REPLIES = ROOT / "tests/reader/replies"
MORNING = datetime.fromisoformat("2026-07-14T10:13:00+05:00")

Timed = Callable[[str], object]


def texts(path: Path) -> list[str]:
    """The texts of a labelled set."""
    return [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]


def best(read: Timed, asked: list[str], rounds: int) -> list[float]:
    """Milliseconds of each text, the best of *rounds* readings."""
    found = [9e9] * len(asked)
    for _ in range(rounds):
        for at, text in enumerate(asked):
            started = time.perf_counter()
            read(text)
            spent = 1000 * (time.perf_counter() - started)
            found[at] = min(found[at], spent)
    return found


def figures(times: list[float]) -> dict[str, float]:
    """Median and 95th percentile, in milliseconds."""
    p50, p95 = np.percentile(times, [50, 95])
    return {"p50_ms": round(float(p50), 3), "p95_ms": round(float(p95), 3)}


def peer() -> Timed:
    """scikit-learn over the same two views and as many heads."""
    weights = np.ones((BUCKETS, 33), np.float32)
    raw = HashingVectorizer(analyzer="char_wb", ngram_range=(2, 5), n_features=BUCKETS)
    words = HashingVectorizer(ngram_range=(1, 2), n_features=BUCKETS)

    def read(text: str) -> object:
        seen = views(text)
        both = [seen.raw, seen.folded]
        return (raw.transform(both) + words.transform(both)) @ weights

    return read


def first_met(reader: EmbeddedReader) -> Timed:
    """The same reading, with every word forgotten before."""

    def read(text: str) -> object:
        reader.model.known.clear()
        return reader.read(UntrustedText(text))

    return read


def measured(rounds: int) -> dict[str, dict[str, float]]:
    """All figures of one run."""
    reader = EmbeddedReader()
    clients = texts(CLIENTS)
    vendors = texts(REPLIES / "vendor_second_author.jsonl")
    replies = texts(REPLIES / "client_second_author.jsonl")
    ways: dict[str, tuple[Timed, list[str]]] = {
        "client": (lambda text: reader.read(UntrustedText(text)), clients),
        "client, first met": (first_met(reader), clients),
        "vendor": (
            lambda text: reader.vendor_reply(UntrustedText(text), MORNING),
            vendors,
        ),
        "reply": (lambda text: reader.client_reply(UntrustedText(text)), replies),
        "peer": (peer(), clients),
    }
    return {name: figures(best(*way, rounds)) for name, way in ways.items()}


def main() -> None:
    """Measure, print, write the results file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    found = measured(parser.parse_args().rounds)
    for name, each in found.items():
        print(f"{name:<20}p50 {each['p50_ms']:.3f} ms   p95 {each['p95_ms']:.3f} ms")
    ratio = found["peer"]["p50_ms"] / found["client"]["p50_ms"]
    print(
        f"the peer takes {ratio:.1f} times as long (median), without rules or reasons"
    )
    found["peer / client, median"] = {"ratio": round(ratio, 1)}
    RESULTS.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
