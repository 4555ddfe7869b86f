"""Close on evidence, say exactly that, and stay open where it is missing."""

from dataclasses import replace
from datetime import timedelta

from sondir.domain.diagnosis.polarity import TELLING, is_well
from sondir.domain.incident import Incident, Job, Question
from sondir.domain.phrase import PHRASES
from sondir.domain.turn import Resolved
from sondir.ports.phrasebook import Args
from sondir.stages.verify import Proof, look
from sondir.workflows.acts import want
from sondir.workflows.calm import ask_if_over, needs_word_of_shift
from sondir.workflows.case import Case
from sondir.workflows.caution import refute_attack
from sondir.workflows.closure import keep_reopening
from sondir.workflows.diagnosing import confirm_cause
from sondir.workflows.jobs import mended, reserves_of
from sondir.workflows.lingering import in_vain
from sondir.workflows.own_repair import hear_own_repair
from sondir.workflows.owner import tell_once, tell_owners
from sondir.workflows.planned_works import was_explained
from sondir.workflows.promises import PERSON, settle_promise, settle_promises
from sondir.workflows.receipts import repair_failed
from sondir.workflows.speech import Saying, announce

RECEIPT = "shift.receipt"
"""Asked once the repair is confirmed; a phrase that a language may not have yet."""


def pursue_closing(case: Case) -> None:
    """After a repair somebody on site is asked whether it really is mended."""
    incident, book = case.incident, case.playbook
    if incident.repaired_at is None or incident.shift_fine or book is None:
        return
    asked = incident.question
    is_about_it = asked is not None and asked.after_repair
    if asked is not None and is_about_it and asked.asked_at >= incident.repaired_at:
        return  # what was asked during the visit does not tell how it ended
    if book.confirm is None:
        return
    shift = case.shift()
    if shift is not None:
        done = sum(1 for j in incident.jobs.values() if j.state in ("done", "failed"))
        want(case, "ask_shift", shift.ref, f"repair-{done}/{book.confirm}")


def hear_confirmation(case: Case, answered: Question) -> None:
    """Take what the shift says of the repair, or that all is well: mended, or not."""
    incident, book = case.incident, case.playbook
    was_own = incident.own_repair
    hear_own_repair(case, answered)
    if answered.after_repair:
        _hear_after(case, answered, was_own=was_own)
    elif book is not None and answered.code == book.confirm:
        incident.shift_fine = is_well(answered.code, answered.answer or "")


def _hear_after(case: Case, answered: Question, *, was_own: bool) -> None:
    """Take an answer about how the repair, ours or their own, has ended."""
    incident, book = case.incident, case.playbook
    if is_well(answered.code, answered.answer or ""):
        if incident.engaged is not None:
            mended(case, incident.engaged)
        incident.shift_fine = True
        if was_own and incident.repaired_at is None:
            incident.repaired_at = case.desk.now
        settle_promises(case, "vendor_arrives", "kept")
        was_mended = incident.repaired_at is not None
        if book and was_mended and incident.cause in book.vendor_causes:
            confirm_cause(case, "shift")
        ask_receipt(case)
    elif answered.answer in TELLING and incident.repaired_at is not None:
        repair_failed(case)
        incident.question = None
    elif answered.answer in TELLING and incident.engaged is not None:
        _maybe_in_vain(case, incident.engaged)


def _maybe_in_vain(case: Case, job: Job) -> None:
    if in_vain(case, job):
        mended(case, job)  # the bill of the visit is owed ...
        repair_failed(case)  # ... and the next vendor is looked for
        case.incident.question = None


def ask_receipt(case: Case) -> None:
    """Ask the shift for the sum on the receipt; closing does not wait for it."""
    shift = case.shift()
    unpaid = [j for j in case.incident.jobs.values() if j.state == "done"]
    if shift is None or not unpaid or RECEIPT not in PHRASES:
        return
    step = f"ask_shift/receipt/{unpaid[-1].reference}"
    args: Args = {"branch": case.branch.name}
    announce(case, shift, Saying(step, RECEIPT, args, "alert"), "ask_shift")


