"""Does the whole product conclude the right cause, from words to the journal?

    python benchmarks/replayed/run.py [--crises 800] [--seed 1]

Each crisis (crises.py) is played by `sondir replay`'s own workflows: the messages are
read, the detector notices, the shift answers one question, and the thought that
follows in the journal is judged. Nothing of the diagnosis is called directly. Prints a
line a cause and writes benchmarks/results/replayed.json; about a minute on two cores.
"""

import argparse
import json
import math
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.diagnosis.scores import Scored, lead, report  # noqa: E402
from benchmarks.replayed.crises import Crisis, crisis  # noqa: E402

from sondir.bootstrap.replaying import Order, journal_texts, replay  # noqa: E402

Row = dict[str, Any]
SHOWN = ("top1_before", "top1", "brier_before", "brier", "ece")


@dataclass(frozen=True)
class Judged:
    """What became of one crisis; *scored* is None where no incident was opened."""

    topic: str
    cause: str
    scored: Scored | None
    hired: bool = False


def played(seed: int) -> Judged:
    """Play the crisis of *seed* and judge the thought after the first answer."""
    one = crisis(seed)
    journal = _journal(one)
    opened = [
        e
        for e in journal
        if e["entry"] == "INCIDENT_OPENED"
        and e["data"]["topic"] == one.topic
        and "b0" in (e["branch"], *e["data"]["branches"])
    ]
    if not opened:
        return Judged(one.topic, one.cause, None)
    own = [e for e in journal if e["incident"] == opened[0]["incident"]]
    thoughts = [e for e in own if e["entry"] == "AGENT_THOUGHT"]
    if not thoughts:  # an injury goes to a person without a diagnosis
        return Judged(one.topic, one.cause, None)
    answers = [e["seq"] for e in own if e["entry"] == "QUESTION_ANSWERED"]
    visits = [e["seq"] for e in own if _is_visit(e)]
    after = [e for e in thoughts if answers and e["seq"] > answers[0]]
    unasked = [e for e in thoughts if not visits or e["seq"] < visits[0]]
    last = after[0] if after else unasked[-1]
    before, then = _beliefs(thoughts[0]), _beliefs(last)
    asked = any(e["entry"] == "QUESTION_ASKED" for e in own)
    scored = Scored((one.cause,), before, then, asked, lead(before) != lead(then))
    hired = any(e["data"].get("state") == "agreed" for e in own if _is_outreach(e))
    return Judged(one.topic, one.cause, scored, hired)


def _journal(one: Crisis) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        messages, world = Path(folder) / "m.jsonl", Path(folder) / "w.json"
        lines = (json.dumps(row, ensure_ascii=False) for row in one.messages)
        messages.write_text("\n".join(lines), "utf-8")
        world.write_text(json.dumps(one.world, ensure_ascii=False), "utf-8")
        return [
            json.loads(text) for text in journal_texts(replay(Order(messages, world)))
        ]


def _is_outreach(entry: Row) -> bool:
    return entry["entry"] == "WHATSAPP_OUTREACH"


def _is_visit(entry: Row) -> bool:
    return _is_outreach(entry) and entry["data"]["state"] in ("arrived", "done")


def _beliefs(thought: Row) -> dict[str, float]:
    """Read the causes that the journal names; what it leaves out counts as zero."""
    return {each["cause"]: float(each["p"]) for each in thought["data"]["causes"]}


def _with_truth(judged: Iterable[Judged]) -> list[Scored]:
    """Give the true cause a place where the journal did not name it."""
    scored = [each.scored for each in judged if each.scored is not None]
    for one in scored:
        for beliefs in (one.before, one.after):
            beliefs.setdefault(one.causes[0], 0.0)  # type: ignore[attr-defined]
    return scored


def line(name: str, judged: list[Judged]) -> Row:
    """Score one group, print it, return it."""
    scored = _with_truth(judged)
    result = report(scored) if scored else {}
    row = {key: round(result[key], 3) for key in SHOWN if key in result}
    row |= {
        "crises": len(judged),
        "noticed": round(len(scored) / len(judged), 3),
        "asked": round(result.get("questions", math.nan), 3) if scored else None,
        "hired": round(sum(each.hired for each in judged) / len(judged), 3),
    }
    shown = "  ".join(f"{key} {value}" for key, value in row.items())
    print(f"{name:38} {shown}", flush=True)
    return row


def main() -> int:
    """Play everything; print and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--crises", type=int, default=800)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    seeds = range(chosen.seed * 10_000, chosen.seed * 10_000 + chosen.crises)
    with ProcessPoolExecutor(2) as pool:
        judged = list(pool.map(played, seeds, chunksize=8))
    groups = {
        f"{topic}/{cause}": [j for j in judged if (j.topic, j.cause) == (topic, cause)]
        for topic, cause in sorted({(j.topic, j.cause) for j in judged})
    }
    groups["heat_air"] = [j for j in judged if j.topic == "heat_air"]
    groups["other topics"] = [j for j in judged if j.topic != "heat_air"]
    groups["all"] = judged
    results = {name: line(name, group) for name, group in groups.items() if group}
    out = ROOT / "benchmarks" / "results" / "replayed.json"
    document = {"seed": chosen.seed, "crises": chosen.crises, "results": results}
    out.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
