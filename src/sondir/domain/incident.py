"""An incident: everything known about one crisis while it is open.

The one aggregate of the autopilot. Its turns are handled one after the other, each
in one transaction that loads it, changes it and saves it; so a veto, an offer and a
complaint can never be seen half. Vendor jobs and client letters are parts of it
(docs/decisions/0004-one-aggregate-per-incident.md). Sums are KZT, moments are UTC.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sondir.domain.closure import Closure
from sondir.domain.detection import Alarm
from sondir.domain.diagnosis import Evidence
from sondir.domain.hold import Standing
from sondir.domain.ledger import Ledger
from sondir.domain.promise import Promise


@dataclass(slots=True)
class Witness:
    """A client who complained about this; *visited* None = unknown."""

    client: str
    first_at: datetime
    message_ids: list[str]
    visited: bool | None = None
    room: str | None = None
    branch: str | None = None
    joined_at: datetime | None = None  # on our clock
    hurt: bool = False
    threatens: bool = False
    named: str | None = None  # the thing they name, of the incident's topic


@dataclass(slots=True)
class Question:
    """The one question to the shift. *key* tells it from an earlier one; *answer* is
    "expired" once nobody answered in time, and a late answer still counts."""

    code: str
    to: str
    asked_at: datetime
    expires_at: datetime
    answer: str | None = None
    after_repair: bool = False
    key: str = ""
    heard: list[str] = field(default_factory=list)  # shifts that have answered

    @property
    def is_open(self) -> bool:
        """Say whether an answer is still worth something."""
        return self.answer in (None, "expired")


@dataclass(slots=True)
class StepState:
    """How far one step of the plan has come.

    States: proposed, held (until *until*), asked (expires at *until*, over *limits*),
    done, refused, withdrawn (nobody wants it any more). *verdict* is the last one that
    the journal holds. *needs_own_yes*: it was stopped by name, so that a yes to the
    whole plan no longer covers it.
    """

    key: str
    kind: str
    to: str | None = None
    state: str = "proposed"
    amount_kzt: int = 0
    until: datetime | None = None
    limits: tuple[str, ...] = ()
    verdict: str | None = None
    needs_own_yes: bool = False

    @property
    def is_open(self) -> bool:
        """Say whether it may still be carried out."""
        return self.state in ("proposed", "held", "asked")


@dataclass(slots=True)
class Quote:
    """What one vendor was asked and offers.

    States: shortlisted asked clarify countered (we wait), offered, chosen, agreed,
    thanked (politely let go), beyond (only the owner could accept it), declined, out
    (silence, a link, danger, a job that came to nothing), failed (mended nothing).
    *times* counts how often they were asked anew; *says* is the phrase to be said next.
    """

    vendor: str
    asked_at: datetime | None = None
    state: str = "shortlisted"
    eta_min: tuple[int, int] | None = None
    price_kzt: tuple[int, int] | None = None
    offered_at: datetime | None = None
    clarified: bool = False
    countered: bool = False
    why: str | None = None
    rank: int = 0  # the search's score in hundredths
    prepayment: bool = False
    no_receipt: bool = False
    has_link: bool = False
    times: int = 0
    says: str = ""

    @property
    def is_waiting(self) -> bool:
        """Say whether an answer of theirs is still awaited."""
        return self.state in ("shortlisted", "asked", "clarify", "countered")


@dataclass(slots=True)
class Job:
    """An authorised visit. States: authorised arrived done raised cancelled no_show
    failed."""

    vendor: str
    ceiling_kzt: int
    price_kzt: int
    eta_by: datetime
    code: str
    scope: str
    valid_until: datetime
    state: str = "authorised"
    reference: str = ""
    asked_kzt: int | None = None  # what a raise asks for
    settled_kzt: int | None = None
    late: bool = False  # has announced a delay once
    spoke_at: datetime | None = None  # the latest word of theirs, whatever it meant

    @property
    def is_live(self) -> bool:
        """Say whether the vendor is on the way or at work."""
        return self.state in ("authorised", "arrived", "raised")


@dataclass(slots=True)
class Letter:
    """What one client was told and answered. States: planned sent replied withheld.

    *updates* counts the messages that followed about the same matter.
    """

    client: str
    state: str = "planned"
    lang: str = "ru"
    gift: str | None = None  # bonus addon discount none
    gift_kzt: int = 0
    gift_value: str | None = None
    gift_why: str | None = None
    rule: str = ""
    compensated: bool = False
    label: str | None = None
    about: str = "incident"  # incident booking
    booking: str | None = None
    slot: datetime | None = None  # the time offered instead
    sent_at: datetime | None = None
    updates: int = 0


@dataclass(slots=True)
class Incident:
    """One crisis of one branch (or, with *branch* None, of the network)."""

    id: str
    org: str
    topic: str
    branch: str | None
    branches: tuple[str, ...]
    playbook: str | None
    permission: str  # observe ask act: the least of corridor and detector
    level: str
    opened_at: datetime
    first_at: datetime
    trigger_at: datetime
    standing: Standing
    ledger: Ledger
    parent: str | None = None  # the network's incident that this branch has left
    state: str = "open"  # open closed
    witnesses: dict[str, Witness] = field(default_factory=dict)
    mentions: int = 0
    copies: int = 0  # messages that only repeat another client's text
    loud_elsewhere: tuple[str, ...] = ()  # other branches that complain of it too
    last_complaint_at: datetime | None = None
    alarm: Alarm | None = None
    evidence: list[Evidence] = field(default_factory=list)
    cause: str | None = None
    cause_p: str = "0.00"
    provisional: bool = True
    confirmed_by: str | None = None  # "shift", "vendor": no longer provisional
    shift_supports: str | None = None  # the cause that the shift's answer speaks for
    question: Question | None = None
    asked_codes: list[str] = field(default_factory=list)
    steps: dict[str, StepState] = field(default_factory=dict)
    batches: dict[str, list[str]] = field(default_factory=dict)  # asked together
    plan_agreed: bool = False
    card_key: str | None = None
    card_at: datetime | None = None  # handed over to the owner's messenger
    quotes: dict[str, Quote] = field(default_factory=dict)
    search_exhausted: bool = False
    rung: list[str] = field(default_factory=list)  # timers that have rung
    jobs: dict[str, Job] = field(default_factory=dict)
    letters: dict[str, Letter] = field(default_factory=dict)
    promises: dict[str, Promise] = field(default_factory=dict)
    with_person: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)  # one-time notices already given
    decided: bool = False  # a decision of this turn: judge every open step again
    repaired_at: datetime | None = None
    own_repair: bool = False  # the shift has somebody of their own at work
    closed_at: datetime | None = None
    resolved_by: str | None = None
    shift_fine: bool = False
    turns: int = 0
    own_time_ms: int = 0
    own_ms_until: dict[str, int] = field(default_factory=dict)  # by the source's line
    waited_s: int = 0
    reopened: int = 0
    owner_spoke_at: datetime | None = None  # the last command of theirs
    owner_unclear_at: datetime | None = None  # words of theirs nobody understood
    contradicted_at: datetime | None = None  # evidence spoke against itself
    closure: Closure | None = None  # the latest proposal to close the branch

    @property
    def is_open(self) -> bool:
        """Say whether the autopilot still watches over it."""
        return self.state == "open"

    @property
    def engaged(self) -> Job | None:
        """Return the job that is on its way or under work."""
        return next((j for j in self.jobs.values() if j.is_live), None)

    @property
    def is_stopped(self) -> bool:
        """Say whether a person has stopped or taken over the whole incident."""
        return self.standing.stopped_all or self.standing.taken_over

    def concerns_injury(self, client: str | None = None) -> bool:
        """Say whether *client*, or anybody here, reports being hurt or unwell."""
        return any(
            w.hurt for w in self.witnesses.values() if client in (None, w.client)
        )

    def concerns_law(self, client: str | None = None) -> bool:
        """Say whether *client*, or anybody here, threatens with the law."""
        return any(
            w.threatens for w in self.witnesses.values() if client in (None, w.client)
        )

    @property
    def verified(self) -> int:
        """Count the witnesses with a visit that the bookings confirm."""
        return sum(1 for w in self.witnesses.values() if w.visited)

    def affected(self) -> Iterable[Witness]:
        """List the witnesses in the order in which they first wrote."""
        return sorted(self.witnesses.values(), key=lambda w: (w.first_at, w.client))

    def open_promises(self) -> list[Promise]:
        """List what was promised and not yet kept, repaired or told."""
        return [p for p in self.promises.values() if p.state == "made"]
