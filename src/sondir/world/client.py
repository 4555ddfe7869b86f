"""A client who gets a letter from the salon: thanks, doubts, or does not answer."""

from datetime import datetime, timedelta
from random import Random

from sondir.world.chance import chance
from sondir.world.document import Client
from sondir.world.hearing import Letter, asks_recovery, mentions, offers_other_time
from sondir.world.messages import Button
from sondir.world.replies import SILENCE, Prepared, Reaction, Reply
from sondir.world.truth import Site
from sondir.world.wording import say

ANSWERS = 0.7
"""The share of letters that a client answers at all."""
ASKS_IF_BOT = 0.08
MOVES = 0.65
MOST_ANSWERS = 3


class ClientPerson:
    """Answers at most three letters, some minutes later, mostly kindly."""

    def __init__(self, client: Client, site: Site, seed: int) -> None:
        self._client = client
        self._site = site
        self._seed = seed
        self._says = Prepared(client.says)
        self._heard = 0
        self._answered = 0

    def hear(self, letter: Letter, now: datetime) -> Reaction:
        """React to one letter at *now*."""
        if self._says.given:
            return self._says.next_reply(now)
        self._heard += 1
        draw = chance(self._seed, "client", self._client.client, self._heard)
        if draw.random() > ANSWERS or self._answered >= MOST_ANSWERS:
            return SILENCE
        self._answered += 1
        due = now + timedelta(minutes=draw.uniform(2, 14))
        return Reaction((self._answer(letter, due, draw),))

    def _answer(self, letter: Letter, due: datetime, draw: Random) -> Reply:
        if offers_other_time(letter.text):
            return self._about_booking(letter, due, draw)
        if asks_recovery(letter.text):
            return self._about_recovery(letter, due, draw)
        meaning = "bot" if draw.random() < ASKS_IF_BOT else "thanks"
        return self._words(meaning, due, draw)

    def _about_booking(self, letter: Letter, due: datetime, draw: Random) -> Reply:
        moves = draw.random() < MOVES
        button = _choice(letter.buttons, moves)
        if button is not None and draw.random() < 0.7:
            return Reply(due, pressed=button)
        return self._words("move_yes" if moves else "move_no", due, draw)

    def _about_recovery(self, letter: Letter, due: datetime, draw: Random) -> Reply:
        trouble = self._site.broken(letter.branch or self._site.troubled(due), due)
        heat = trouble is None or trouble.topic == "heat_air"
        button = _choice(letter.buttons, trouble is None)
        if button is not None and draw.random() < 0.5:
            return Reply(due, pressed=button)
        if trouble is None:
            return self._words("cool" if draw.random() < 0.5 else "fixed", due, draw)
        return self._words("still" if heat else "still_other", due, draw)

    def _words(self, meaning: str, due: datetime, draw: Random) -> Reply:
        return Reply(due, say(draw, "client", meaning, self._client.lang))


def _choice(buttons: tuple[Button, ...], willing: bool) -> Button | None:
    refusing = ("нет", "остав", "не ", "жоқ", "қалдыр", "no", "keep")
    for button in buttons:
        if mentions(button.title, *refusing) != willing:
            return button
    return None
