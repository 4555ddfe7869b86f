"""Turns: everything an incident's mailbox can receive, one after the other.

A turn is a typed fact, never somebody's raw words: what a person wrote was read
before (adapters/reader) and the words stay in the conversation.
"""

from dataclasses import dataclass
from datetime import datetime

from sondir.domain.reading import ClientReply, ShiftAnswer, VendorReply


@dataclass(frozen=True, slots=True)
class Opened:
    """The detector raised an alarm and this incident was opened for it."""


@dataclass(frozen=True, slots=True)
class Grew:
    """More complaints joined an open incident."""

    message_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """Other branches began to complain of the same, or ceased: weigh the cause anew."""

    branches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShiftSaid:
    """The administrator on site answered; *question* is the one whose button it was."""

    staff: str
    answer: ShiftAnswer
    message_id: str
    question: str | None = None


@dataclass(frozen=True, slots=True)
class OwnerDecided:
    """The owner (or a manager on the page) decided: agree stop_step stop_all ...

    *step* None answers the card of the plan. *factor* is "code" where a one-time
    code was given on the signed-in page.
    """

    by: str
    decision: str  # agree stop_step stop_all take_over resume
    step: str | None
    channel: str
    factor: str = "none"


@dataclass(frozen=True, slots=True)
class VendorSaid:
    """A vendor whom we asked or engaged wrote."""

    vendor: str
    reply: VendorReply
    at: datetime
    message_id: str


@dataclass(frozen=True, slots=True)
class ClientSaid:
    """A client of this incident wrote after we had written to them."""

    client: str
    reply: ClientReply
    message_id: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one message of ours: handed over, delivered, failed, unknown."""

    key: str
    state: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class TimerRang:
    """A moment that the incident had asked for has come."""

    name: str
    due: datetime


@dataclass(frozen=True, slots=True)
class ReceiptEntered:
    """Somebody on site entered what the job really cost, in KZT."""

    by: str
    amount_kzt: int


@dataclass(frozen=True, slots=True)
class Resolved:
    """A person says that the matter is settled (danger, hand-over, take-over)."""

    by: str


@dataclass(frozen=True, slots=True)
class PersonWrote:
    """A person of ours wrote to this client from the salon's own app."""

    client: str


Turn = (
    Opened
    | Grew
    | Spread
    | ShiftSaid
    | OwnerDecided
    | VendorSaid
    | ClientSaid
    | Delivery
    | TimerRang
    | ReceiptEntered
    | Resolved
    | PersonWrote
)
