"""How well a model reads the frozen regression set, and the page that says so.

`python -m training.report [--model FILE]` prints JSON: macro-F1 by language, script
and trap, which `training.adopt` compares.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sondir.adapters.reader.embedded import EmbeddedReader
from sondir.adapters.reader.model import TOPICS, read_model, shipped
from sondir.domain.reading import Reading
from sondir.domain.untrusted import UntrustedText

REGRESSION = Path(__file__).parent / "regression" / "messages.jsonl"
LANGS = ("ru", "kk", "mixed")
_KAZAKH = set("әғқңөұүһі")

Message = dict[str, Any]
Pair = tuple[Message, Reading]


def messages(path: Path = REGRESSION) -> list[Message]:
    """The labelled messages of a set."""
    lines = path.read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


def read_all(reader: EmbeddedReader, labelled: Iterable[Message]) -> list[Pair]:
    """Every message with its reading."""
    return [(one, reader.read(UntrustedText(one["text"]))) for one in labelled]


def f1(truth: Sequence[bool], said: Sequence[bool]) -> float:
    """F1 of a yes-or-no question; 0 where nothing was right."""
    right = sum(t and s for t, s in zip(truth, said, strict=True))
    wrong = sum(t != s for t, s in zip(truth, said, strict=True))
    return 2 * right / (2 * right + wrong) if right else 0.0


def complaint_f1(pairs: Sequence[Pair]) -> float:
    """F1 of 'this is a complaint'."""
    return f1([m["complaint"] for m, _ in pairs], [r.complaint for _, r in pairs])


def topic_f1(pairs: Sequence[Pair]) -> float:
    """Macro-F1 over the topics that occur, on complaints."""
    mine = [(m, r) for m, r in pairs if m["complaint"]]
    found = [
        f1(
            [topic in m["topics"] for m, _ in mine],
            [topic in r.topics for _, r in mine],
        )
        for topic in TOPICS
        if any(topic in m["topics"] for m, _ in mine)
    ]
    return float(np.mean(found)) if found else 0.0


def lang_f1(pairs: Sequence[Pair]) -> float:
    """Macro-F1 over Russian, Kazakh and mixed."""
    mine = [(m, r) for m, r in pairs if m["lang"] in LANGS]
    found = [
        f1([m["lang"] == lang for m, _ in mine], [r.lang == lang for _, r in mine])
        for lang in LANGS
    ]
    return float(np.mean(found))


def danger(pairs: Sequence[Pair]) -> dict[str, float]:
    """Recall and precision of the call for a person."""
    right = sum(m["danger"] and r.danger for m, r in pairs)
    truth, said = sum(m["danger"] for m, _ in pairs), sum(r.danger for _, r in pairs)
    return {"recall": right / max(truth, 1), "precision": right / max(said, 1)}


def script(message: Message) -> str:
    """How a message is written: latin, cyrillic, or Kazakh without its letters."""
    text = message["text"].lower()
    if sum("a" <= c <= "z" for c in text) * 2 > sum(map(str.isalpha, text)):
        return "latin"
    if message["lang"] == "kk" and not _KAZAKH & set(text):
        return "no special letters"
    return "cyrillic"


def report(reader: EmbeddedReader, labelled: Sequence[Message]) -> dict[str, Any]:
    """All figures of one model on one set, rounded to three decimals."""
    pairs = read_all(reader, labelled)
    found = {
        "messages": len(pairs),
        "lang_f1": lang_f1(pairs),
        "danger": danger(pairs),
        "by_lang": _grouped(pairs, lambda m: m["lang"]),
        "by_script": _grouped(pairs, script),
        "by_trap": _grouped(pairs, lambda m: m["trap"]),
    }
    return json.loads(json.dumps(found), parse_float=lambda x: round(float(x), 3))


def _grouped(pairs: Sequence[Pair], key: Callable[[Message], str]) -> dict[str, Any]:
    groups: dict[str, list[Pair]] = defaultdict(list)
    for message, reading in pairs:
        groups[key(message)].append((message, reading))
    return {
        name: {
            "messages": len(mine),
            "complaint_right": sum(m["complaint"] == r.complaint for m, r in mine)
            / len(mine),
            "complaint_f1": complaint_f1(mine),
            "topic_f1": topic_f1(mine),
        }
        for name, mine in sorted(groups.items())
    }


def main() -> None:
    """Print the report of the shipped model, or of another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--set", type=Path, default=REGRESSION)
    chosen = parser.parse_args()
    model = read_model(np.load(chosen.model)) if chosen.model else shipped()
    found = report(EmbeddedReader(model), messages(chosen.set))
    print(json.dumps(found, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
