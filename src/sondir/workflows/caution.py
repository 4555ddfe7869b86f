"""Causes of caution: each is raised where its facts are, and ends when they end.

What a cause asks for, and whether it ends by itself, is the table in domain/mode.py.
Some causes are the house's (a row each, for every incident), others an incident's own
(facts of it, looked at anew in every turn). The owner's "resume" takes back those that
do not end by themselves, except a broken journal: only a whole one ends that.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from sondir.domain.incident import StepState
from sondir.domain.journal import verify
from sondir.domain.mode import ModeCause
from sondir.ports.conversations import Noted
from sondir.ports.desk import Desk
from sondir.workflows.case import Case

SILENT_AFTER_MIN = 20
"""A question open or expired this long, and no word since: the owner is silent."""
LAST = 30
"""Messages of clients over which the reader's abstentions are counted."""
MOST_ABSTAINED = 9
"""30 % of them; fewer messages than 30 need as many abstentions."""
LEAST_WRITERS = 3
"""One person's gibberish does not speak against the reader."""
LEAST_CLOCKS = 2
"""One wrong time stamp is a wrong time stamp; two people's are our clock."""
JUMP = timedelta(hours=1)
SLOW_MS = 60_000
"""A turn that waited this long for the database or for those before it."""
CONFIRMED = 2
"""Witnesses with a verified visit: their crisis is none of the attack's."""
LIKELY = Decimal("0.5")
"""Enough of a new cause that nobody is hired for: letters and offers rest on it."""
DENIED = 2
"""Repairs that the shift denied: then not the vendors are wrong, but the cause."""


def standing_causes(case: Case) -> frozenset[ModeCause]:
    """Say what asks this incident to be careful now: the house's causes and its own."""
    stored = case.desk.standings.causes(case.incident.org)
    house = {ModeCause(cause) for cause in stored if cause in set(ModeCause)}
    if case.incident.verified >= CONFIRMED:
        house.discard(ModeCause.ATTACK_SUSPECTED)
    return frozenset(house | {cause for cause, holds in OWN.items() if holds(case)})


def owner_is_silent(case: Case) -> bool:
    """Say whether a question has waited too long for any word of the owner.

    Closing the branch is not among them: it is asked whatever the owner permits, and
    no answer means to go on as before, also with the repair.
    """
    minutes = max(SILENT_AFTER_MIN, case.corridor.ask_expires_min)
    heard = case.incident.owner_spoke_at
    for step in case.incident.steps.values():
        asked = _asked_at(case, step)
        if asked is None or (heard is not None and heard >= asked):
            continue
        if case.desk.now - asked >= timedelta(minutes=minutes):
            return True
    return False


def owner_is_unclear(case: Case) -> bool:
    """Say whether the owner wrote what nobody understood, and has not decided since."""
    since, heard = case.incident.owner_unclear_at, case.incident.owner_spoke_at
    return since is not None and (heard is None or heard < since)


def watch_for_silence(case: Case, batch: str) -> None:
    """Look again when the question *batch* has waited too long."""
    minutes = max(SILENT_AFTER_MIN, case.corridor.ask_expires_min)
    case.wake_in(f"silence/{batch}", minutes)


def _asked_at(case: Case, step: StepState) -> datetime | None:
    """Return since when a step waits for the owner, or waited in vain."""
    expired = step.key in case.incident.standing.expired_steps
    waits = step.state == "asked" or (step.state == "refused" and expired)
    if step.until is None or not waits or step.kind == "propose_closure":
        return None
    return step.until - timedelta(minutes=case.corridor.ask_expires_min)


def evidence_contradicts(case: Case) -> bool:
    """Say whether what is known speaks against itself, and nobody has said more yet.

    The shift turned the leading cause over and the new one is not sure; or repairs
    were reported and denied on site, more than once.
    """
    incident = case.incident
    since, heard = incident.contradicted_at, incident.owner_spoke_at
    if since is None or (heard is not None and heard >= since):
        return False
    if sum(1 for job in incident.jobs.values() if job.state == "failed") >= DENIED:
        return True
    return Decimal(incident.cause_p) < _sure(case) and incident.confirmed_by is None


