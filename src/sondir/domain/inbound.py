"""What one webhook body says: frozen facts, in the order in which they stood.

A body of a channel becomes a tuple of these. Nothing here decides anything: whether a
message is new, whose number it was sent to and what follows is settled by the inbox.
Ids of messages are not printed: a WhatsApp id holds the telephone number in base64.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sondir.domain.outbound import Refusal
from sondir.domain.person import Alias
from sondir.domain.untrusted import UntrustedText


class NotThisApi(ValueError):  # noqa: N818 - read aloud it is the reason
    """The body is not one of this channel at all; it is answered with 400."""


class MessageKind(StrEnum):
    """What a person sent."""

    TEXT = "text"
    BUTTON = "button"  # a reply button, a quick reply, a row of a list, a postback
    VOICE = "voice"
    AUDIO = "audio"
    IMAGE = "image"
    VIDEO = "video"
    DOCUMENT = "document"
    STICKER = "sticker"
    REACTION = "reaction"  # its text is the emoji; None: taken back
    LOCATION = "location"
    CONTACTS = "contacts"
    ORDER = "order"
    FORM = "form"  # a filled-in flow
    EDIT = "edit"  # its text is the new wording of *reply_to*
    REVOKE = "revoke"  # *reply_to* was taken back
    STORY = "story"  # a mention in, or a share of, a story or a post
    REFERRAL = "referral"  # somebody came by a link or an advertisement


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """Something a person sent to one of our accounts.

    *account* is the receiving account: a `phone_number_id`, an Instagram account id.
    (*channel*, *message_id*) is unique over all deliveries. *written_at* (UTC) is the
    person's clock side: a body may arrive a week late. *reply_to* is the message that
    it answers, reacts to, edits or takes back. *may_be_answered* is False where the
    channel forbids or does not expect an answer: reactions, revocations, a thread
    that another application holds.
    """

    channel: str
    account: str
    message_id: str = field(repr=False)
    written_at: datetime
    sender_aliases: tuple[Alias, ...]
    kind: MessageKind
    profile_name: UntrustedText | None = None
    text: UntrustedText | None = None
    button_payload: str | None = None
    reply_to: str | None = field(default=None, repr=False)
    media_id: str | None = None
    media_url: str | None = field(default=None, repr=False)  # opens without a name
    media_type: str | None = None
    forwarded: bool = False
    from_advert: bool = False  # opens the free window of 72 hours
    may_be_answered: bool = True
    shared_aliases: tuple[Alias, ...] = ()  # of the people in a contacts message


@dataclass(frozen=True, slots=True)
class InboundError:
    """An error named by the channel, and what has to be done about it."""

    code: int
    title: str
    category: Refusal


class DeliveryState(StrEnum):
    """How far a message of ours has come, as the channel says."""

    SENT = "sent"
    FAILED = "failed"
    DELIVERED = "delivered"
    READ = "read"
    PLAYED = "played"

    @property
    def rank(self) -> int:
        """Order the states: a row only ever moves to a higher rank.

        A failure outranks the optimistic "sent" and yields to proof of arrival.

        >>> DeliveryState.SENT.rank < DeliveryState.FAILED.rank
        True
        >>> DeliveryState.FAILED.rank < DeliveryState.DELIVERED.rank
        True
        """
        return list(DeliveryState).index(self) + 1


@dataclass(frozen=True, slots=True)
class InboundStatus:
    """What became of a message of ours; *key* is the one that we gave it.

    States come out of order, twice, and with steps left out: compare *rank*.
    *category* of the pricing and *billable* are None where the body is silent.
    """

    channel: str
    account: str
    wamid: str = field(repr=False)
    state: DeliveryState
    at: datetime
    key: str | None = None
    recipient_aliases: tuple[Alias, ...] = ()
    errors: tuple[InboundError, ...] = ()
    pricing_category: str | None = None
    pricing_type: str | None = None
    billable: bool | None = None

    @property
    def rank(self) -> int:
        """Order this state among those of the same message, higher is further."""
        return self.state.rank

    @property
    def category(self) -> Refusal | None:
        """Say what a failure asks of us; None where the channel names no error."""
        return self.errors[0].category if self.errors else None


@dataclass(frozen=True, slots=True)
class InboundEcho:
    """Our side wrote: a person in the phone app, or one of our own messages.

    Never answered. *app* names the sending application where the channel does; an
    echo whose *message_id* is none of ours was a human, and pauses the autopilot.
    """

    channel: str
    account: str
    message_id: str = field(repr=False)
    written_at: datetime
    recipient_aliases: tuple[Alias, ...]
    kind: MessageKind | None = None
    text: UntrustedText | None = None
    app: str | None = None


@dataclass(frozen=True, slots=True)
class InboundIdentityChange:
    """The same person now bears other aliases: a new phone, a new scoped id.

    *change* is the channel's own word. *after* may be empty: a security code
    changed, and whoever writes now may be somebody else.
    """

    channel: str
    account: str
    message_id: str = field(repr=False)
    at: datetime
    change: str
    before: tuple[Alias, ...]
    after: tuple[Alias, ...]


@dataclass(frozen=True, slots=True)
class InboundNotice:
    """The channel tells something about the account, a template or a preference.

    *account* is the number's id, or the business account's where no number is named.
    *facts* are the short values of the body, in its order, as text.
    """

    channel: str
    account: str | None
    field: str
    at: datetime | None
    facts: tuple[tuple[str, str], ...] = ()
    aliases: tuple[Alias, ...] = ()
    errors: tuple[InboundError, ...] = ()

    def fact(self, name: str) -> str | None:
        """Find one of the facts by its name, such as `event` or `value`.

        >>> InboundNotice("whatsapp", None, "f", None, (("event", "X"),)).fact("event")
        'X'
        """
        return dict(self.facts).get(name)


@dataclass(frozen=True, slots=True)
class InboundUnknown:
    """A part that was not understood: kept, counted, shown to a person, never lost.

    *reason* is ours: `kind`, `shape`, `time`, `sender`, `account`, `state`; *kind* is
    the channel's word for it. The other fields hold whatever could still be read.
    """

    channel: str
    reason: str
    kind: str
    account: str | None = None
    message_id: str | None = field(default=None, repr=False)
    written_at: datetime | None = None
    sender_aliases: tuple[Alias, ...] = ()
    text: UntrustedText | None = None


Inbound = (
    InboundMessage
    | InboundStatus
    | InboundEcho
    | InboundIdentityChange
    | InboundNotice
    | InboundUnknown
)
