"""A branch where no repair helps, and a person who is asked whether to close it."""

from tests.story.stage import at, network, prepared

from sondir.domain.turn import OwnerDecided
from sondir.world.messages import Button

LATER = ("+77990000301", "+77990000302")
"""Two whose visits begin after any closing of this morning has ended."""
HIT = ("+77990000211", "+77990000212", "+77990000213")
"""Three whose visits fall into the closed hours; the last wants no messages."""
FAILED_AT = 103
"""Minutes after ten by which the shift has said that the repair did not help."""


def visit(client, minutes, price_kzt=9_000, master="Айжан"):
    """Book one visit at the struck branch, so many minutes after ten."""
    return {
        "client": client,
        "branch": "abay",
        "start": at(minutes).isoformat(),
        "service": "стрижка",
        "master": master,
        "price_kzt": price_kzt,
    }


def broken(**changes):
    """A branch where no repair helps, with visits in and after the closed hours."""
    document = network()
    document["truth"][0]["repair_works"] = False
    document["bookings"] += [visit(c, 180 + 15 * n) for n, c in enumerate(HIT)]
    document["bookings"] += [visit(c, 480 + 60 * n) for n, c in enumerate(LATER)]
    document["clients"] += [
        {"client": c, "name": f"Клиент {c[-3:]}", "opted_out": c == HIT[2], "says": []}
        for c in (*HIT, *LATER)
    ]
    return document | changes


def asked(document=None, minutes=FAILED_AT, records=None):
    """Play until the owner has been asked whether to close; return story, incident."""
    story = prepared(document or broken(), records)
    story.run(until=at(minutes))
    (incident,) = story.desk.incidents.known.values()
    return story, incident


def answer(story, decision, step=None, by="owner:1"):
    """Let a person decide about the proposal on the page."""
    (incident,) = story.desk.incidents.known.values()
    step = step or incident.closure.key
    turn = OwnerDecided(by, decision, step, "web")
    number = len(list(story.desk.journal.records(incident.org)))
    story.desk.mailbox.put(incident.id, turn, f"{decision}-{number}")
    story.engine.run_all()
    return incident.closure


def press(story, who, decision, step=None):
    """Let somebody press a button of our card in their messenger."""
    (incident,) = story.desk.incidents.known.values()
    payload = f"{decision}/{incident.id}/{step or incident.closure.key}"
    story.hear_words(who, "Закрыть филиал", Button(payload, "Закрыть филиал"))


def press_offer(story, who, payload):
    """Let a guest press a button of our offer."""
    story.hear_words(who, "Перенести", Button(payload, "Перенести"))


def booked(story):
    """List every visit of the struck branch that day, as it stands now."""
    day = (at(-300), at(900))
    return story.desk.bookings.at_branch(story.org, "abay", *day)


def told_of_closing(left):
    """Name the people who read that the branch is closed."""
    return {
        line["to"]
        for line in left.sent()
        if left.story.desk.outbox.get(str(line["key"])).head.phrase.startswith(
            "client.closure"
        )
    }
