"""What a reader understood of one message: facts, how sure, and why.

Four readings exist: of a client's message (*Reading*), of a client's reply to our
message (*ClientReply*), of a vendor's answer (*VendorReply*) and of the shift's
answer (*ShiftAnswer*). The definitions of every label stand in
docs/reference/labels.md. A person's sentiment never leaves the reader alone: it is
handed to the branch's aggregate and dropped (docs/explanation/law.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """What a complaint is about."""

    HEAT_AIR = "heat_air"
    COLD = "cold"
    WATER = "water"
    POWER_INTERNET = "power_internet"
    HYGIENE = "hygiene"
    WAITING = "waiting"
    STAFF_RUDENESS = "staff_rudeness"
    SERVICE_QUALITY = "service_quality"
    INJURY_ALLERGY = "injury_allergy"
    BOOKING_ERROR = "booking_error"
    PAYMENT_PRICE = "payment_price"
    NOISE_SMELL = "noise_smell"
    OTHER = "other"


class Severity(StrEnum):
    """How grave the facts are, never how angry the writer sounds."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Lang(StrEnum):
    """The language a message is written in, in whatever script."""

    RU = "ru"
    KK = "kk"
    MIXED = "mixed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that decided: an n-gram, a rule, a stem; and by how much."""

    what: str
    effect: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What one client's message says.

    *topics* holds probabilities of complaint topics above the reader's threshold,
    most likely first; it is empty when there is no complaint. *about* holds the
    topics the message touches, complaint or not. *danger* (injury or a critical
    case) and *abstain* (too uncertain to act on) both call a person.
    """

    lang: Lang
    complaint: bool
    complaint_p: float
    topics: Mapping[str, float]
    about: Mapping[str, float]
    severity: Severity
    danger: bool
    abstain: bool
    intent: str = "other"  # booking price_question thanks confirm cancel other
    tense: str = "now"  # now past solved
    wants_human: bool = False  # "человек", "адам", "без ИИ"
    asks_if_bot: bool = False
    opt_out: bool = False  # the stop words of MISSION.md as the first word
    legal_threat: bool = False
    sentiment: float = 0.0  # -1..+1; goes into the branch's sum and is dropped
    stems: tuple[str, ...] = ()  # words for the key phrases of a spike
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class ClientReply:
    """A client's answer to our message; *label* is one of the twelve labels.

    `satisfied not_settled asks_if_bot asks_human asks_refund accepts_offer
    declines_offer reschedule_request health_issue legal_threat opt_out other`
    """

    label: str
    lang: Lang = Lang.OTHER
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class VendorReply:
    """A vendor's answer: when, for how much, on which terms.

    *eta_min* and *price_kzt* are (low, high), in minutes from the message and in
    whole tenge; None where nothing was named.
    """

    intent: str  # accept counter decline question ack out_of_office spam suspicious
    #              and, after an agreement: arrived done raise cancel
    eta_min: tuple[int, int] | None = None
    price_kzt: tuple[int, int] | None = None
    prepay: bool = False
    has_link: bool = False
    no_receipt: bool = False
    open_ended_price: bool = False  # "от 5000", "по факту": no ceiling
    safety: bool = False  # gas, sparks, "опасно": a matter for the owner
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class ShiftAnswer:
    """What the administrator on site says to our question.

    *said* is an explicit yes or no, *reports* whether the words describe a fault or
    that all is well, *air* whether the air is called cold or warm, *where* whether one
    room is named or all of them. What that means for the question asked is
    `domain/diagnosis/polarity.py`; *answer* is the plain reading, in which yes says
    that there is something wrong.
    """

    answer: str  # yes no unknown repairing wrong_branch
    why: tuple[Reason, ...] = ()
    said: str | None = None  # yes no
    reports: str | None = None  # fault well
    air: str | None = None  # cold warm
    where: str | None = None  # one everywhere
