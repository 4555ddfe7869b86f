"""After the work: the receipt settles the sum; a repair that failed is begun anew."""

from sondir.domain.ledger import Op
from sondir.domain.turn import ReceiptEntered
from sondir.workflows.case import Case
from sondir.workflows.jobs import count_job
from sondir.workflows.owner import tell_once


def enter_receipt(case: Case, turn: ReceiptEntered) -> None:
    """Settle the sum from the receipt that a person entered, also after the close.

    More than was committed is put before the owner and settles nothing.
    """
    ledger = case.incident.ledger
    for job in case.incident.jobs.values():
        held = ledger.holdings.get(job.reference)
        if job.state != "done" or held is None or held.state is not Op.COMMIT:
            continue
        raised = ledger.holdings.get(f"{job.reference}/raise")
        beside = raised.amount_kzt if raised and raised.state is Op.COMMIT else 0
        if turn.amount_kzt > held.amount_kzt + beside:
            tell_once(
                case,
                "owner.bill_above_ceiling",
                {"asked_kzt": turn.amount_kzt, "ceiling_kzt": job.ceiling_kzt},
            )
            return
        job.settled_kzt = turn.amount_kzt
        rest = min(turn.amount_kzt, held.amount_kzt)
        case.post(case.incident.ledger.settle(job.reference, rest))
        if beside:
            over = turn.amount_kzt - rest
            reference = f"{job.reference}/raise"
            case.post(case.incident.ledger.settle(reference, over))


def repair_failed(case: Case) -> None:
    """The shift says it is not mended: the next vendor is looked for."""
    incident = case.incident
    incident.repaired_at = None
    for job in incident.jobs.values():
        if job.state == "done":
            job.state = "failed"
            incident.quotes[job.vendor].state = "failed"
            incident.quotes[job.vendor].why = "repair_failed"
            count_job(case, job.vendor, done=False)
    incident.contradicted_at = case.desk.now
    tell_once(case, "owner.repair_failed")
