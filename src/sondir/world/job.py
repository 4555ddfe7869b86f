"""One agreed visit: the road, the door, the work, the sum."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sondir.world.document import Vendor
from sondir.world.replies import SILENCE, Reaction, Reply
from sondir.world.truth import Happening, Site
from sondir.world.wording import say, spoken_price

WORK_MIN = (20, 40)
"""How long a minor repair takes, in minutes."""
PATIENCE = timedelta(minutes=30)
"""How long a vendor who asks more waits for our answer before leaving."""
EXTRA_KZT = (2000, 8000)
"""What a minor repair costs on top of the call-out."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the authorisation said: where, the code, the ceiling in tenge."""

    branch: str | None
    code: str
    ceiling_kzt: int | None


class Job:
    """What a vendor does after our authorisation, all of it planned at once."""

    def __init__(self, vendor: Vendor, site: Site, lang: str, terms: Terms) -> None:
        self.code = terms.code
        self._vendor = vendor
        self._site = site
        self._lang = lang
        self._branch = terms.branch
        self._ceiling = terms.ceiling_kzt
        self._arrives: datetime | None = None
        self._raises: datetime | None = None
        self._ends: datetime | None = None

    def arrived(self, now: datetime) -> bool:
        """Say whether the vendor is at the door."""
        return self._arrives is not None and now >= self._arrives

    def ended(self, now: datetime) -> bool:
        """Say whether the work is over, or the vendor gone."""
        return self._ends is not None and now >= self._ends

    def waits_for_raise(self, now: datetime) -> bool:
        """Say whether more money was asked and not yet answered."""
        return self._raises is not None and now >= self._raises

    def planned(self, now: datetime, draw: Random) -> tuple[Reply, ...]:
        """Plan the visit: a short yes, then what the vendor's behaviour brings."""
        yes = Reply(
            now + timedelta(minutes=draw.uniform(0.3, 2)), self._say(draw, "ok")
        )
        if self._vendor.behaviour == "no_show":
            return (yes,)
        arrives = yes.due + timedelta(minutes=self._vendor.arrives_min)
        if self._vendor.behaviour == "raises_price":
            return (yes, *self._raise(arrives, draw))
        return (yes, self._arrival(arrives, draw), self._end(arrives, draw))

    def raised_terms(
        self, ceiling: int | None, code: str, now: datetime, draw: Random
    ) -> Reaction:
        """Hear a further authorisation: it counts only as an answer to a raise."""
        if not self.waits_for_raise(now) or self.ended(now):
            return SILENCE
        wanted = self._raised_kzt
        due = now + timedelta(minutes=draw.uniform(0.3, 2))
        self._raises = None
        if ceiling is not None and ceiling < wanted:
            self._ends = due
            return Reaction((Reply(due, self._say(draw, "raise_leaves")),), drops=True)
        self.code = code
        self._ceiling = ceiling
        arrives = max(due, self._arrives or due)
        here = () if self.arrived(now) else (self._arrival(arrives, draw),)
        accepted = Reply(due, self._say(draw, "raise_accepted"))
        end = self._end(arrives, draw, wanted)
        return Reaction((accepted, *here, end), drops=True)

    @property
    def _raised_kzt(self) -> int:
        return self._vendor.raise_to_kzt or self._vendor.price_kzt * 2

    def _raise(self, arrives: datetime, draw: Random) -> tuple[Reply, ...]:
        """Ask more, on the road or at the door; leave if nobody answers."""
        at_door = draw.random() < 0.5
        early = arrives - timedelta(minutes=self._vendor.arrives_min * 0.7)
        asks = arrives + timedelta(minutes=6) if at_door else early
        self._arrives = arrives
        self._raises = asks
        self._ends = asks + PATIENCE
        text = self._say(draw, "raise_door" if at_door else "raise_road")
        leaves = Reply(self._ends, self._say(draw, "raise_leaves"))
        if at_door:
            return (self._arrival(arrives, draw), Reply(asks, text), leaves)
        return (Reply(asks, text), leaves)

    def _arrival(self, arrives: datetime, draw: Random) -> Reply:
        self._arrives = arrives
        brings = Happening("arrived", self._branch)
        return Reply(arrives, self._say(draw, "arrived"), brings=brings)

    def _end(self, arrives: datetime, draw: Random, price: int | None = None) -> Reply:
        self._ends = arrives + timedelta(minutes=draw.uniform(*WORK_MIN))
        trouble = self._site.broken(self._branch, self._ends)
        works = self._vendor.mends and self._site.repair_works(self._branch)
        mends = trouble is not None and works
        amount = price or self._amount(draw, mends)
        brings = Happening(
            "not_repaired" if trouble and not mends else "repaired",
            self._branch,
            amount,
        )
        meaning = "done" if mends else "failed"
        if trouble is None:
            meaning = "nothing_found"
        elif trouble.topic != "heat_air":
            meaning += "_other"
        text = self._say(draw, meaning).replace("{sum}", str(amount))
        return Reply(self._ends, text, brings=brings)

    def _amount(self, draw: Random, mends: bool) -> int:
        """Honest sums stay under the ceiling that was agreed in writing."""
        low, high = EXTRA_KZT
        extra = draw.randrange(low, high + 1, 500) if mends else 0
        amount = self._vendor.price_kzt + extra
        ceiling = self._ceiling
        return amount if ceiling is None or amount <= ceiling else max(ceiling, 0)

    def _say(self, draw: Random, meaning: str) -> str:
        text = say(draw, "vendor", meaning, self._lang)
        raised = spoken_price(draw, self._lang, self._raised_kzt)
        old = spoken_price(draw, self._lang, self._vendor.price_kzt)
        return text.replace("{raise}", raised).replace("{old}", old)
