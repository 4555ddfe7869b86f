"""The rules by which a channel takes or refuses a message, and what it then reports.

The same rules stand behind the HTTP stand-in and the in-memory world.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from sondir.world.accounts import Accounts
from sondir.world.catalogue import Catalogue, Template
from sondir.world.chance import chance
from sondir.world.limits import (
    INVALID,
    NO_TEMPLATE,
    OUTSIDE_WINDOW,
    WRONG_PARAMS,
    PairRate,
    Windows,
    size_refusal,
)
from sondir.world.messages import (
    Accepted,
    Button,
    Outbound,
    Refused,
    State,
    StatusChange,
)

INSTAGRAM_WINDOW_CODE, INSTAGRAM_WINDOW_SUBCODE = 10, 2534022
LATE_REFUSALS = 0.5
"""The share of closed windows that WhatsApp reports only later, as a failed state."""
READ_AT_ONCE = 0.15
"""The share of messages read so soon that "delivered" is skipped."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A message that was taken: its words for the person, and its states to come."""

    wamid: str
    words: str
    buttons: tuple[Button, ...]
    states: tuple[StatusChange, ...]
    arrives: datetime | None

    @property
    def accepted(self) -> Accepted:
        """Give the answer to the sender."""
        return Accepted(self.wamid)


class Gateway:
    """Admits messages; knows windows, pair rates and approved templates."""

    def __init__(self, accounts: Accounts, catalogue: Catalogue, seed: int) -> None:
        self.windows = Windows()
        self.catalogue = catalogue
        self._accounts = accounts
        self._pairs = PairRate()
        self._seed = seed
        self._sent = 0

    def admit(self, letter: Outbound, now: datetime) -> Passage | Refused:
        """Take *letter* or refuse it with the platform's code."""
        refusal = self._account_refusal(letter) or size_refusal(letter)
        template = self._template(letter)
        refusal = refusal or _template_refusal(letter, template)
        refusal = refusal or self._pairs.refusal(letter.account, letter.to, now)
        if refusal is not None:
            return refusal
        self._sent += 1
        draw = chance(self._seed, "gateway", self._sent)
        closed = template is None and not self.windows.is_open(
            letter.account, letter.to, now
        )
        if closed and letter.channel == "instagram":
            return _instagram_closed()
        if closed and draw.random() >= LATE_REFUSALS:
            return Refused(OUTSIDE_WINDOW, _CLOSED)
        return self._passage(letter, template, closed, now, draw)

    def failing(
        self, letter: Outbound, refused: Refused, now: datetime
    ) -> StatusChange:
        """Give the failed state of a message that was taken in vain."""
        self._sent += 1
        course = _Course(letter, self._new_id(letter.channel), "SERVICE")
        draw = chance(self._seed, "gateway", self._sent)
        return course.failing(now, draw, refused)

    def words(self, letter: Outbound) -> str:
        """Give the words of a message, as far as they are known."""
        template = self._template(letter)
        if template is None or len(letter.params) != template.gaps:
            return letter.text
        return template.rendered(letter.params)

    def _account_refusal(self, letter: Outbound) -> Refused | None:
        ours = self._accounts.instagram_id
        if letter.channel == "instagram" and letter.account == ours:
            return None
        if letter.channel == "whatsapp" and self._accounts.phone(letter.account):
            return None
        return Refused(INVALID, f"Object with ID '{letter.account}' does not exist", 33)

    def _template(self, letter: Outbound) -> Template | None:
        if letter.type != "template":
            return None
        return self.catalogue.approved(letter.template or "", letter.lang or "")

    def _passage(
        self,
        letter: Outbound,
        template: Template | None,
        closed: bool,
        now: datetime,
        draw: Random,
    ) -> Passage:
        wamid = self._new_id(letter.channel)
        course = _Course(letter, wamid, template.category if template else "SERVICE")
        states = course.normal(now, draw)
        if closed:
            too_late = Refused(OUTSIDE_WINDOW, _CLOSED)
            states = (course.failing(now, draw, too_late),)
        if letter.channel == "instagram":
            states = tuple(s for s in states if s.state == "read")
        return Passage(
            wamid=wamid,
            words=self.words(letter),
            buttons=_shown_buttons(letter, template),
            states=states,
            arrives=None if closed else now + timedelta(seconds=1),
        )

    def _new_id(self, channel: str) -> str:
        name = f"{self._seed}:{channel}:{self._sent}"
        tail = hashlib.sha256(name.encode()).hexdigest()[:32].upper()
        return f"wamid.HBgL{tail}" if channel == "whatsapp" else f"m_{tail}"


_CLOSED = "More than 24 hours have passed since the recipient last replied"


@dataclass(frozen=True, slots=True)
class _Course:
    """The states one message goes through."""

    letter: Outbound
    wamid: str
    category: str

    def normal(self, now: datetime, draw: Random) -> tuple[StatusChange, ...]:
        sent = now + timedelta(milliseconds=draw.randint(200, 900))
        delivered = sent + timedelta(milliseconds=draw.randint(300, 2500))
        read = delivered + timedelta(seconds=draw.uniform(3, 90))
        if draw.random() < READ_AT_ONCE:
            return (self._at(sent, "sent"), self._at(delivered, "read"))
        return (
            self._at(sent, "sent"),
            self._at(delivered, "delivered"),
            self._at(read, "read"),
        )

    def failing(self, now: datetime, draw: Random, refused: Refused) -> StatusChange:
        failed = now + timedelta(milliseconds=draw.randint(400, 2500))
        state = self._at(failed, "failed")
        return replace(state, code=refused.code, details=refused.details)

    def _at(self, at: datetime, state: State) -> StatusChange:
        return StatusChange(
            at=at,
            channel=self.letter.channel,
            account=self.letter.account,
            to=self.letter.to,
            wamid=self.wamid,
            state=state,
            key=self.letter.key,
            category=self.category.lower(),
        )


def _template_refusal(letter: Outbound, template: Template | None) -> Refused | None:
    if letter.type != "template":
        return None
    if template is None:
        named = f"template name ({letter.template}) does not exist in {letter.lang}"
        return Refused(NO_TEMPLATE, named)
    if len(letter.params) != template.gaps:
        got = f"number of parameters ({len(letter.params)})"
        return Refused(WRONG_PARAMS, f"{got} does not match ({template.gaps})")
    return None


def _shown_buttons(letter: Outbound, template: Template | None) -> tuple[Button, ...]:
    if template is None:
        return letter.buttons
    payloads = {place: b.id for place, b in enumerate(letter.buttons) if b.id}
    return tuple(
        Button(payloads.get(place, title), title)
        for place, title in enumerate(template.buttons)
    )


def _instagram_closed() -> Refused:
    return Refused(
        INSTAGRAM_WINDOW_CODE,
        "This message is sent outside of allowed window.",
        INSTAGRAM_WINDOW_SUBCODE,
    )
