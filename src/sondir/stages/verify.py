"""Is it over? Closing rests on evidence, never on a timer alone."""

from dataclasses import dataclass
from datetime import datetime

from sondir.domain.incident import Incident


@dataclass(frozen=True, slots=True)
class Proof:
    """The evidence to close, and what is still missing (empty = close)."""

    answered: int
    fine: int
    affected: int
    vendor_done: bool
    quiet_min: int
    promises_open: int
    missing: tuple[str, ...]

    @property
    def everything_holds(self) -> bool:
        """Say whether the source's own sentence is true: nothing is open at all."""
        return (
            not self.missing
            and self.vendor_done
            and self.answered > 0
            and self.fine == self.answered
            and self.promises_open == 0
        )


FINE = ("satisfied", "accepts_offer", "declines_offer")


def look(
    incident: Incident, now: datetime, quiet_min: int, *, needs_repair: bool
) -> Proof:
    """Weigh the evidence that the crisis of *incident* is over at *now*.

    *needs_repair*: the cause is one that somebody has to mend.
    """
    letters = [x for x in incident.letters.values() if x.about == "incident"]
    answered = [x for x in letters if x.label is not None]
    fine = [x for x in answered if x.label in FINE]
    since = incident.last_complaint_at or incident.opened_at
    quiet = int((now - since).total_seconds() // 60)
    done = any(j.state == "done" for j in incident.jobs.values())
    overdue = [p for p in incident.promises.values() if p.is_overdue(now)]
    missing = []
    if needs_repair and incident.repaired_at is None:
        missing.append("repair")
    if not (incident.shift_fine or _most_say_fine(len(fine), len(answered))):
        missing.append("confirmation")
    if quiet < quiet_min:
        missing.append("quiet")
    if overdue:
        missing.append("promises")
    if incident.engaged is not None:
        missing.append("vendor_at_work")
    if any(s.kind == "write_client" and s.is_open for s in incident.steps.values()):
        missing.append("letters")
    return Proof(
        answered=len(answered),
        fine=len(fine),
        affected=len(incident.witnesses),
        vendor_done=done,
        quiet_min=max(quiet, 0),
        promises_open=len(incident.open_promises()),
        missing=tuple(missing),
    )


def _most_say_fine(fine: int, answered: int) -> bool:
    return fine >= 2 and fine * 2 > answered
