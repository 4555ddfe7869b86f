"""The outbox: each message once, vetoed until the very transaction that releases it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.contracts.desk.documents import (
    HOUR,
    NOON,
    ORG,
    claimed,
    incident,
    letterhead,
    outbound,
)

from sondir.domain.outbound import Button, ReplyButtons, Template

MINUTE = timedelta(minutes=1)


def test_a_key_is_queued_once(salon, post):
    """The second put of a key changes nothing and says so."""
    with salon.step() as desk:
        assert desk.outbox.put(letterhead("k"), outbound("k"), NOON)
        assert not desk.outbox.put(letterhead("k", text="x"), outbound("k"), NOON)
    with salon.step() as desk:
        posted = desk.outbox.get("k")
        assert desk.outbox.get("other") is None
    assert (posted.head, posted.outbound) == (letterhead("k"), outbound("k"))
    assert (posted.state, posted.attempts, posted.wamid) == ("queued", 0, None)
    assert (posted.not_before, posted.changed_at) == (NOON, NOON)


FORMS = [
    Template("crisis_card", "ru", ("Абай", "7"), ("agree/inc-1",)),
    ReplyButtons("Келісесіз бе?", (Button("a", "Иә"), Button("b", "Жоқ"))),
]


@pytest.mark.parametrize("form", FORMS, ids=["template", "buttons"])
def test_every_form_comes_back_as_it_was_put(salon, post, form):
    """Template, buttons and text are what they were when they are handed over."""
    message = replace(outbound("k"), form=form, reply_to="wamid.1")
    with salon.step() as desk:
        desk.outbox.put(letterhead("k"), message, NOON)
    with salon.step() as desk:
        assert desk.outbox.get("k").outbound == message


def test_parts_of_one_message_keep_their_own_keys(salon, post):
    """A message cut into parts has one head; each part is found by its own key."""
    head = letterhead("k")
    with salon.step() as desk:
        for key in ("k#1", "k"):
            assert desk.outbox.put(head, outbound(key), NOON)
    with salon.step() as desk:
        assert desk.outbox.get("k#1").head.key == "k#1"
    assert claimed(salon) == ["k#1", "k"]


def test_a_message_is_claimed_once_in_its_order(salon, post):
    """What one worker has taken no other gets; the rest comes at the next claim."""
    post("a", "b", "c")
    assert claimed(salon, limit=2) == ["a", "b"]
    assert claimed(salon) == ["c"]
    assert claimed(salon) == []
    with salon.step() as desk:
        posted = desk.outbox.get("a")
        sending = [p.head.key for p in desk.outbox.in_state("sending", ORG)]
        assert desk.outbox.in_state("sending", "other") == []
    assert (posted.state, posted.attempts) == ("sending", 1)
    assert sending == ["a", "b", "c"]


def test_a_message_waits_for_its_moment(salon, post):
    """Nothing goes out before its time; the sender is told when to look again."""
    with salon.step() as desk:
        desk.outbox.put(letterhead("a"), outbound("a"), NOON + HOUR)
        assert desk.outbox.next_due() == NOON + HOUR
    assert claimed(salon) == []
    assert claimed(salon, NOON + HOUR) == ["a"]
    with salon.step() as desk:
        assert desk.outbox.next_due() is None


def test_a_message_put_back_goes_out_again_later(salon, post):
    """After a passing refusal the row waits and its attempts are counted."""
    post("a")
    claimed(salon)
    with salon.step() as desk:
        desk.outbox.change("a", "queued", not_before=NOON + MINUTE)
    assert claimed(salon) == []
    assert claimed(salon, NOON + MINUTE) == ["a"]
    with salon.step() as desk:
        assert desk.outbox.get("a").attempts == 2


def test_a_message_is_found_by_the_channels_id(salon, post):
    """The id that the channel gave finds the row, on that channel only."""
    post("a")
    claimed(salon)
    salon.clock.advance(MINUTE)
    with salon.step() as desk:
        desk.outbox.change("a", "sent", wamid="wamid.9")
        desk.outbox.change("a", "delivered")
    with salon.step() as desk:
        posted = desk.outbox.by_wamid("whatsapp", "wamid.9")
        assert desk.outbox.by_wamid("instagram", "wamid.9") is None
    assert (posted.head.key, posted.state, posted.wamid) == (
        "a",
        "delivered",
        "wamid.9",
    )
    assert posted.changed_at == NOON + MINUTE


def test_the_last_report_of_an_account_is_remembered(salon, post):
    """A status of any message says that the channel's reports still arrive."""
    post("a")
    with salon.step() as desk:
        assert desk.outbox.last_status_at("1001") is None
        desk.outbox.change("a", "delivered", wamid="wamid.1")
    with salon.step() as desk:
        assert desk.outbox.last_status_at("1001") == NOON


