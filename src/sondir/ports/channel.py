"""A channel: signed bytes in, frozen facts out; one message out, one outcome back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from sondir.domain.inbound import Inbound
from sondir.domain.outbound import Outbound, Refusal


@dataclass(frozen=True, slots=True)
class ChannelKeys:
    """The secrets of one application on a channel; none of them is ever printed.

    *token_for* finds the access token of one of our accounts, None where it has none.

    >>> ChannelKeys("secret", "word", {}.get)
    ChannelKeys()
    """

    app_secret: str = field(repr=False)
    verify_token: str = field(repr=False)
    token_for: Callable[[str], str | None] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Accepted:
    """The channel took the message and named it *wamid*; arrival is not yet proved."""

    wamid: str = field(repr=False)  # it holds the telephone number


@dataclass(frozen=True, slots=True)
class Refused:
    """The channel did not take the message: it has certainly not gone out.

    *code* is the channel's number, None where the refusal is ours or the network's;
    *retry_after_s* is in seconds where the channel named a time; *why* is a short
    code for the journal, without words of a person.
    """

    code: int | None
    category: Refusal
    retry_after_s: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """The message may or may not have gone out: wait for a status, never resend."""

    why: str


SendOutcome = Accepted | Refused | Unknown


class Channel(Protocol):
    """One messenger, for all of our accounts on it."""

    @property
    def name(self) -> str:
        """Name the channel as the journal does: `whatsapp`, `instagram`."""
        ...

    def is_authentic(self, raw: bytes, headers: Mapping[str, str]) -> bool:
        """Say whether *raw* was signed by the channel; asked before any parsing."""
        ...

    def answer_challenge(self, query: Mapping[str, str]) -> str | None:
        """Answer the subscription's GET: the body to send back, or None for 403."""
        ...

    def parse(self, raw: bytes) -> tuple[Inbound, ...]:
        """Read every fact of one body, in order; raises *NotThisApi* and nothing else.

        What is not understood is an *InboundUnknown* among the others.
        """
        ...

    def parts(self, message: Outbound) -> tuple[Outbound, ...]:
        """Cut a message into those that the channel takes, each with its own key.

        Almost always the message itself. Raises *FormRefused* where the channel
        cannot say it; asked before the message enters the outbox.
        """
        ...

    async def send(self, message: Outbound) -> SendOutcome:
        """Hand one message over, once; every failure is an outcome, none is raised."""
        ...
