"""A person's reply, before the channel carries it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sondir.world.document import Say
from sondir.world.messages import Button
from sondir.world.truth import Happening


@dataclass(frozen=True, slots=True)
class Reply:
    """Words or a pressed button at *due*; *brings* is what comes true with them.

    Without words and button, only the happening takes place.
    """

    due: datetime
    text: str = ""
    pressed: Button | None = None
    brings: Happening | None = None


@dataclass(frozen=True, slots=True)
class Reaction:
    """What hearing a letter leads to; *drops* takes back what was planned before."""

    replies: tuple[Reply, ...] = ()
    drops: bool = False


SILENCE = Reaction()


class Prepared:
    """Prepared answers (`says`), given in turn, then silence."""

    def __init__(self, says: tuple[Say, ...] | None) -> None:
        self.given = says is not None
        self._left = list(says or ())

    def next_reply(self, now: datetime) -> Reaction:
        """Give the next prepared answer, whatever we wrote."""
        if not self._left:
            return SILENCE
        one = self._left.pop(0)
        return Reaction((Reply(now + timedelta(minutes=one.delay_min), one.text),))
