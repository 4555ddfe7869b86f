"""One step of a plan, with every fact that a limit may ask about.

A step is judged (domain/verdict.py) before it is done. A fact that is None is
*not known*, which is never the same as harmless.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from sondir.domain.errors import Mistake
from sondir.domain.money import kzt


class StepKind(StrEnum):
    """What the autopilot may propose to do (docs/reference/corridor.md)."""

    NOTIFY_OWNER = "notify_owner"
    ASK_SHIFT = "ask_shift"
    SEARCH_VENDOR = "search_vendor"
    REQUEST_OFFER = "request_offer"
    AUTHORISE_JOB = "authorise_job"
    CANCEL_JOB = "cancel_job"
    WRITE_CLIENT = "write_client"
    COMPENSATE = "compensate"
    OFFER_BOOKING = "offer_booking"
    MOVE_BOOKING = "move_booking"
    CANCEL_BOOKING = "cancel_booking"
    PAUSE_BOOKINGS = "pause_bookings"
    PROPOSE_CLOSURE = "propose_closure"
    EMERGENCY_TEXT = "emergency_text"
    HAND_OVER = "hand_over"
    STOP_MAILING = "stop_mailing"
    CHECK_NOTICE = "check_notice"
    CHECK_PAYMENTS = "check_payments"
    STOP_PRODUCT = "stop_product"
    VERIFY = "verify"
    REPORT = "report"


class Act(StrEnum):
    """Towards whom a step acts; this decides which limits it meets.

    RESCUE is never stopped by anything. SAFE tells the owner or only looks.
    PREPARE asks the shift or searches: only a stop or MANUAL ends it. WITHDRAW
    is the courteous stop to a vendor who was engaged. The other four are acts.
    """

    RESCUE = "rescue"
    SAFE = "safe"
    PREPARE = "prepare"
    WITHDRAW = "withdraw"
    VENDOR = "vendor"
    CLIENT = "client"
    COMPENSATION = "compensation"
    CLOSURE = "closure"


ACT_OF: Mapping[StepKind, Act] = MappingProxyType(
    {
        StepKind.EMERGENCY_TEXT: Act.RESCUE,
        StepKind.HAND_OVER: Act.RESCUE,
        StepKind.NOTIFY_OWNER: Act.SAFE,
        StepKind.STOP_MAILING: Act.SAFE,
        StepKind.CHECK_NOTICE: Act.SAFE,
        StepKind.CHECK_PAYMENTS: Act.SAFE,
        StepKind.VERIFY: Act.SAFE,
        StepKind.REPORT: Act.SAFE,
        StepKind.ASK_SHIFT: Act.PREPARE,
        StepKind.SEARCH_VENDOR: Act.PREPARE,
        StepKind.STOP_PRODUCT: Act.PREPARE,
        StepKind.CANCEL_JOB: Act.WITHDRAW,
        StepKind.REQUEST_OFFER: Act.VENDOR,
        StepKind.AUTHORISE_JOB: Act.VENDOR,
        StepKind.WRITE_CLIENT: Act.CLIENT,
        StepKind.OFFER_BOOKING: Act.CLIENT,
        StepKind.MOVE_BOOKING: Act.CLIENT,
        StepKind.CANCEL_BOOKING: Act.CLIENT,
        StepKind.PAUSE_BOOKINGS: Act.CLIENT,
        StepKind.COMPENSATE: Act.COMPENSATION,
        StepKind.PROPOSE_CLOSURE: Act.CLOSURE,
    }
)
"""A kind without a line here is refused: deny by default."""

OUTWARD = frozenset({Act.VENDOR, Act.CLIENT, Act.COMPENSATION})
"""Acts towards vendors and clients: permission, hold and limits apply."""

BOOKING_KINDS = frozenset(
    {StepKind.OFFER_BOOKING, StepKind.MOVE_BOOKING, StepKind.CANCEL_BOOKING}
)
CLIENT_MESSAGES = BOOKING_KINDS | {StepKind.WRITE_CLIENT}
"""Steps that put words before one client."""

WORDED = CLIENT_MESSAGES | {
    StepKind.REQUEST_OFFER,
    StepKind.AUTHORISE_JOB,
    StepKind.CANCEL_JOB,
}
"""Steps whose words must stand in the phrasebook."""


class Purpose(StrEnum):
    """What a sum is for; each has limits of its own."""

    VENDOR = "vendor"
    COMPENSATION = "compensation"
    MESSAGES = "messages"


class Undo(StrEnum):
    """Whether a step can be taken back."""

    UNDO = "undo"
    REPAIR = "repair"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Reversible:
    """Whether a step can be undone, only repaired, or neither; *code* says how.

    The code is a sentence code (`undo.cancel_job`), rendered by languages/.
    """

    how: Undo
    code: str


@dataclass(frozen=True, slots=True)
class StepFacts:
    """What is known about one step; None means not known, never "no".

    Vendor: *vendor_rating* 0-5, *distance_km*, *eta_min* minutes, prices whole
    tenge. Client: *client_messages_today* sent by us on the local day. Bookings:
    *booking_ahead_min* minutes until the visit starts (or how far a pause of
    bookings reaches), *closure_min* minutes until the reopening. Time:
    *local_minute* 0-1439 in the organisation's time zone (Asia/Almaty).
    *cause_p* probability 0-1 of the leading cause.
    """

    vendor_known: bool | None = None
    vendor_rating: Decimal | None = None
    vendor_reviews: int | None = None
    distance_km: Decimal | None = None
    eta_min: int | None = None
    prepayment: bool | None = None
    receipt: bool | None = None
    price_ceiling_kzt: int | None = None
    has_link: bool | None = None
    terms_changed: bool | None = None
    client_messages_today: int | None = None
    client_opted_out: bool | None = None
    client_wants_human: bool | None = None
    client_has_human: bool | None = None
    client_agreed: bool | None = None
    already_compensated: bool | None = None
    eligible: bool | None = None
    first_contact: bool | None = None
    discloses: bool | None = None
    booking_ahead_min: int | None = None
    closure_min: int | None = None
    phrase_approved: bool | None = None
    shares_personal_data: bool | None = None
    cause_p: Decimal | None = None
    shift_confirmed: bool | None = None
    injury: bool | None = None
    legal_threat: bool | None = None
    local_minute: int | None = None

    def __post_init__(self) -> None:
        for name in ("vendor_rating", "distance_km", "cause_p"):
            number: Decimal | None = getattr(self, name)
            if number is not None and not number.is_finite():
                raise Mistake("step.not_a_number", field=name)


def is_part_of(key: str, whole: str) -> bool:
    """Say whether the step *key* is *whole* or one of its acts.

    >>> is_part_of("compensate/client:17", "compensate")
    True
    >>> is_part_of("compensate_more", "compensate")
    False
    """
    return key == whole or key.startswith(f"{whole}/")


@dataclass(frozen=True, slots=True)
class ProposedStep:
    """A step before its verdict. *cost_kzt* is the most it may come to, in KZT.

    *key* names one act in the plan and the journal: a step of the card that
    reaches several people is `compensate` on the card and `compensate/client:17`
    when it is done, so that a yes to one sum for one client is no yes for all.
    *to* is whom it concerns (`client:17`, `vendor:v1`); *branch* and *playbook*
    say whose limits apply. Raises Mistake for a cost that is not whole tenge.
    """

    key: str
    kind: StepKind
    to: str | None = None
    channel: str | None = None
    cost_kzt: int = 0
    purpose: Purpose | None = None
    branch: str | None = None
    playbook: str | None = None
    facts: StepFacts = field(default_factory=StepFacts)

    def __post_init__(self) -> None:
        kzt(self.cost_kzt)
        if self.facts.price_ceiling_kzt is not None:
            kzt(self.facts.price_ceiling_kzt)

    @property
    def amount_kzt(self) -> int:
        """The most this step may cost, whole tenge: cost or ceiling, the larger.

        >>> step = ProposedStep("job", StepKind.AUTHORISE_JOB, cost_kzt=5_000,
        ...     facts=StepFacts(price_ceiling_kzt=12_000))
        >>> step.amount_kzt
        12000
        """
        if self.kind != StepKind.AUTHORISE_JOB:
            return self.cost_kzt
        return max(self.cost_kzt, self.facts.price_ceiling_kzt or 0)
