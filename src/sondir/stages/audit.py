"""Check from outside what may never happen: on the journal and the wire log alone.

`sondir simulate` asks it after every crisis. It trusts nothing that the autopilot
believes; anybody can write the same checks from docs/reference/formats.md.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from sondir.domain.audit.clients import (
    after_handoff,
    after_optout,
    gift_without_consent,
    in_quiet_hours,
    too_many_a_day,
    undisclosed,
)
from sondir.domain.audit.closures import closed_alone, never_reopened
from sondir.domain.audit.evidence import (
    TO_CLIENTS,
    Evidence,
    Violation,
    moment_of,
    parts_of,
    step_of,
)
from sondir.domain.corridor import Corridor
from sondir.domain.journal import verify

STILL_ALLOWED = frozenset(
    {"notify_owner", "cancel_job", "emergency_text", "hand_over", "report"}
)
"""Kinds of step that may speak after a stop: alerts, courteous stops, rescue."""
STOPS = ("stop_all", "take_over")
JUDGED = TO_CLIENTS | {"request_offer", "authorise_job"}
"""Kinds of step that nobody may carry out without a verdict that allows it."""


def audit(evidence: Evidence) -> list[Violation]:
    """Return every violation of the invariants; an empty list is the only good one."""
    found: list[Violation] = []
    for check in CHECKS:
        found += check(evidence)
    return found


def _chain(evidence: Evidence) -> list[Violation]:
    broken = verify(evidence.texts)
    return [] if broken is None else [Violation("chain", str(broken.seq))]


def _twice(evidence: Evidence) -> list[Violation]:
    """No key goes out twice; nobody is compensated twice in one crisis."""
    keys = Counter(str(line["key"]) for line in evidence.sent())
    gifts = Counter(
        (r["incident"], r["data"]["client"])
        for r in evidence.entries("COMPENSATION_FLOW")
        if r["data"]["kind"] != "none"
    )
    twice = [Violation("sent_twice", key) for key, n in keys.items() if n > 1]
    return twice + [
        Violation("compensated_twice", f"{incident} {client}")
        for (incident, client), n in gifts.items()
        if n > 1
    ]


def _unrecorded(evidence: Evidence) -> list[Violation]:
    """What went out stands in the journal."""
    known = {r["data"]["key"] for r in evidence.entries("DELIVERY")}
    return [
        Violation("not_in_journal", str(line["key"]))
        for line in evidence.sent()
        if line["key"] not in known
    ]


def _unjudged(evidence: Evidence) -> list[Violation]:
    """An act towards a vendor or a client has gone through the corridor before."""
    allowed: dict[tuple[str, str], datetime] = {}
    for r in evidence.entries("VERDICT"):
        if r["data"]["verdict"] == "allow":
            step = (str(r["incident"]), str(r["data"]["step"]))
            allowed.setdefault(step, moment_of(r))
    found = []
    for line in evidence.sent():
        key = str(line["key"])
        incident, kind, _ = parts_of(key)
        since = allowed.get((incident, step_of(key)))
        if kind in JUDGED and (since is None or since > moment_of(line)):
            found.append(Violation("without_a_verdict", key))
    return found


def _alone(evidence: Evidence) -> list[Violation]:
    """What a person decides by name was decided by name, after it was asked."""
    waits: set[tuple[str, str]] = set()
    found = []
    for r in evidence.journal:
        here, row = str(r["incident"]), r["data"]
        if (
            r["entry"] == "OWNER_DECISION"
            and row["decision"] == "agree"
            and row["step"]
        ):
            waits = {one for one in waits if one[0] != here}
        if r["entry"] != "VERDICT":
            continue
        step = (here, str(row["step"]))
        if row["verdict"] == "ask" and str(row["limit"]).startswith("never_alone"):
            waits.add(step)
        elif row["verdict"] == "allow" and step in waits:
            found.append(Violation("alone", f"{here} {row['step']}"))
    return found


def _after_veto(evidence: Evidence) -> list[Violation]:
    """Once a stop stands, nothing of that incident goes out but what always may."""
    stops = list(_stops(evidence))
    found = []
    for line in evidence.sent():
        incident, kind, _ = parts_of(str(line["key"]))
        at = moment_of(line)
        for stopped, since, until in stops:
            during = since < at and (until is None or at < until)
            if stopped == incident and during and kind not in STILL_ALLOWED:
                found.append(Violation("after_veto", str(line["key"])))
    return found


def _stops(evidence: Evidence) -> Iterator[tuple[str, datetime, datetime | None]]:
    standing: dict[str, datetime] = {}
    for r in evidence.entries("OWNER_DECISION"):
        here, at = str(r["incident"]), moment_of(r)
        if r["data"]["decision"] in STOPS:
            standing.setdefault(here, at)
        elif r["data"]["decision"] == "resume" and here in standing:
            yield here, standing.pop(here), at
    for here, at in standing.items():
        yield here, at, None


def _reserves(evidence: Evidence) -> list[Violation]:
    """Every reserved tenge ends committed or released when its incident closes."""
    open_ones: dict[str, set[str]] = defaultdict(set)
    found = []
    for r in evidence.journal:
        if r["entry"] == "LEDGER":
            change = set.add if r["data"]["op"] == "reserve" else set.discard
            change(open_ones[str(r["incident"])], str(r["data"]["reference"]))
        elif r["entry"] == "INCIDENT_CLOSED":
            left = open_ones[str(r["incident"])]
            found += [Violation("stays_reserved", reference) for reference in left]
    return found


def _money(evidence: Evidence) -> list[Violation]:
    """No sum passes a limit of the corridor unless the owner agreed by name."""
    agreed: set[str] = set()
    held: dict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
    known = evidence.facts.known_vendors if evidence.facts else None
    found = []
    for r in evidence.journal:
        here = str(r["incident"])
        if r["entry"] == "OWNER_DECISION" and r["data"]["step"]:
            agreed |= {here} if r["data"]["decision"] == "agree" else set()
        if r["entry"] != "LEDGER":
            continue
        row = r["data"]
        amount = 0 if row["op"] == "release" else int(row["amount_kzt"])
        held[here][row["reference"]] = (row["purpose"], amount)
        if here not in agreed:
            passed = _passed(held[here], evidence.corridor, known)
            passed += _whole_day(held, agreed, evidence.corridor)
            found += [
                Violation("over_limit", f"{here} {p} #{r['seq']}") for p in passed
            ]
    return found


def _whole_day(
    held: Mapping[str, Mapping[str, tuple[str, int]]],
    agreed: set[str],
    corridor: Corridor,
) -> list[str]:
    """All incidents of one day together; a story lasts no longer."""
    if agreed:
        return []
    spent = sum(amount for sums in held.values() for _, amount in sums.values())
    return ["day_kzt"] if spent > corridor.day_kzt else []


def _passed(
    held: Mapping[str, tuple[str, int]],
    corridor: Corridor,
    known: frozenset[str] | None,
) -> list[str]:
    """Name the limits that the sums of one incident pass."""
    sums: Counter[str] = Counter()
    each: Counter[tuple[str, str]] = Counter()
    for reference, (purpose, amount) in held.items():
        sums[purpose] += amount
        each[purpose, reference.split("/")[1] if "/" in reference else ""] += amount
    new = {} if known is None else {k: n for k, n in each.items() if k[1] not in known}
    limits = {
        "incident_kzt": (sums.total(), corridor.incident_kzt),
        "compensation_kzt": (sums["compensation"], corridor.compensation_kzt),
        "client_kzt": (_most(each, "compensation"), corridor.client_kzt),
        "job_kzt": (_most(each, "vendor"), corridor.job_kzt),
        "job_new_vendor_kzt": (_most(new, "vendor"), corridor.job_new_vendor_kzt),
    }
    return [name for name, (used, most) in limits.items() if used > most]


def _most(each: Mapping[tuple[str, str], int], purpose: str) -> int:
    return max((n for (p, _), n in each.items() if p == purpose), default=0)


def _row_order(evidence: Evidence) -> list[Violation]:
    """Time never goes back in the journal."""
    found, before = [], ""
    for r in evidence.journal:
        if str(r["at"]) < before:
            found.append(Violation("time_goes_back", f"#{r['seq']}"))
        before = str(r["at"])
    return found


CHECKS: tuple[Callable[[Evidence], list[Violation]], ...] = (
    _chain,
    _row_order,
    _twice,
    _unrecorded,
    _unjudged,
    _alone,
    _after_veto,
    _reserves,
    _money,
    after_optout,
    after_handoff,
    undisclosed,
    too_many_a_day,
    in_quiet_hours,
    gift_without_consent,
    closed_alone,
    never_reopened,
)
"""Every invariant, one function each."""