def check(case: Case) -> None:
    """Look at the evidence; close, or look again later and say what is missing."""
    incident = case.incident
    proof = proof_of(case)
    if not proof.missing:
        close(case, proof)
        return
    patience = case.desk.patience
    case.wake_in("check", patience.check_every_min)
    ask_if_over(case, proof)
    if case.desk.now - incident.opened_at > timedelta(minutes=patience.open_most_min):
        tell_once(case, "owner.still_open", {"missing": proof.missing[0]})


def proof_of(case: Case) -> Proof:
    """Weigh the evidence as the playbook of this incident asks for it."""
    book = case.playbook
    theirs = book is not None and case.incident.cause in book.vendor_causes
    needs_repair = theirs and not was_explained(case)
    quiet = book.quiet_min if book else 30
    proof = look(case.incident, case.desk.now, quiet, needs_repair=needs_repair)
    closure = case.incident.closure
    if closure is not None and closure.is_on:
        proof = replace(proof, missing=(*proof.missing, "reopening"))
    if needs_word_of_shift(case) and "confirmation" not in proof.missing:
        return replace(proof, missing=(*proof.missing, "confirmation"))
    return proof


def may_close_alone(case: Case) -> bool:
    """What only a person handles, only a person closes."""
    book = case.playbook
    return book is not None and not book.human_only and not case.incident.is_stopped


def resolve(case: Case, turn: Resolved) -> None:
    """A person says that the matter is settled."""
    case.incident.resolved_by = turn.by
    for promise in case.incident.promises.values():
        if promise.what == PERSON and promise.by is not None:
            settle_promise(case, promise, "kept")
    if case.incident.level == "organised":
        refute_attack(case.desk, case.incident.org, case.incident.id)
    close(case, proof_of(case))


def close(case: Case, proof: Proof) -> None:
    """Close: nothing stays reserved, and the report says what the evidence is."""
    incident = case.incident
    settle_money(case)
    incident.state, incident.closed_at = "closed", case.desk.now
    elapsed = int((case.desk.now - incident.trigger_at).total_seconds())
    incident.waited_s = max(elapsed - incident.own_time_ms // 1000, 0)
    case.desk.timers.cancel(incident.id)
    keep_reopening(case)
    code = _sentence(incident, proof)
    args: dict[str, str | int] = {
        "answered": proof.answered,
        "fine": proof.fine,
        "affected": proof.affected,
        "quiet_min": proof.quiet_min,
        "promises_open": proof.promises_open,
    }
    case.record(
        "INCIDENT_CLOSED",
        {
            "evidence": {**args, "vendor_done": proof.vendor_done},
            "spent_kzt": incident.ledger.spent_kzt,
            "own_time_ms": incident.own_time_ms,
            "waited_s": incident.waited_s,
            "sentence": {"code": code, "args": args},
        },
        actor=incident.resolved_by or "autopilot",
    )
    told = {**args, "branch": case.branch.name, "spent_kzt": incident.ledger.spent_kzt}
    tell_owners(
        case, Saying(f"report/{incident.reopened}", f"owner.{code}", told, "alert")
    )


def _sentence(incident: Incident, proof: Proof) -> str:
    if incident.resolved_by is not None:
        return "closed.by_person"
    return "closed.under_control" if proof.everything_holds else "closed.on_evidence"


def settle_money(case: Case) -> None:
    """Free every sum that was reserved and never promised.

    A person may close while a vendor is at work: that promise in writing still holds.
    """
    engaged = case.incident.engaged
    promised = reserves_of(case, engaged) if engaged else []
    for reference in case.incident.ledger.open_references:
        ledger = case.incident.ledger
        if reference in promised:
            sum_kzt = ledger.holdings[reference].amount_kzt
            case.post(ledger.commit(reference, sum_kzt))
        else:
            case.post(ledger.release(reference))
