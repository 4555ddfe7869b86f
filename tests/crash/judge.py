"""Judges a story from outside: by the stand-in's log and by SQL alone."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import create_engine, text

from sondir.domain.journal import verify

ENDED = ("sent", "delivered", "read", "failed", "cancelled")


@dataclass
class Story:
    """What is left of a story: wire lines and tables."""

    wire: list[dict]
    url: str
    faults: list[str] = field(default_factory=list)

    def rows(self, query: str) -> list[dict]:
        engine = create_engine(self.url)
        with engine.connect() as connection:
            found = [dict(row._mapping) for row in connection.execute(text(query))]
        engine.dispose()
        return found


def read_story(folder: Path, url: str = "") -> Story:
    lines = (folder / "wire.jsonl").read_text("utf-8").splitlines()
    wire = [json.loads(line) for line in lines]
    return Story(wire, url or f"sqlite:///{folder / 'crash.db'}")


def faults_of(story: Story) -> list[str]:
    """List every broken promise of durability; empty means that all held."""
    return [
        *_twice(story),
        *_lost_messages(story),
        *unfinished(story),
        *_chain(story),
        *_ledger(story),
    ]


def unfinished(story: Story) -> list[str]:
    """List what waits: bodies, turns, messages, runs. At the end nothing may."""
    return [*_stuck(story), *_runs(story)]


def _accepted(story: Story) -> list[dict]:
    return [
        line
        for line in story.wire
        if line["dir"] == "out" and line["state"] == "accepted" and line.get("key")
    ]


def _twice(story: Story) -> list[str]:
    """No client or vendor is written to twice; an alert at most once more."""
    outbox = story.rows("SELECT key, urgency, attempts FROM outbox_message")
    urgency = {row["key"]: row["urgency"] for row in outbox}
    counts = Counter(line["key"] for line in _accepted(story))
    faults = []
    for key, times in counts.items():
        most = 2 if urgency.get(key) == "alert" else 1
        if times > most:
            faults.append(f"{key} was accepted {times} times")
        if key not in urgency:
            faults.append(f"{key} went out and is not in the outbox")
    words = Counter((line["to"], line["text"]) for line in _accepted(story))
    faults += [
        f"the same words went to {to} {n} times"
        for (to, words_), n in words.items()
        if n > 2 and words_
    ]
    return faults


def _lost_messages(story: Story) -> list[str]:
    """Every message that people wrote was taken in, once."""
    came = {
        line["wamid"]
        for line in story.wire
        if line["dir"] == "in" and line["type"] not in ("status", "echo")
        if line.get("wamid") and line.get("text")
    }
    kept = {r["channel_id"] for r in story.rows("SELECT channel_id FROM message")}
    return [f"{wamid} was lost" for wamid in came - kept]


def _stuck(story: Story) -> list[str]:
    faults = []
    bodies = story.rows("SELECT id FROM inbox_body WHERE settled_at IS NULL")
    turns = story.rows("SELECT id FROM turn WHERE done_at IS NULL")
    faults += [f"body {row['id']} was never read" for row in bodies]
    faults += [f"turn {row['id']} was never taken" for row in turns]
    for row in story.rows("SELECT key, state FROM outbox_message"):
        if row["state"] not in ENDED:
            faults.append(f"{row['key']} is still {row['state']}")
    return faults


def _chain(story: Story) -> list[str]:
    rows = story.rows("SELECT record FROM journal_record ORDER BY seq")
    broken = verify(row["record"] for row in rows)
    return [f"the journal breaks at {broken.seq}"] if broken else []


def _ledger(story: Story) -> list[str]:
    """The book and the journal say the same, and closed incidents owe nothing."""
    lines = story.rows("SELECT op, reference, amount_kzt, incident FROM ledger_line")
    booked = Counter((r["op"], r["reference"], r["amount_kzt"]) for r in lines)
    told: Counter = Counter()
    for row in story.rows("SELECT record FROM journal_record WHERE entry='LEDGER'"):
        data = json.loads(row["record"])["data"]
        told[data["op"], data["reference"], data["amount_kzt"]] += 1
    faults = [] if booked == told else ["the ledger and the journal differ"]
    closed = {
        r["id"]
        for r in story.rows("SELECT id, state FROM incident")
        if r["state"] == "closed"
    }
    ends = {(r["incident"], r["reference"]) for r in lines if r["op"] != "reserve"}
    reserved = [r for r in lines if r["op"] == "reserve" and r["incident"] in closed]
    faults += [
        f"{r['reference']} stayed reserved"
        for r in reserved
        if (r["incident"], r["reference"]) not in ends
    ]
    over = story.rows(
        "SELECT scope FROM budget WHERE used_kzt > limit_kzt + extended_kzt"
    )
    return faults + [f"{row['scope']} was overdrawn" for row in over]


def _runs(story: Story) -> list[str]:
    schema = "" if story.url.startswith("sqlite") else "dbos."
    query = f"SELECT workflow_uuid, status FROM {schema}workflow_status"
    return [
        f"run {row['workflow_uuid']} ended as {row['status']}"
        for row in story.rows(query)
        if row["status"] != "SUCCESS"
    ]
