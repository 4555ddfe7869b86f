"""The simulated salon network: people, channels and truth on one agenda.

Pure and without a clock: the caller says what time it is. The HTTP server and the
in-memory world both drive this class.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sondir.world.accounts import Accounts
from sondir.world.agenda import Agenda
from sondir.world.catalogue import Catalogue
from sondir.world.chance import chance
from sondir.world.document import Client, World
from sondir.world.gateway import Gateway, Passage
from sondir.world.hearing import Letter, is_kazakh
from sondir.world.messages import (
    Echo,
    Event,
    Inbound,
    Outbound,
    Refused,
    StatusChange,
)
from sondir.world.people import People
from sondir.world.replies import Reaction, Reply
from sondir.world.script import Spoken
from sondir.world.truth import Happening, Site

LATE_STATES, GATHERED_STATES = 0.08, 0.6
"""Shares of states that come out of order, and that come in handfuls."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply on its way: what the person heard last, and what comes back."""

    heard: Letter
    reply: Reply


Thing = Spoken | StatusChange | Echo | Letter | Answer


class Network:
    """Everything outside the product, as one agenda of what happens when.

    *scripted_are_silent*: people of the script do not answer our letters by
    behaviour (a file is their only speech), unless the document gives `says`.
    """

    def __init__(
        self,
        world: World,
        script: Sequence[Spoken] = (),
        catalogue: Catalogue | None = None,
        *,
        scripted_are_silent: bool = False,
        salt: str = "",
    ) -> None:
        self.world = world
        self.site = Site(world)
        self.accounts = Accounts(world, salt)
        self.gateway = Gateway(self.accounts, catalogue or Catalogue(), world.seed)
        silent = {one.client for one in script} if scripted_are_silent else set()
        self.people = People(world, self.site, silent)
        self._meets_strangers = not scripted_are_silent
        self._heard: dict[str, Letter] = {}
        self._replies = 0
        self._agenda: Agenda[Thing] = Agenda()
        for one in script:
            self._agenda.put(one.seen_at, one)

    def accept(self, letter: Outbound, now: datetime) -> Passage | Refused:
        """Take a message of the product; states and answers follow by themselves."""
        passage = self.gateway.admit(letter, now)
        if isinstance(passage, Refused):
            return passage
        for state in passage.states:
            self._agenda.put(self._reported(state), state)
        if letter.channel == "instagram":
            at = now + timedelta(seconds=1)
            words = passage.words
            echo = Echo(at, letter.account, letter.to, passage.wamid, words)
            self._agenda.put(at, echo)
        if passage.arrives is not None:
            self._agenda.put(passage.arrives, self._as_seen(letter, passage))
        return passage

    def fails_later(self, letter: Outbound, refused: Refused, now: datetime) -> str:
        """Take a message that will fail with *refused*'s code; give its id."""
        state = self.gateway.failing(letter, refused, now)
        self._agenda.put(state.at, state)
        return state.wamid

    def says(self, one: Spoken) -> None:
        """Let somebody say something that no script holds."""
        self._agenda.put(one.seen_at, one)

    def next_due(self) -> datetime | None:
        """Say when something happens next, or None when nothing is left."""
        return self._agenda.next_due()

    def due(self, now: datetime) -> list[Event]:
        """Let everything happen that is due, and give what the product is told."""
        told: list[Event] = []
        while (due := self.next_due()) is not None and due <= now:
            at, thing = self._agenda.pop()
            told.extend(self._happens(thing, at))
        return told

    def _happens(self, thing: Thing, at: datetime) -> list[Event]:
        if isinstance(thing, StatusChange | Echo):
            return [thing]
        if isinstance(thing, Spoken):
            return [self._spoken(thing)]
        if isinstance(thing, Letter):
            self._heard[thing.person] = thing
            self._plan(thing, self.people.react(thing, at))
            return []
        return self._answered(thing, at)

    def _plan(self, heard: Letter, reaction: Reaction) -> None:
        if reaction.drops:
            self._agenda.take_back(heard.person)
        for reply in reaction.replies:
            self._agenda.put(reply.due, Answer(heard, reply), heard.person)

    def _spoken(self, one: Spoken) -> Inbound:
        """Carry one line of the script; a repeat is the same message again."""
        account = self.accounts.instagram_id
        if one.channel == "whatsapp":
            account = self.accounts.phone_of(one.branch or "network").phone_number_id
        self.gateway.windows.wrote(account, one.client, one.at)
        if self._meets_strangers:
            lang = "kk" if is_kazakh(one.text) else "ru"
            stranger = Client(client=one.client, name=one.name, lang=lang)
            self.people.meet(stranger, self.world, self.site)
        return Inbound(
            at=one.at,
            seen_at=one.seen_at,
            channel=one.channel,
            account=account,
            branch=one.branch if one.channel == "whatsapp" else None,
            client=one.client,
            name=one.name or self.people.name(one.client),
            text=one.text,
            wamid=self._message_id(one.channel, one.id),
            repeat=one.repeat,
            spoken=one.id,
        )

    def _answered(self, answer: Answer, at: datetime) -> list[Event]:
        heard, reply = answer.heard, answer.reply
        told: list[Event] = []
        if reply.text or reply.pressed:
            self.gateway.windows.wrote(heard.account, heard.person, at)
            told.append(self._inbound(heard, reply, at))
        if reply.brings is not None:
            self._comes_true(reply.brings, at)
        return told

    def _comes_true(self, what: Happening, at: datetime) -> None:
        self.site.happened(what, at)
        for person, reaction in self.people.happened(what, at):
            if person in self._heard:
                self._plan(self._heard[person], reaction)

    def _inbound(self, heard: Letter, reply: Reply, at: datetime) -> Inbound:
        self._replies += 1
        pressed = reply.pressed
        name = f"reply:{heard.person}:{self._replies}"
        return Inbound(
            at=at,
            seen_at=at,
            channel=heard.channel,
            account=heard.account,
            branch=heard.branch,
            client=heard.person,
            name=self.people.name(heard.person),
            text=reply.text,
            wamid=self._message_id(heard.channel, name),
            pressed=pressed,
            pressed_on=_kind(heard) if pressed else None,
            context=heard.wamid if pressed else None,
        )

    def _reported(self, state: StatusChange) -> datetime:
        """Say when a state reaches us: late, in handfuls, not always in order."""
        draw = chance(self.world.seed, "report", state.wamid, state.state)
        if draw.random() < LATE_STATES:
            return state.at + timedelta(seconds=draw.uniform(5, 20))
        if draw.random() < GATHERED_STATES:
            whole = state.at.replace(microsecond=0)
            return whole + timedelta(seconds=5 - whole.second % 5)
        return state.at

    def _as_seen(self, letter: Outbound, passage: Passage) -> Letter:
        return Letter(
            channel=letter.channel,
            account=letter.account,
            branch=self.accounts.branch_of(letter.account),
            person=letter.to,
            type=letter.type,
            text=passage.words,
            template=letter.template,
            buttons=passage.buttons,
            wamid=passage.wamid,
        )

    def _message_id(self, channel: str, name: str) -> str:
        written = f"{self.world.seed}:in:{channel}:{name}"
        tail = hashlib.sha256(written.encode()).hexdigest()[:36]
        return f"wamid.HBgM{tail.upper()}" if channel == "whatsapp" else f"aWdf{tail}"


def _kind(heard: Letter) -> Literal["template", "interactive"]:
    return "template" if heard.template else "interactive"
