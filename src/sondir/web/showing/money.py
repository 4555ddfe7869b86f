"""Money against the limits: one bar a limit, in KZT."""

from dataclasses import dataclass

from sondir.domain.ledger import Op
from sondir.domain.step import Purpose
from sondir.web.showing.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Bar:
    """What is used of one limit; *limit* is the corridor's key path."""

    limit: str
    used_kzt: int
    most_kzt: int

    @property
    def is_over(self) -> bool:
        """Say whether the owner has agreed to more than the limit."""
        return self.used_kzt > self.most_kzt


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum: reserved, committed, settled or released."""

    purpose: str
    state: str
    amount_kzt: int
    to: str


@dataclass(frozen=True, slots=True)
class MoneyPanel:
    """The ledger of one incident."""

    bars: list[Bar]
    sums: list[Sum]
    spent_kzt: int
    left_kzt: int


def money_of(snapshot: Snapshot) -> MoneyPanel:
    """Add up the incident's ledger."""
    incident, corridor = snapshot.incident, snapshot.corridor
    ledger = incident.ledger
    bars = [Bar("incident_kzt", ledger.spent_kzt, ledger.limit_kzt)]
    bars.append(
        Bar(
            "compensation_kzt",
            ledger.sum_for(Purpose.COMPENSATION),
            corridor.compensation_kzt,
        )
    )
    for job in incident.jobs.values():
        vendor = snapshot.vendors.get(job.vendor)
        known = vendor is not None and vendor.known
        name = "job_kzt" if known else "job_new_vendor_kzt"
        most = corridor.job_kzt if known else corridor.job_new_vendor_kzt
        used = ledger.sum_for(Purpose.VENDOR, job.vendor)
        if used or job is incident.engaged:
            bars.append(Bar(name, used, most))
    return MoneyPanel(bars, _sums(snapshot), ledger.spent_kzt, ledger.left_kzt)


def _sums(snapshot: Snapshot) -> list[Sum]:
    """List the sums; the fees of messages are one."""
    sums: list[Sum] = []
    fees: dict[str, int] = {}
    for held in snapshot.incident.ledger.holdings.values():
        state, amount = held.state.value, held.amount_kzt
        if held.state is Op.RELEASE or not amount:
            continue
        if held.purpose is Purpose.MESSAGES:
            fees[state] = fees.get(state, 0) + amount
        else:
            sums.append(Sum(held.purpose.value, state, amount, snapshot.name(held.to)))
    purpose = Purpose.MESSAGES.value
    return sums + [Sum(purpose, state, total, "") for state, total in fees.items()]
