"""A message of ours did not arrive: the next way, or a person."""

from sondir.domain.incident import StepState
from sondir.domain.ledger import Op
from sondir.domain.turn import Delivery
from sondir.ports.outbox import Posted
from sondir.workflows.case import Case
from sondir.workflows.deliveries import VETO
from sondir.workflows.jobs import drop
from sondir.workflows.letters import call_for
from sondir.workflows.owner import tell_once
from sondir.workflows.updates import is_update

WINDOW_CLOSED = ("131047", "10")
"""WhatsApp's and Instagram's codes for a window that has closed meanwhile."""
REPEATABLE = ("notify_owner", "ask_shift", "request_offer", "write_client")
"""Steps that are words only: carried out again, they only say them again."""


def not_delivered(case: Case, turn: Delivery) -> None:
    """See to a failed message: a template where the window closed, else a person."""
    posted = case.desk.outbox.get(turn.key)
    if posted is None:
        return
    if turn.code == VETO:
        unsaid(case, turn.key)
    elif not _goes_as_template(case, turn, posted):
        _does_not_arrive(case, posted)


def _does_not_arrive(case: Case, posted: Posted) -> None:
    ref, step = posted.head.to, posted.head.step or ""
    job = case.incident.jobs.get(ref)
    if job is not None and job.is_live and step.startswith("authorise_job"):
        drop(case, job, "cancelled", "unreachable")
    elif ref in case.incident.quotes:
        quote = case.incident.quotes[ref]
        if quote.is_waiting:
            quote.state, quote.why = "out", "unreachable"
    elif posted.head.urgency in ("alert", "emergency"):
        tell_once(case, "owner.alert_failed", {"to": ref})
    elif ref in case.incident.letters:
        case.incident.letters[ref].state = "withheld"
        call_for(case, case.person(ref), "unreachable")


def _goes_as_template(case: Case, turn: Delivery, posted: Posted) -> bool:
    """The window closed meanwhile: the same step once more, as its template."""
    person = case.person(posted.head.to)
    step = case.incident.steps.get(posted.head.step or "")
    if turn.code not in WINDOW_CLOSED or step is None or step.kind not in REPEATABLE:
        return False
    if step.key.endswith("/again") or is_update(step):
        return False
    person.last_wrote_at = None
    case.desk.people.save(person)
    again = f"{step.key}/again"
    case.incident.steps[again] = StepState(again, step.kind, step.to)
    return True


def unsaid(case: Case, key: str) -> None:
    """A message that never went out costs nothing, and its client was not told."""
    ledger = case.incident.ledger
    held = ledger.holdings.get(key)
    if held is not None and held.state is Op.COMMIT:
        case.post(ledger.settle(key, 0))
    posted = case.desk.outbox.get(key)
    letter = case.incident.letters.get(posted.head.to) if posted else None
    if letter is not None and letter.state == "sent":
        letter.state, letter.sent_at = "withheld", None
