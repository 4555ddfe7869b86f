"""Sort what came in: whose it is, which branch it concerns, what an owner commands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sondir.domain.organisation import local
from sondir.domain.people import Booking, Person, Role
from sondir.domain.untrusted import UntrustedText

STOP_WORDS = frozenset(
    {"стоп", "stop", "тоқта", "токта", "toqta", "тоқтат", "токтат"}
    | {"тоқтатыңыз", "токтатыныз"}
)
"""The first word that stops everything (owner) or opts out (client); MISSION.md."""

SPOKEN = {
    "agree": ("подтвердить", "подтверждаю", "келісемін", "келисемин", "agree"),
    "stop_all": ("остановить", "останови", "остановите", "тоқтату", "токтату"),
    "take_over": ("беру на себя", "өзім шешемін", "озим шешемин", "i do it myself"),
    "resume": ("продолжить", "продолжай", "жалғастыру", "жалгастыру", "resume"),
}
"""What an owner may type instead of pressing; the whole message must be it."""

PAYLOAD = re.compile(r"(agree|stop_step|stop_all|take_over|resume)/([\w-]+)(?:/(.+))?")
RECENT = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Command:
    """What an owner wants: *incident* and *step* None mean everything."""

    decision: str
    incident: str | None = None
    step: str | None = None


def first_word(text: UntrustedText | None) -> str:
    """Return the first word in small letters, without punctuation."""
    words = re.findall(r"\w+", text.written.lower()) if text else []
    return words[0] if words else ""


def is_stop(text: UntrustedText | None) -> bool:
    """Say whether the message begins with one of the stop words.

    >>> is_stop(UntrustedText("ТОҚТАТЫҢЫЗ!!")), is_stop(UntrustedText("не стоп"))
    (True, False)
    """
    return first_word(text) in STOP_WORDS


def command_of(text: UntrustedText | None, payload: str | None) -> Command | None:
    """Read a command by button or by word; None where the message is none.

    Whether its sender may command is decided by who they are, never by what it says.

    >>> command_of(None, "stop_step/inc-1/write_client/client:4")
    Command(decision='stop_step', incident='inc-1', step='write_client/client:4')
    """
    pressed = PAYLOAD.fullmatch(payload or "")
    if pressed:
        return Command(pressed[1], pressed[2], pressed[3])
    if is_stop(text):
        return Command("stop_all")
    said = " ".join(re.findall(r"\w+", text.written.lower())) if text else ""
    for decision, phrases in SPOKEN.items():
        if said in phrases:
            return Command(decision)
    return None


def branch_of(
    account_branch: str | None,
    visits: Sequence[Booking],
    person: Person,
    written_at: datetime,
) -> str | None:
    """Say which branch a message concerns; None stays with the network.

    In this order: the channel account, a visit of the same local day (the nearest in
    time), the last visit (MISSION.md, Choices).
    """
    if account_branch is not None or person.role is not Role.CLIENT:
        return account_branch or person.branch
    day = local(written_at).date()
    today = [v for v in visits if local(v.start).date() == day]
    if today:
        return min(today, key=lambda v: abs(v.start - written_at)).branch
    past = [v for v in visits if v.start <= written_at]
    if past:
        return max(past, key=lambda v: v.start).branch
    return person.branch


def visited(
    visits: Sequence[Booking],
    branch: str | None,
    written_at: datetime,
    *,
    branch_has_bookings: bool,
) -> bool | None:
    """Say whether the writer was at the branch within 12 hours before; None unknown."""
    if branch is None:
        return None
    for visit in visits:
        if visit.branch == branch and written_at - RECENT <= visit.start <= written_at:
            return True
    return False if branch_has_bookings else None