def _sure(case: Case) -> Decimal:
    """Say how probable the new cause must be: more where money would rest on it."""
    book = case.playbook
    hires = book is not None and case.incident.cause in book.vendor_causes
    return case.corridor.money_needs_p if hires else LIKELY


def budget_is_near(case: Case) -> bool:
    """Say whether four fifths of the incident's sum are spent."""
    spent = case.incident.ledger.spent_kzt
    return spent > 0 and spent * 10 >= case.corridor.incident_kzt * 8


OWN: Mapping[ModeCause, Callable[[Case], bool]] = {
    ModeCause.OWNER_SILENT: owner_is_silent,
    ModeCause.OWNER_UNCLEAR: owner_is_unclear,
    ModeCause.EVIDENCE_CONTRADICTS: evidence_contradicts,
    ModeCause.BUDGET_80: budget_is_near,
}
"""Causes that an incident's own facts show."""


def feel_message(desk: Desk, noted: Noted) -> None:
    """Look at a client's message for what it says of our reader and of our clock."""
    tired = ModeCause.READER_ABSTAINS in desk.standings.causes(noted.org)
    if not (noted.abstained or noted.ahead or tired):
        return
    last = desk.conversations.recent(noted.org, LAST)
    unread = [one.client for one in last if one.abstained]
    abstains = len(unread) >= MOST_ABSTAINED and len(set(unread)) >= LEAST_WRITERS
    _hold(desk, noted.org, ModeCause.READER_ABSTAINS, abstains)
    if len({one.client for one in last if one.ahead}) >= LEAST_CLOCKS:
        desk.standings.raise_cause(noted.org, ModeCause.CLOCK_JUMPED)


def feel_timer(case: Case, due: datetime) -> None:
    """A bell an hour late: the clock jumped, or nobody was here; a person looks."""
    if case.desk.now - due > JUMP:
        case.desk.standings.raise_cause(case.incident.org, ModeCause.CLOCK_JUMPED)


def feel_wait(case: Case, waited_ms: int) -> None:
    """A turn has waited so long (monotonic clock) until it was taken."""
    _hold(
        case.desk,
        case.incident.org,
        ModeCause.DATABASE_SLOW,
        waited_ms >= SLOW_MS,
    )


def suspect_attack(desk: Desk, org: str) -> None:
    """A crowd that nobody saw at the salon: the house acts with a person only."""
    desk.standings.raise_cause(org, ModeCause.ATTACK_SUSPECTED)


def refute_attack(desk: Desk, org: str, but: str) -> None:
    """Somebody on site, or guests with a visit, say that incident *but* is real.

    The suspicion ends unless another incident still looks like an attack.
    """
    others = (i for i in desk.incidents.open_in(org) if i.id != but)
    if not any(other.level == "organised" for other in others):
        desk.standings.clear_cause(org, ModeCause.ATTACK_SUSPECTED)


def is_journal_broken(desk: Desk, org: str) -> bool:
    """Verify the chain of an organisation, record by record."""
    records = desk.journal.records(org)
    return verify(record.text for record in records) is not None


def trust_journal(desk: Desk, org: str, *, is_broken: bool) -> None:
    """Let nothing act where the chain is broken; end that once it holds again."""
    _hold(desk, org, ModeCause.JOURNAL_BROKEN, is_broken)


def _hold(desk: Desk, org: str, cause: ModeCause, is_seen: bool) -> None:
    """Raise what is seen and end what is not, touching the row only for a change."""
    if is_seen == (cause in desk.standings.causes(org)):
        return
    change = desk.standings.raise_cause if is_seen else desk.standings.clear_cause
    change(org, cause)
