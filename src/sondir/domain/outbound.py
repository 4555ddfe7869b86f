"""What is said to one person on one channel, checked before anyone is asked to send.

A form that a channel would refuse is refused here, by a typed error, when it is made:
long before it costs a request, a place in the outbox or a promise. What is printed of
it names no person and quotes no text.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from sondir.domain.person import Alias

LONGEST_KEY = 512
LONGEST_TEXT = 4096
LONGEST_TEXT_WITH_BUTTONS = 1024
LONGEST_TITLE = 20
LONGEST_PAYLOAD = 256
MOST_BUTTONS = 3
LONGEST_TEMPLATE_NAME = 512
"""Characters and counts of WhatsApp's documentation, facts/channels 2.4 and 2.7."""


class Refusal(StrEnum):
    """Why a channel did not take a message, by what has to be done about it."""

    STOP_CHANNEL = "stop_channel"  # token, permission, lock: nothing goes out
    PERMANENT = "permanent"  # this person cannot be reached here
    WINDOW_CLOSED = "window_closed"  # only a template may be sent now
    PAIR_LIMIT = "pair_limit"  # too fast for this one person; wait 4^n seconds
    BACK_OFF = "back_off"  # too fast for the account, or a cap; wait
    OPT_OUT = "opt_out"  # this person wants no marketing
    TEMPLATE = "template"  # the template is missing, paused or wrongly filled
    OUR_BUG = "our_bug"  # the request is wrong; a human looks at it
    TRANSIENT = "transient"  # nothing was sent; the same may be tried again
    PAYMENT = "payment"  # the account cannot pay; the owner is told


class FormRefused(ValueError):  # noqa: N818 - a refusal is no fault
    """A form breaks a limit of the channel; *code* names which, without its words."""

    def __init__(self, code: str, limit: int | None = None) -> None:
        """*code* is for the journal and for tests; *limit* is the number broken."""
        super().__init__(code if limit is None else f"{code} (limit {limit})")
        self.code = code
        self.limit = limit


class TooLong(FormRefused):
    """A text has more characters (or bytes) than the channel takes."""


class TooMany(FormRefused):
    """There are more buttons than the channel shows."""


class NotUnique(FormRefused):
    """Two buttons bear the same title or the same payload."""


class Missing(FormRefused):
    """A text, a title or a parameter is empty."""


class NotOffered(FormRefused):
    """The channel has no such form, or cannot reach this kind of alias."""


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words, at most 4096 characters; only inside an open window.

    >>> Text("")
    Traceback (most recent call last):
    ...
    sondir.domain.outbound.Missing: text
    """

    body: str = field(repr=False)

    def __post_init__(self) -> None:
        require_text("text", self.body, LONGEST_TEXT)


@dataclass(frozen=True, slots=True)
class Template:
    """An approved template; *language* is the exact code, `ru` or `kk`.

    *parameters* fill {{1}}, {{2}}… of the body in order; *payloads* are what the
    quick replies send back, one a button, in the template's order.
    """

    name: str
    language: str
    parameters: tuple[str, ...] = field(default=(), repr=False)
    payloads: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_text("template_name", self.name, LONGEST_TEMPLATE_NAME)
        require_text("template_language", self.language, 15)
        for parameter in self.parameters:
            require_text("template_parameter", parameter, LONGEST_TEXT_WITH_BUTTONS)
        for payload in self.payloads:
            require_text("payload", payload, LONGEST_PAYLOAD)


@dataclass(frozen=True, slots=True)
class Button:
    """One answer offered: *payload* comes back to us, *title* is what is read."""

    payload: str
    title: str

    def __post_init__(self) -> None:
        require_text("payload", self.payload, LONGEST_PAYLOAD)
        require_text("button_title", self.title, LONGEST_TITLE)


@dataclass(frozen=True, slots=True)
class ReplyButtons:
    """Words with one to three buttons; the words at most 1024 characters.

    >>> ReplyButtons("Келісесіз бе?", (Button("a", "Иә"), Button("b", "Иә")))
    Traceback (most recent call last):
    ...
    sondir.domain.outbound.NotUnique: button_title
    """

    body: str = field(repr=False)
    buttons: tuple[Button, ...]

    def __post_init__(self) -> None:
        require_text("text", self.body, LONGEST_TEXT_WITH_BUTTONS)
        if not self.buttons:
            raise Missing("buttons")
        if len(self.buttons) > MOST_BUTTONS:
            raise TooMany("buttons", MOST_BUTTONS)
        _require_unique("button_title", [button.title for button in self.buttons])
        _require_unique("payload", [button.payload for button in self.buttons])


Form = Text | Template | ReplyButtons


@dataclass(frozen=True, slots=True)
class Outbound:
    """One message of ours; *key* (`incident/step/recipient`) makes it the only one.

    *account* is the business account it leaves from; *reply_to* the id of the
    message it quotes.
    """

    key: str
    channel: str
    account: str
    recipient: Alias
    form: Form
    reply_to: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        require_text("key", self.key, LONGEST_KEY)
        require_text("account", self.account, LONGEST_KEY)


def require_text(what: str, text: str, longest: int) -> None:
    """Refuse a *text* that is blank or has more than *longest* characters.

    Raises *Missing* or *TooLong*, both of which name *what* and never quote it.
    """
    if not text.strip():
        raise Missing(what)
    if len(text) > longest:
        raise TooLong(what, longest)


def _require_unique(what: str, values: list[str]) -> None:
    if len(set(values)) != len(values):
        raise NotUnique(what)
