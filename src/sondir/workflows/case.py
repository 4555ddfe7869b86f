"""One incident on the desk: what every part of the work on it shares.

A case is opened for one turn, inside one transaction, and forgotten after it. It
knows how to write into the journal, how to set a timer and how to post to the ledger;
what is done, and when, stands in the other files of this package.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sondir.domain.corridor import Corridor
from sondir.domain.incident import Incident
from sondir.domain.journal import Entry
from sondir.domain.ledger import Elsewhere, Ledger, Spent
from sondir.domain.organisation import Branch, Organisation, local
from sondir.domain.people import Booking, Person, Role
from sondir.domain.playbook import Playbook
from sondir.domain.source_clock import line_of
from sondir.domain.step import Purpose
from sondir.ports.desk import Desk
from sondir.ports.ledger import Cap, Line


@dataclass(slots=True)
class Case:
    """An incident, its playbook, its corridor and its organisation, on one desk."""

    desk: Desk
    incident: Incident
    playbook: Playbook | None
    corridor: Corridor
    organisation: Organisation
    lines: list[str] = field(default_factory=list)  # of the source's, this turn

    @property
    def branch(self) -> Branch:
        """Return the branch; a network incident stands for its first one."""
        wanted = self.incident.branch or next(iter(self.incident.branches), None)
        known = self.organisation.branch(wanted)
        return known or Branch(wanted or "", wanted or self.organisation.name)

    def record(
        self,
        entry: str,
        details: Mapping[str, Any],
        step: str | None = None,
        actor: str = "autopilot",
    ) -> None:
        """Write one entry about this incident into the journal."""
        incident = self.incident
        line = line_of(entry, details.get("state"))
        if line is not None:
            self.lines.append(line)
        self.desk.journal.append(
            Entry(
                entry=entry,
                at=self.desk.now,
                org=incident.org,
                data=details,
                branch=incident.branch,
                incident=incident.id,
                step=step,
                actor=actor,
            )
        )

    def wake_in(self, name: str, minutes: float) -> None:
        """Ask for a `TimerRang(name)` in so many minutes of business time."""
        due = self.desk.now + timedelta(minutes=minutes)
        self.desk.timers.set(self.incident.id, name, due)

    def owners(self) -> list[Person]:
        """List whom to tell and whose word counts."""
        return self.desk.people.with_role(self.incident.org, Role.OWNER)

    def shift(self) -> Person | None:
        """Return who works at the branch today, if anybody is known."""
        return next(iter(self.shifts()), None)

    def shifts(self) -> list[Person]:
        """Return who works at each of the struck branches, one a branch."""
        struck = (self.incident.branch,) if self.incident.branch else ()
        found = []
        for branch in struck or self.incident.branches:
            staff = self.desk.people.with_role(self.incident.org, Role.STAFF, branch)
            found += [one for one in staff[:1] if one not in found]
        return found

    def person(self, ref: str) -> Person:
        """Return somebody's card."""
        return self.desk.people.get(self.incident.org, ref)

    def place_of(self, client: str) -> Branch:
        """Return the branch where this client met the trouble."""
        witness = self.incident.witnesses.get(client)
        letter = self.incident.letters.get(client)
        visit = (
            self.desk.bookings.get(self.incident.org, letter.booking)
            if letter is not None and letter.booking is not None
            else None
        )
        met = visit.branch if visit else witness.branch if witness else None
        return self.organisation.branch(met) or self.branch

    def is_here(self, branch: str | None) -> bool:
        """Say whether *branch* is one of those that this crisis struck."""
        return branch in (self.incident.branch, *self.incident.branches)

    def visits_today(self, client: str) -> list[Booking]:
        """List a client's visits at the struck branches from this morning until now."""
        start = local(self.desk.now).replace(hour=0, minute=0, second=0, microsecond=0)
        visits = self.desk.bookings.of_client(
            self.incident.org, client, start, self.desk.now
        )
        return [v for v in visits if self.is_here(v.branch)]

    def agreed_beyond(self, step: str) -> bool:
        """Say whether the owner's yes lifts limits for this very step."""
        given = self.incident.standing.agreements
        return any(a.step == step and a.limits for a in given)

    def room_kzt(self) -> int:
        """Say what is left under every limit that all spending counts against."""
        corridor, spent = self.corridor, self.spent(None)
        rooms = [
            corridor.incident_kzt - spent.incident,
            corridor.day_kzt - spent.day,
            corridor.month_kzt - spent.month,
        ]
        problem = corridor.problem_kzt.get(self.incident.playbook or "")
        if problem is not None:
            rooms.append(problem - spent.problem)
        return max(min(rooms), 0)

    def spent(self, to: str | None, without: str = "") -> Spent:
        """Add up what the limits ask, this incident's sums and all others'.

        *without* is the reference that the judged step stands for itself.
        """
        day, month, messages = self._calendar_scopes()
        used = self.desk.ledger.used(self.incident.org, (day, month, messages))
        whole = self.incident.ledger
        fees = whole.sum_for(Purpose.MESSAGES)
        return whole.without(without).spent(
            to,
            Elsewhere(
                day=max(used.get(day, 0) - whole.spent_kzt, 0),
                month=max(used.get(month, 0) - whole.spent_kzt, 0),
                messages_month=max(used.get(messages, 0) - fees, 0),
            ),
        )

    def post(
        self, ledger: Ledger, *, to: str | None = None, agreed: bool = False
    ) -> None:
        """Write the newest row of *ledger* into the book and the journal.

        Raises Rejected where the store itself refuses to overdraw.
        """
        row = ledger.rows[-1]
        caps = self._caps(row.purpose.value, to) if row.op.value == "reserve" else ()
        line = Line(
            self.incident.org, self.incident.id, row, self.desk.now, caps, agreed
        )
        self.desk.ledger.post(line)
        self.incident.ledger = ledger
        self.record(
            "LEDGER",
            {
                "op": row.op.value,
                "amount_kzt": row.amount_kzt,
                "purpose": row.purpose.value,
                "reference": row.reference,
                "left_kzt": row.left_kzt,
            },
        )

    def _calendar_scopes(self) -> tuple[str, str, str]:
        today = local(self.desk.now)
        return (
            f"day/{today:%Y-%m-%d}",
            f"month/{today:%Y-%m}",
            f"messages/{today:%Y-%m}",
        )

    def _caps(self, purpose: str, to: str | None) -> tuple[Cap, ...]:
        corridor, incident = self.corridor, self.incident
        day, month, messages = self._calendar_scopes()
        caps = [
            Cap(f"incident/{incident.id}", corridor.incident_kzt),
            Cap(day, corridor.day_kzt),
            Cap(month, corridor.month_kzt),
        ]
        problem = corridor.problem_kzt.get(incident.playbook or "")
        if problem is not None:
            caps.append(Cap(f"problem/{incident.id}", problem))
        if purpose == "vendor":
            caps.append(Cap(f"job/{incident.id}/{to}", self._job_limit(to)))
        if purpose == "compensation":
            caps.append(Cap(f"compensation/{incident.id}", corridor.compensation_kzt))
            caps.append(Cap(f"client/{incident.id}/{to}", corridor.client_kzt))
        if purpose == "messages":
            caps.append(Cap(messages, corridor.messages.month_kzt))
        return tuple(caps)

    def _job_limit(self, to: str | None) -> int:
        bench = self.desk.people.vendors(self.incident.org)
        known = any(v.known for v in bench if v.ref == to)
        return self.corridor.job_kzt if known else self.corridor.job_new_vendor_kzt


def open_case(desk: Desk, incident: Incident) -> Case:
    """Lay an incident on the desk with everything that holds for it now."""
    return Case(
        desk=desk,
        incident=incident,
        playbook=desk.playbooks.get(incident.playbook or ""),
        corridor=desk.corridors.current(incident.org, incident.branch),
        organisation=desk.organisations.get(incident.org),
    )