def test_our_messages_to_a_person_are_counted(salon, post):
    """Queued ones count too, cancelled ones do not; free forms count by account."""
    post("a", "b", "c", "d", to="client:1")
    with salon.step() as desk:
        desk.outbox.change("b", "cancelled")
        template = replace(outbound("t"), form=FORMS[0])
        desk.outbox.put(letterhead("t", to="client:2"), template, NOON)
    with salon.step() as desk:
        talk = desk.conversations
        assert talk.ours_since(ORG, "client:1", NOON) == 3
        assert talk.ours_since(ORG, "client:1", NOON + MINUTE) == 0
        assert talk.last_ours(ORG, "client:2") == ("t", NOON)
        assert talk.last_ours(ORG, "client:9") is None
        assert desk.outbox.service_messages("1001", NOON) == 3
        assert desk.outbox.service_messages("1002", NOON) == 0


def test_queued_acts_of_an_incident_are_cancelled_together(salon, post):
    """A cancelled act is gone; what is being sent or is no act stays."""
    post("a", "b")
    post("alert", urgency="alert")
    assert claimed(salon, limit=1) == ["a"]
    with salon.step() as desk:
        assert desk.outbox.cancel_queued("inc-1") == ["b"]
        assert desk.outbox.cancel_queued("inc-1") == []
    assert claimed(salon) == ["alert"]


def test_standing_causes_come_and_go(salon):
    """A cause is there from its raising to its clearing, for its organisation."""
    with salon.step() as desk:
        desk.standings.raise_cause(ORG, "quality_falls")
        desk.standings.raise_cause(ORG, "quality_falls")
    with salon.step() as desk:
        assert list(desk.standings.causes(ORG)) == ["quality_falls"]
        assert dict(desk.standings.causes("other")) == {}
        desk.standings.clear_cause(ORG, "quality_falls")
        assert dict(desk.standings.causes(ORG)) == {}


def test_what_a_dead_sender_left_is_found(kept_salon):
    """After a restart nobody knows of these whether they went out."""
    with kept_salon.step() as desk:
        desk.incidents.save(incident())
        for key in ("a", "b"):
            desk.outbox.put(letterhead(key), outbound(key), NOON)
    assert claimed(kept_salon, limit=1) == ["a"]
    with kept_salon.step() as desk:
        assert [p.head.key for p in desk.outbox.orphans("w1")] == ["a"]
        assert [p.head.key for p in desk.outbox.orphans("w2")] == ["a"]


def test_every_state_of_a_message_is_kept(kept_salon):
    """What became of a message can be told afterwards, state by state."""
    with kept_salon.step() as desk:
        desk.outbox.put(letterhead("a", incident=None), outbound("a"), NOON)
    claimed(kept_salon)
    with kept_salon.step() as desk:
        desk.outbox.change("a", "sent", wamid="wamid.1")
    with kept_salon.engine.begin() as connection:
        rows = connection.exec_driver_sql(
            "SELECT state, worker FROM outbox_change ORDER BY number"
        )
        kept = [tuple(row) for row in rows]
    assert kept == [("queued", None), ("sending", "w1"), ("sent", None)]


def test_an_id_of_the_channel_names_one_message(kept_salon):
    """Where two messages are said to have one id the state is kept all the same."""
    with kept_salon.step() as desk:
        for key in ("a", "b"):
            desk.outbox.put(letterhead(key, incident=None), outbound(key), NOON)
            desk.outbox.change(key, "sent", wamid="wamid.1")
    with kept_salon.step() as desk:
        assert desk.outbox.by_wamid("whatsapp", "wamid.1").head.key == "a"
        assert desk.outbox.get("b").state == "sent"
