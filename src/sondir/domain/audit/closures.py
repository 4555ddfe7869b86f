"""What may never happen to a branch: closed without a person, or without an end.

Read from the journal alone, as anybody outside would.
"""

from datetime import datetime

from sondir.domain.audit.evidence import Evidence, Row, Violation, moment_of

CLOSED, OPENED = "shift.closure.closed", "shift.closure.opened"


def closed_alone(evidence: Evidence) -> list[Violation]:
    """Nobody is told of a closing before a person has agreed to it by its name."""
    agreed: set[tuple[str, str]] = set()
    found = []
    for r in evidence.journal:
        row = r["data"]
        if r["entry"] == "OWNER_DECISION" and row["decision"] == "agree":
            agreed.add((str(r["incident"]), str(row["step"])))
        elif _speaks_of_closing(r) and not _was_agreed(r, agreed):
            found.append(Violation("closed_alone", f"{r['incident']} #{r['seq']}"))
    return found


def _speaks_of_closing(r: Row) -> bool:
    phrase = str(r["data"].get("phrase", ""))
    return phrase == CLOSED or phrase.startswith("client.closure")


def _was_agreed(r: Row, agreed: set[tuple[str, str]]) -> bool:
    """Say whether the step of this record, or any closing of its crisis, was agreed."""
    here, step = str(r["incident"]), str(r["step"])
    closings = {s for i, s in agreed if i == here and s.startswith("propose_closure/")}
    number = step.split("closed-")[-1] if "closed-" in step else step.split("/")[1]
    return f"propose_closure/{number}" in closings


def never_reopened(evidence: Evidence) -> list[Violation]:
    """A closing that was proposed names its reopening, and it opens by then."""
    last = max((moment_of(r) for r in evidence.journal), default=None)
    opens: dict[tuple[str, str], datetime] = {}
    found = []
    for r in evidence.journal:
        key = (str(r["incident"]), "/".join(str(r["step"]).split("/")[:2]))
        if r["entry"] == "CLOSURE_PROPOSED":
            opens[key] = datetime.fromisoformat(str(r["data"]["reopens_at"]))
        phrase = str(r["data"].get("phrase", ""))
        if phrase == CLOSED and key not in opens:
            found.append(Violation("open_ended", f"{key[0]} {key[1]}"))
        elif phrase == CLOSED:
            is_late = last is not None and last > opens[key]
            if is_late and not _opened_by(evidence, key, opens[key]):
                found.append(Violation("never_reopened", f"{key[0]} {key[1]}"))
    return found


def _opened_by(evidence: Evidence, key: tuple[str, str], by: datetime) -> bool:
    return any(
        r["data"].get("phrase") == OPENED
        and str(r["incident"]) == key[0]
        and f"/{key[1]}/" in str(r["step"])
        and moment_of(r) <= by
        for r in evidence.entries("ACTION_INITIATED")
    )
