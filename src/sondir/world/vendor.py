"""A repair firm that we write to: offers, agrees, comes (or not), reports.

An authorisation is a message with an arrival code; only then does anyone drive.
"""

import re
from datetime import datetime, time, timedelta
from random import Random

from sondir.world.chance import chance
from sondir.world.document import Vendor, World
from sondir.world.hearing import (
    Letter,
    arrival_code,
    asks_code,
    calls_off,
    is_kazakh,
    largest_sum,
    mentions,
    says_goodbye,
)
from sondir.world.job import Job, Terms
from sondir.world.replies import SILENCE, Prepared, Reaction, Reply
from sondir.world.truth import Site
from sondir.world.wording import local, say, spoken_eta, spoken_price

MOST_CLARIFICATIONS = 4
LOWEST_SHARE = 0.85
"""An honest vendor goes down to this share of the price when asked."""


class VendorPerson:
    """One firm's side of the conversation."""

    def __init__(self, vendor: Vendor, world: World, site: Site) -> None:
        self._vendor = vendor
        self._world = world
        self._site = site
        self._says = Prepared(vendor.says)
        self._heard = 0
        self._job: Job | None = None
        self._offered = False
        self._ended = False
        self._clarified = 0
        self._lang = "ru"

    def hear(self, letter: Letter, now: datetime) -> Reaction:
        """React to one letter at *now*."""
        self._heard += 1
        draw = chance(self._world.seed, "vendor", self._vendor.id, self._heard)
        if self._heard == 1:
            self._lang = _language(letter.text, draw)
        code = arrival_code(letter.text)
        spoken = self._says.next_reply(now)
        if code is not None:
            return self._authorised(letter, code, now, draw, spoken)
        if self._job is not None:
            return self._during(self._job, letter, now, draw, spoken)
        if self._says.given:
            return spoken
        return self._before(letter, now, draw)

    def _before(self, letter: Letter, now: datetime, draw: Random) -> Reaction:
        """Answer before any agreement."""
        due = now + timedelta(minutes=draw.uniform(0.7, 3.5))
        if self._vendor.behaviour == "silent":
            return SILENCE
        if not _is_open(self._vendor.hours, local(now, self._world.timezone)):
            return self._once(draw, now + timedelta(seconds=8), "closed")
        if self._vendor.behaviour == "declines":
            return self._once(draw, due, "decline")
        if self._offered and says_goodbye(letter.text):
            return self._goodbye(due, draw)
        return self._offer(letter, due, draw)

    def _offer(self, letter: Letter, due: datetime, draw: Random) -> Reaction:
        if self._offered:
            return self._clarify(letter, due, draw)
        self._offered = True
        special = {"prepay": "prepay", "link": "link"}
        meaning = special.get(self._vendor.behaviour, "accept")
        return self._words(draw, due, meaning)

    def _clarify(self, letter: Letter, due: datetime, draw: Random) -> Reaction:
        self._clarified += 1
        self._ended = False
        if self._clarified > MOST_CLARIFICATIONS:
            return SILENCE
        if self._vendor.behaviour in ("prepay", "link"):
            return self._words(draw, due, f"{self._vendor.behaviour}_insists")
        asked = largest_sum(letter.text)
        if asked is not None and asked < self._vendor.price_kzt * LOWEST_SHARE:
            return self._words(draw, due, "too_low")
        return self._words(draw, due, "again", price=asked)

    def _authorised(
        self, letter: Letter, code: str, now: datetime, draw: Random, spoken: Reaction
    ) -> Reaction:
        """Take an authorisation: drive, or say that one will."""
        ceiling = largest_sum(letter.text)
        if self._job is not None and not self._job.ended(now):
            return self._job.raised_terms(ceiling, code, now, draw)
        if self._vendor.behaviour in ("silent", "declines", "prepay", "link"):
            return spoken if self._says.given else self._before(letter, now, draw)
        branch = self._named(letter) or letter.branch
        if not self._site.broken(branch, now):
            branch = self._site.troubled(now) or branch
        terms = Terms(branch, code, ceiling)
        self._job = Job(self._vendor, self._site, self._lang, terms)
        planned = self._job.planned(now, draw)
        words = spoken.replies if self._says.given else planned[:1]
        return Reaction((*words, *planned[1:]))

    def _named(self, letter: Letter) -> str | None:
        """Find the branch that the letter names: one number may serve several."""
        names = {branch.name: branch.id for branch in self._world.branches}
        quoted = re.findall("«([^»]+)»", letter.text)
        return next((names[name] for name in quoted if name in names), None)

    def _during(
        self, job: Job, letter: Letter, now: datetime, draw: Random, spoken: Reaction
    ) -> Reaction:
        due = now + timedelta(minutes=draw.uniform(0.3, 2))
        if job.ended(now):
            return SILENCE
        if calls_off(letter.text) or (job.waits_for_raise(now) and _refuses(letter)):
            return self._off(job, due, draw, now)
        if self._says.given:
            return spoken
        if asks_code(letter.text) and job.arrived(now):
            return self._words(draw, due, "code", code=job.code)
        if self._vendor.behaviour != "no_show" and "?" in letter.text:
            return self._words(draw, due, "where")
        return SILENCE

    def _off(self, job: Job, due: datetime, draw: Random, now: datetime) -> Reaction:
        meaning = "raise_leaves" if job.waits_for_raise(now) else "bye"
        self._job = None
        replies = self._words(draw, due, meaning).replies
        return Reaction(() if self._says.given else replies, drops=True)

    def _goodbye(self, due: datetime, draw: Random) -> Reaction:
        if self._ended or draw.random() < 0.4:
            return SILENCE
        self._ended = True
        return self._words(draw, due, "bye")

    def _once(self, draw: Random, due: datetime, meaning: str) -> Reaction:
        if self._ended:
            return SILENCE
        self._ended = True
        return self._words(draw, due, meaning)

    def _words(
        self,
        draw: Random,
        due: datetime,
        meaning: str,
        price: int | None = None,
        code: str = "",
    ) -> Reaction:
        there = local(due, self._world.timezone)
        text = say(draw, "vendor", meaning, self._lang).format(
            eta=spoken_eta(draw, self._lang, self._vendor.arrives_min, there),
            price=spoken_price(draw, self._lang, price or self._vendor.price_kzt),
            hours=self._vendor.hours,
            code=code,
        )
        return Reaction((Reply(due, text),))


def _refuses(letter: Letter) -> bool:
    return mentions(letter.text, "нет", "не соглас", "договор", "жоқ", "келіскен")


def _language(request: str, draw: Random) -> str:
    kazakh = 0.8 if is_kazakh(request) else 0.2
    return "kk" if draw.random() < kazakh else "ru"


def _is_open(hours: str, there: datetime) -> bool:
    opens, closes = (time.fromisoformat(part) for part in hours.split("-"))
    if opens <= closes:
        return opens <= there.time() < closes
    return there.time() >= opens or there.time() < closes
