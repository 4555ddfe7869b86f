"""Clients: every answer they can give, their own veto, danger, quiet hours, gifts."""

from datetime import timedelta

import pytest
from tests.story.invariants import check
from tests.story.record import Left, moment
from tests.story.stage import (
    BOOKED,
    GUESTS,
    SHIFT,
    STRANGERS,
    corridor,
    crowd,
    heat,
    network,
    says,
    speaking,
    told,
)


def answered(text, client=GUESTS[0]):
    """Play the crisis; this client answers the letter with these words."""
    return check(Left(told(speaking(network(), client, (5, text)))))


def handed(left, client):
    """Say why a person was called for this client."""
    ref = left.refs[client]
    return [r["data"]["why"]["code"] for r in left.entries("HUMAN_HANDOFF", client=ref)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("хочу поговорить с живым человеком", "handoff.asked_for_person"),
        ("Адаммен сөйлескім келеді", "handoff.asked_for_person"),
        ("верните деньги за стрижку", "handoff.refund"),
        ("подам на вас в суд", "handoff.legal_threat"),
        ("ничего не изменилось, всё так же ужасно", "handoff.not_settled"),
        ("можно перенести мою запись на пятницу?", "handoff.reschedule"),
    ],
)
def test_answers_that_need_a_person(text, why):
    """Each of these calls a person, once, and tells the client so."""
    left = answered(text)
    assert handed(left, GUESTS[0]) == [why]
    assert left.phrases(GUESTS[0])[-1] == "client.handed_over"
    assert "staff.hand_over" in left.phrases(SHIFT)


@pytest.mark.parametrize("text", ["спасибо, стало лучше", "рақмет, бәрі жақсы"])
def test_a_satisfied_client_is_left_in_peace(text):
    """Thanks need no answer."""
    left = answered(text)
    assert handed(left, GUESTS[0]) == []
    assert len(left.phrases(GUESTS[0])) == 1


def test_are_you_a_bot():
    """The question is answered with yes, and nobody is handed over for it."""
    left = answered("а вы бот?")
    assert left.phrases(GUESTS[0])[-1] == "client.yes_assistant"


def test_opting_out():
    """The stop word ends all messages to this client, after one confirmation."""
    left = answered("СТОП")
    assert left.phrases(GUESTS[0])[-1] == "client.opted_out"
    later = left.story.desk.people.get(left.story.org, left.refs[GUESTS[0]])
    assert later.opted_out


@pytest.mark.parametrize("text", ["без ИИ, пожалуйста", "дайте человека", "адам керек"])
def test_a_wish_for_a_person_is_remembered_before_any_mail_out(text):
    """Who asked for a person beforehand gets no letter, a booked client no offer."""
    wishes = [says(GUESTS[1], -30, text), says(BOOKED[0], -20, text)]
    left = check(Left(told(None, [*wishes, *crowd()])))
    for client in (GUESTS[1], BOOKED[0]):
        phrases = [p for p in left.phrases(client) if p != "client.handed_over"]
        assert phrases == []


def test_danger_in_the_middle():
    """Gas in the middle of the crisis: the text at once, a person, the rest goes on."""
    smell = says(GUESTS[3], 22, "У вас сильно пахнет газом, людям плохо")
    left = check(Left(told(None, [*crowd(), smell])))
    rescue = [line for line in left.sent(GUESTS[3]) if "emergency" in str(line["key"])]
    assert moment(str(rescue[0]["at"])) - moment(smell["at"]) < timedelta(seconds=2)
    assert handed(left, GUESTS[3]) in (["handoff.danger"], ["handoff.injury"])
    assert left.only.state == "closed"


def test_danger_in_quiet_hours():
    """At night the rescue goes out at once; a letter would wait for the morning."""
    night = says("+77990000500", 13 * 60, "в салоне дым, горит проводка!")
    left = check(Left(told(None, [night])))
    sent = left.sent("+77990000500")
    assert moment(str(sent[0]["at"])) - moment(night["at"]) < timedelta(seconds=2)


def test_danger_is_answered_though_a_person_was_asked_for_before():
    """Whoever is with a person already still gets the text, and the staff the call."""
    lines = [
        says(GUESTS[0], 0, "дайте человека"),
        says(GUESTS[0], 30, "здесь пожар, дым кругом!"),
    ]
    left = check(Left(told(None, lines)))
    assert any(p.startswith("client.emergency") for p in left.phrases(GUESTS[0]))
    assert left.phrases(SHIFT).count("staff.hand_over") == 2


def test_quiet_hours_hold_letters():
    """A crisis in the evening: letters wait until nine, rescue would not."""
    late = [
        line
        | {
            "at": (moment(line["at"]) + timedelta(hours=10.9)).isoformat(),
            "visited": True,
        }
        for line in crowd()
    ]
    left = check(Left(told(None, late, hours=36)))
    letters = left.entries("CLIENT_COMMUNICATION_INITIATED", about="incident")
    assert letters != []
    assert all((moment(r["at"]) + timedelta(hours=5)).hour >= 9 for r in letters)
    assert left.entries("VERDICT", limit="messages.quiet") != []


def test_a_gift_is_named_only_with_consent():
    """One of five agreed to advertising; the others hear of the desk."""
    left = check(Left(told()))
    letters = left.entries("CLIENT_COMMUNICATION_INITIATED", about="incident")
    named = [r for r in letters if r["data"]["phrase"].endswith((".addon", ".bonus"))]
    assert [r["data"]["client"] for r in named] == [left.refs[GUESTS[0]]]
    desk = [r for r in letters if r["data"]["phrase"].endswith(".desk")]
    assert len(desk) == 4


def test_five_of_seven_are_compensated_by_the_rule():
    """A visit that the trouble spoilt is made good; the journal says why not else."""
    left = check(Left(told()))
    given = left.entries("COMPENSATION_FLOW")
    assert sum(r["data"]["kind"] != "none" for r in given) == 5
    none = [r["data"]["why"]["code"] for r in given if r["data"]["kind"] == "none"]
    assert none == ["compensation.no_visit"] * 2


def test_a_late_witness_gets_a_letter_too():
    """Who complains while help is on its way hears the same as the others."""
    late = heat("+77990000333", 45, text="ещё и у меня дышать нечем")
    left = check(Left(told(None, [*crowd(), late])))
    assert left.phrases("+77990000333") == ["client.letter.coming.none"]


def test_not_more_messages_a_day_than_allowed():
    """With one message a day nobody gets a second one alone."""
    document = network(corridor=corridor(messages={"per_client_day": 1}))
    left = check(Left(told(speaking(document, BOOKED[0], (3, "да, мне подходит")))))
    for client in (*GUESTS, *STRANGERS, *BOOKED):
        assert len(left.sent(client)) <= 1


def test_a_booked_client_moves():
    """A yes moves the visit to the offered time and is confirmed."""
    left = check(Left(told(speaking(network(), BOOKED[0], (3, "да, мне подходит")))))
    states = [r["data"]["state"] for r in left.entries("BOOKING_FLOW")]
    assert "moved" in states
    assert left.phrases(BOOKED[0]) == ["client.booking_offer", "client.moved"]


def test_a_reply_in_kazakh_is_answered_in_kazakh():
    """The language of the last clear message decides, for every later word."""
    left = answered("сіз ботсыз ба?", GUESTS[1])
    last = left.entries("CLIENT_COMMUNICATION_INITIATED", client=left.refs[GUESTS[1]])
    assert {r["data"]["lang"] for r in last} == {"kk"}
