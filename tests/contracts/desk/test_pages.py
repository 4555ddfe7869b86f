"""What the pages read: one look at the books, and nothing of another tenant."""

from datetime import timedelta

import pytest
from tests.contracts.desk.documents import (
    HOUR,
    NOON,
    ORG,
    entry,
    incident,
    letterhead,
    outbound,
)

from sondir.adapters.database.engine import open_reader
from sondir.adapters.database.pages import DatabaseViews
from sondir.domain.journal import verify
from sondir.ports.conversations import Noted
from sondir.ports.inbox import Body
from sondir.ports.ledger import Cap
from sondir.ports.pages import InboxState, Search


@pytest.fixture
def views(kept_salon):
    """Give the views over a desk on which something has happened."""
    kept_salon.found({"org": "other", "corridor": {"incident_kzt": 7}})
    kept_salon.receive(Body("b-1", "whatsapp", b"{}", NOON))
    kept_salon.receive(Body("b-2", "whatsapp", b"{}", NOON))
    with kept_salon.step() as desk:
        desk.incidents.save(incident("inc-1"))
        desk.incidents.save(incident("inc-2"))
        desk.incidents.save(incident("inc-3", state="closed", closed_at=NOON))
        desk.outbox.put(letterhead("k"), outbound("k"), NOON)
        for which in ("inc-1", None, "inc-2", "inc-1"):
            desk.journal.append(entry(incident=which))
        desk.standings.raise_cause(ORG, "quality_falls")
        desk.inbox.keep_unknown("b-1", "poll", "kind")
        desk.inbox.quarantine("b-1", "9")
        desk.inbox.settle("b-1", {"unknown": 1, "text": 2})
    reader = open_reader(kept_salon.engine)
    yield DatabaseViews(reader)
    reader.dispose()


def test_incidents_are_shown_newest_first(views):
    """Open and closed ones are told apart."""

    def look(view):
        return (
            [i.id for i in view.open_incidents(ORG)],
            [i.id for i in view.closed_incidents(ORG, 5)],
            view.incident(ORG, "inc-1"),
        )

    expected = (["inc-2", "inc-1"], ["inc-3"], incident("inc-1"))
    assert views.read(look) == expected


SEARCHES = [
    (Search(), [1, 2, 3, 4]),
    (Search(after=2), [3, 4]),
    (Search(incident="inc-1"), [1, 4]),
    (Search(newest=True, limit=2), [4, 3]),
    (Search(newest=True, before=3), [2, 1]),
    (Search(entry="VERDICT"), []),
    (Search(entries=("VERDICT", "MODE_CHANGED")), [1, 2, 3, 4]),
    (Search(since=NOON), [1, 2, 3, 4]),
    (Search(until=NOON), []),
]


@pytest.mark.parametrize(("search", "expected"), SEARCHES)
def test_records_are_searched(views, search, expected):
    """After, before, by incident and kind, from either end."""
    found = views.read(lambda view: view.records(ORG, search))
    assert [record.seq for record in found] == expected


def test_all_texts_verify_up_to_the_head(views):
    """The page that checks the chain walks every record as it was hashed."""
    texts = views.read(lambda view: list(view.texts(ORG)))
    assert verify(texts) is None
    assert views.read(lambda view: view.head(ORG)) == len(texts) == 4


def test_the_rest_of_a_page_is_there(views):
    """Names, bench, limits, caution and our messages of an incident."""

    def look(view):
        return (
            view.organisation(ORG).name,
            {ref: p.name for ref, p in view.people(ORG, ["client:1", "x:9"]).items()},
            [v.name for v in view.vendors(ORG)],
            view.corridor(ORG, "abay").incident_kzt,
            list(view.causes(ORG)),
            [p.head.key for p in view.messages(ORG, "inc-1")],
        )

    assert views.read(look) == (
        "Salon",
        {"client:1": "Әлия"},
        ["Холод", "Салқын"],
        40_000,
        ["quality_falls"],
        ["k"],
    )


def test_the_book_is_read_by_its_moments(views):
    """Visits from one moment up to another, the oldest first, of all branches."""

    def look(view):
        whole = view.visits(ORG, NOON - HOUR, NOON + 2 * HOUR)
        part = view.visits(ORG, NOON - HOUR, NOON + HOUR)
        return [v.client for v in whole], len(part), view.visits("other", NOON, NOON)

    assert views.read(look) == (["client:3", "client:1"], 1, [])


def test_sums_and_messages_are_counted_for_the_week(views, kept_salon):
    """What a scope of the ledger holds, and how many messages a stretch of time had."""
    with kept_salon.step() as desk:
        desk.ledger.count(ORG, Cap("messages/2026-07", 100), 15)
        what = ("heat_air", True, ("heat_air",), None)
        note = Noted("m1", ORG, "client:1", "abay", NOON, *what)
        desk.conversations.note(note)

    def look(view):
        hour = timedelta(hours=1)
        scopes = ["messages/2026-07", "month/2026-07"]
        return (
            view.used(ORG, scopes),
            view.written(ORG, NOON, NOON + hour),
            view.written(ORG, NOON - hour, NOON),
            view.written("other", NOON, NOON + hour),
        )

    sums = {"messages/2026-07": 15, "month/2026-07": 0}
    assert views.read(look) == (sums, 1, 0, 0)


def test_another_organisation_sees_nothing_of_it(views):
    """Every page of a stranger is empty, also with the right id in hand."""

    def look(view):
        return (
            view.open_incidents("other"),
            view.closed_incidents("other", 5),
            view.incident("other", "inc-1"),
            view.head("other"),
            view.records("other", Search(incident="inc-1")),
            list(view.texts("other")),
            view.people("other", ["client:1"]),
            view.vendors("other"),
            view.corridor("other", "abay").incident_kzt,
            dict(view.causes("other")),
            view.messages("other", "inc-1"),
        )

    assert views.read(look) == ([], [], None, 0, [], [], {}, [], 7, {}, [])


def test_what_came_in_is_counted(views):
    """Whoever runs the machine sees what waits and what was strange."""
    assert views.read(lambda view: view.inbox()) == InboxState(
        bodies=2,
        waiting=1,
        parts={"unknown": 1, "text": 2},
        unknown={("poll", "kind"): 1},
        quarantined={"9": 1},
    )
    tally = views.read(lambda view: view.tally())
    assert (tally.bodies, tally.unknown, tally.quarantined) == (2, 1, 1)
    assert (tally.turns, tally.open_incidents, dict(tally.messages)) == (
        0,
        2,
        {"queued": 1},
    )


def test_a_view_sees_one_state_throughout(views, kept_salon):
    """What is committed while a page is being made comes with the next page."""

    def look(view):
        before = view.head(ORG)
        with kept_salon.step() as desk:
            desk.journal.append(entry())
        return before, view.head(ORG), len(list(view.texts(ORG)))

    assert views.read(look) == (4, 4, 4)
