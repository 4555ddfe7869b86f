"""Hand a client over to a person, and answer what may never go unanswered.

"человек / адам", a legal threat, a danger: a person takes the thread and keeps it
until they hand it back. "Are you a bot?" is answered with yes.
"""

from dataclasses import dataclass

from sondir.domain.journal import Entry
from sondir.domain.people import Person, Role
from sondir.domain.reading import ClientReply, Reading, Severity
from sondir.ports.conversations import Incoming
from sondir.ports.desk import Desk
from sondir.stages.receive import is_stop
from sondir.workflows.speech import Said, Saying, put


@dataclass(frozen=True, slots=True)
class Heard:
    """What a client said: the reading, and the label where it answers a letter."""

    reading: Reading
    reply: ClientReply | None = None

    @property
    def label(self) -> str | None:
        """Return the label of the answer; None where nothing was answered."""
        return self.reply.label if self.reply else None

    @property
    def wants_person(self) -> bool:
        """Say whether a person is asked for; "are you a bot or a human?" is not it."""
        if self.label == "asks_human":
            return True
        only_asks = self.reading.asks_if_bot and self.label == "asks_if_bot"
        return self.reading.wants_human and not only_asks

    @property
    def is_grave_dirt(self) -> bool:
        """Say whether it is about unsterilised instruments or the like: no cleaner's.

        A danger has an incident of its own.
        """
        reading = self.reading
        grave = reading.severity in (Severity.HIGH, Severity.CRITICAL)
        about = reading.complaint and "hygiene" in reading.topics
        return grave and about and not reading.danger


@dataclass(frozen=True, slots=True)
class Matter:
    """Why a person is called, where, and for which incident.

    *occasion* tells a later call from an earlier one. *is_urgent* calls although a
    person has the thread already; *tells_client* says so to the client; *lasts* keeps
    the autopilot out of the thread from now on. *calls* False: the card has told.
    *says* is the phrase by which the person is called.
    """

    why: str
    branch: str | None
    incident: str | None = None
    occasion: str = ""
    is_urgent: bool = False
    tells_client: bool = True
    lasts: bool = True
    calls: bool = True
    says: str = "staff.hand_over"


def answer_person(desk: Desk, person: Person, message: Incoming, heard: Heard) -> None:
    """Answer a client's message where silence or a machine would be wrong."""
    reading, label = heard.reading, heard.label
    stops = is_stop(message.text) or label == "opt_out"
    if stops:
        _opt_out(desk, person, message)
    if reading.legal_threat or label == "legal_threat":
        matter = _matter(message, "legal_threat", tells_client=not stops)
        hand_over(desk, person, matter)
    elif stops:
        return
    elif heard.wants_person:
        hand_over(desk, person, _matter(message, "asked_for_person"))
    elif heard.is_grave_dirt:
        hand_over(desk, person, _matter(message, "hygiene"))
    elif label == "asks_if_bot" or (reading.asks_if_bot and _knows_us(desk, person)):
        _write(desk, person, message, "client.yes_assistant", "reply")


def _matter(message: Incoming, why: str, *, tells_client: bool = True) -> Matter:
    return Matter(why, message.branch, None, message.id, tells_client=tells_client)


def _knows_us(desk: Desk, person: Person) -> bool:
    return desk.conversations.last_ours(person.org, person.ref) is not None


def _opt_out(desk: Desk, person: Person, message: Incoming) -> None:
    """Remember the stop word for good; it is confirmed once."""
    if person.opted_out:
        return
    person.opted_out = True
    desk.people.save(person)
    _write(desk, person, message, "client.opted_out", "optout")


def hand_over(desk: Desk, person: Person, matter: Matter) -> None:
    """Give the conversation to a person: remembered, said once, told to the staff."""
    if person.wants_human and not matter.is_urgent:
        return
    already = person.wants_human
    if matter.lasts and not already:
        person.wants_human = True
        desk.people.save(person)
    step = "/".join(p for p in ("hand_over", person.ref, matter.occasion) if p)
    to = _call(desk, person, matter, step) if matter.calls else "owner"
    _record(desk, person, matter, step, to)
    if not matter.tells_client or already:
        return
    saying = Saying(step, "client.handed_over", {}, "emergency")
    said = put(desk, person, saying, matter.incident)
    if said is not None:
        record_client_message(desk, person, said, "handoff", matter.incident)


def _call(desk: Desk, person: Person, matter: Matter, step: str) -> str:
    """Tell whoever is on site, else the owner; return whom."""
    receivers = desk.people.with_role(person.org, Role.STAFF, matter.branch)
    receivers = receivers or desk.people.with_role(person.org, Role.OWNER)
    args: dict[str, str | int] = {"name": person.name or "", "why": matter.why}
    for receiver in receivers[:1]:
        saying = Saying(f"{step}/{receiver.ref}", matter.says, args, "alert")
        put(desk, receiver, saying, matter.incident)
    return receivers[0].ref if receivers else "owner"


def _record(desk: Desk, person: Person, matter: Matter, step: str, to: str) -> None:
    desk.journal.append(
        Entry(
            entry="HUMAN_HANDOFF",
            at=desk.now,
            org=person.org,
            branch=matter.branch,
            incident=matter.incident,
            step=step,
            data={
                "why": {"code": f"handoff.{matter.why}", "args": {}},
                "client": person.ref,
                "to": to,
            },
        )
    )


def _write(
    desk: Desk, person: Person, message: Incoming, phrase: str, about: str
) -> None:
    step = f"{about}/{message.id}"
    said = put(desk, person, Saying(step, phrase, {}, "emergency"))
    if said is not None:
        record_client_message(desk, person, said, about, None)


def record_client_message(
    desk: Desk, person: Person, said: Said, about: str, incident: str | None
) -> None:
    """Write down that a client was written to, and with what promises."""
    if not said.fresh:
        return
    desk.journal.append(
        Entry(
            entry="CLIENT_COMMUNICATION_INITIATED",
            at=desk.now,
            org=person.org,
            branch=person.branch,
            incident=incident,
            step=said.key.split("/", 1)[1].rsplit("/", 1)[0],
            data={
                "client": person.ref,
                "channel": said.channel,
                "lang": said.wording.lang,
                "phrase": said.wording.phrase,
                "about": about,
                "promises": [
                    {
                        "what": p.what,
                        "modality": p.modality,
                        "value": p.value,
                        "due": p.due,
                    }
                    for p in said.wording.promises
                ],
                "disclosure": said.wording.discloses,
                "window": said.window,
                "cost_kzt": said.cost_kzt,
            },
        )
    )
