"""The administrator on site: says what is so at the branch, and enters the receipt."""

from datetime import datetime, timedelta
from random import Random

from sondir.world.chance import chance
from sondir.world.document import Shift, Truth
from sondir.world.glance import Glance, glance_at
from sondir.world.hearing import Letter, asked, asks_if_broken, mentions, topic_of
from sondir.world.messages import Button
from sondir.world.replies import SILENCE, Prepared, Reaction, Reply
from sondir.world.truth import Happening, Site
from sondir.world.wording import say, speech

_YES = ("да", "иә", "ия", "yes", "дует", "работает", "есть", "бар", "істеп")
_NO = ("нет", "жоқ", "no", "не дует", "не работает", "істемей", "суытпай")
_WARM = ("тёпл", "тепл", "жылы")
_RECEIPT = ("чек", "квитанц", "түбіртек", "receipt")
_CAME = ("приехал", "пришёл", "пришел", "на месте", "здесь", "келді ме")
_ALL_BUT_ONE = ("кроме одн", "бір бөлмеден", "but one")
_ROOMS = ("во всех", "в одном", "весь зал", "барлық зал", "бір бөлме", "тек бір")


class ShiftPerson:
    """Answers one question after another, truthfully or wrongly."""

    def __init__(self, shift: Shift, site: Site, seed: int) -> None:
        self._shift = shift
        self._site = site
        self._seed = seed
        self._says = Prepared(shift.says)
        self._heard = 0
        self._owes_receipt = False

    @property
    def client(self) -> str:
        """Give the phone."""
        return self._shift.client

    @property
    def branch(self) -> str:
        """Name the branch of this duty; one person may have several."""
        return self._shift.branch

    def hear(self, letter: Letter, now: datetime) -> Reaction:
        """React to one letter at *now*."""
        if self._says.given:
            return self._says.next_reply(now)
        if self._shift.behaviour == "silent":
            return SILENCE
        self._heard += 1
        draw = chance(self._seed, "shift", self._shift.client, self._heard)
        due = now + timedelta(minutes=draw.uniform(*self._shift.delay_min))
        if mentions(letter.text, *_RECEIPT):
            return self._receipt(due, draw)
        if "?" not in letter.text and not letter.buttons:
            return SILENCE
        return Reaction((self._answer(letter, due, draw),))

    def happened(self, what: Happening, now: datetime) -> Reaction:
        """Enter a receipt that was asked for before the work had ended."""
        if what.kind == "arrived" or not self._owes_receipt:
            return SILENCE
        if what.branch != self._shift.branch:
            return SILENCE
        draw = chance(self._seed, "receipt", self._shift.client)
        return self._receipt(now + timedelta(minutes=draw.uniform(3, 6)), draw)

    def _receipt(self, due: datetime, draw: Random) -> Reaction:
        paid = self._site.receipt_kzt(self._shift.branch)
        self._owes_receipt = paid is None
        meaning = "no_receipt_yet" if paid is None else "receipt"
        text = say(draw, "shift", meaning, self._shift.lang)
        return Reaction((Reply(due, text.format(sum=paid)),))

    def _answer(self, letter: Letter, due: datetime, draw: Random) -> Reply:
        """Answer what is so when the answer is written, not when it was asked."""
        if mentions(asked(letter.text), *_CAME):
            return self._about_arrival(letter, due, draw)
        if mentions(asked(letter.text), *_ROOMS) and not letter.buttons:
            return self._words("whole", due, draw)
        trouble = self._site.broken(self._shift.branch, due)
        topic = topic_of(asked(letter.text))
        glance = glance_at(asked(letter.text))
        if trouble is not None and not _is_asked(trouble, topic, glance):
            trouble = None  # another thing is broken than the one asked about
        broken = (trouble is not None) != (self._shift.behaviour == "wrong")
        inverted = glance.yes_is_so if glance else asks_if_broken(letter.text)
        partly = broken and trouble is not None and _is_partly_so(trouble, glance)
        apart = _apart(letter.buttons) if partly else None
        button = apart or _pressed(letter.buttons, yes=broken == inverted)
        if button is not None and draw.random() < 0.6:
            return Reply(due, pressed=button)
        if partly:
            return self._words("one_room", due, draw)
        topic = topic or (trouble.topic if trouble else "other")
        return self._words(_meaning(broken, inverted, topic), due, draw)

    def _about_arrival(self, letter: Letter, due: datetime, draw: Random) -> Reply:
        came = self._site.vendor_is_here(self._shift.branch)
        button = _pressed(letter.buttons, yes=came)
        if button is not None:
            return Reply(due, pressed=button)
        return self._words("came" if came else "not_came", due, draw)

    def _words(self, meaning: str, due: datetime, draw: Random) -> Reply:
        return Reply(due, say(draw, "shift", meaning, self._shift.lang))


def _is_asked(trouble: Truth, topic: str | None, glance: Glance | None) -> bool:
    """Say whether a question is about this trouble: its cause, else its topic."""
    if glance is not None:
        return trouble.cause in glance.causes
    return topic in (None, trouble.topic)


def _is_partly_so(trouble: Truth, glance: Glance | None) -> bool:
    """Say whether a question about the whole branch meets a fault of one room."""
    return trouble.cause == "one_room" and bool(glance and not glance.yes_is_so)


def _meaning(broken: bool, inverted: bool, topic: str) -> str:
    if inverted:
        return "admits.other" if broken else "denies.other"
    state = "broken" if broken else "fine"
    known = speech("shift")[state]
    return f"{state}.{topic if topic in _names(known) else 'other'}"


def _names(table: object) -> set[str]:
    """Give the names in a table of words."""
    return set(table) if isinstance(table, dict) else set()


def _apart(buttons: tuple[Button, ...]) -> Button | None:
    """Find the button that sets one room apart, if there is one."""
    return next((b for b in buttons if mentions(b.title, *_ALL_BUT_ONE)), None)


def _pressed(buttons: tuple[Button, ...], yes: bool) -> Button | None:
    for button in buttons:
        title = button.title.lower()
        is_no = title.startswith(_NO) or mentions(title, *_WARM)
        if is_no != yes and (is_no or title.startswith(_YES)):
            return button
    return None
