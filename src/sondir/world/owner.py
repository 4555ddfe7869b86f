"""The owner: presses a button of our card, by temper."""

from datetime import datetime, timedelta
from random import Random

from sondir.world.chance import chance
from sondir.world.document import Owner
from sondir.world.hearing import Letter, mentions
from sondir.world.messages import Button
from sondir.world.replies import SILENCE, Prepared, Reaction, Reply
from sondir.world.wording import say

_WANTED = {
    "agrees": ("подтверд", "соглас", "разреш", "келіс", "растай", "agree", "approve"),
    "stops": ("останов", "стоп", "отмен", "тоқта", "stop"),
    "takes_over": ("беру на себя", "сам", "өзім", "take"),
}
_PLACE = {"agrees": 0, "stops": 1, "takes_over": 2}


class OwnerPerson:
    """Answers cards that carry buttons; a plain report stays unanswered."""

    def __init__(self, owner: Owner, seed: int) -> None:
        self._owner = owner
        self._seed = seed
        self._says = Prepared(owner.says)
        self._heard = 0

    def hear(self, letter: Letter, now: datetime) -> Reaction:
        """React to one letter at *now*."""
        if self._says.given:
            return self._says.next_reply(now)
        if self._owner.behaviour == "silent" or not letter.buttons:
            return SILENCE
        if _is_meant_otherwise(letter, self._owner.behaviour):
            return SILENCE
        self._heard += 1
        draw = chance(self._seed, "owner", self._heard)
        due = now + timedelta(minutes=draw.uniform(*self._owner.delay_min))
        return Reaction((self._decision(letter, due, draw),))

    def _decision(self, letter: Letter, due: datetime, draw: Random) -> Reply:
        behaviour = self._owner.behaviour
        button = None if behaviour == "limits" else _button(letter, behaviour)
        if button is not None:
            return Reply(due, pressed=button)
        return Reply(due, say(draw, "owner", behaviour, self._owner.lang))


def _is_meant_otherwise(letter: Letter, behaviour: str) -> bool:
    """Say whether every button is for somebody of another temper."""
    others = [words for name, words in _WANTED.items() if name != behaviour]
    if behaviour not in _WANTED:
        return False
    return all(
        any(mentions(f"{b.title} {b.id}", *words) for words in others)
        and not mentions(f"{b.title} {b.id}", *_WANTED[behaviour])
        for b in letter.buttons
    )


def _button(letter: Letter, behaviour: str) -> Button | None:
    for button in letter.buttons:
        if mentions(f"{button.title} {button.id}", *_WANTED[behaviour]):
            return button
    place = _PLACE[behaviour]
    return letter.buttons[place] if place < len(letter.buttons) else None
