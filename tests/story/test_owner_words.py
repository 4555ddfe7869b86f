"""What an owner says in free words while a crisis runs is never lost."""

import pytest
from tests.story.invariants import check
from tests.story.record import Left, moment
from tests.story.stage import (
    BOOKED,
    GUESTS,
    OWNER,
    VENDORS,
    at,
    crowd,
    network,
    says,
    told,
)

REFUSALS = (
    "Не надо никого вызывать, я сам разберусь",
    "отмените всё, пожалуйста",
    "Ничего пока не делайте",
    "Ештеңе істемеңдер",
    "Мастер керек емес",
)
TAKE_OVERS = ("Спасибо, сама вызову своего мастера", "Өзім барамын", "разберемся сами")
UNCLEAR = (
    "Нет",
    "Подождите",
    "не больше 4000",
    "кто это приедет?",
    "хорошо, но без трат",
)
NODS = ("ок", "Хорошо, спасибо", "Жарайды", "👍", "понял")


def outward(left):
    people = {*VENDORS, *GUESTS, *BOOKED}
    return [line for line in left.sent() if line["to"] in people]


def card_at(left):
    return left.entries("ACTION_INITIATED", to=left.refs[OWNER])[0]["at"]


@pytest.fixture(scope="module")
def minute():
    """When the card goes out in the unhindered story, in minutes after ten."""
    left = Left(told())
    return (moment(card_at(left)) - at(0)).total_seconds() / 60 + 0.3


@pytest.mark.parametrize("word", REFUSALS)
def test_a_refusal_in_free_words_stops_what_is_open(word, minute):
    """Nobody is asked, written to or hired after the owner has said no in own words."""
    left = check(Left(told(None, [*crowd(), says(OWNER, minute, word)])))
    assert left.entries("OWNER_DECISION", decision="stop_all") != []
    assert outward(left) == []
    assert left.spent() == 0


@pytest.mark.parametrize("word", TAKE_OVERS)
def test_who_will_do_it_themselves_is_let(word, minute):
    """The autopilot stands down when the owner says in own words: I do it myself."""
    left = check(Left(told(None, [*crowd(), says(OWNER, minute, word)])))
    assert left.entries("OWNER_DECISION", decision="take_over") != []
    assert outward(left) == []


@pytest.mark.parametrize("word", UNCLEAR)
def test_what_is_not_understood_makes_the_autopilot_ask(word, minute):
    """Words that are neither command nor nod: every act waits for a clear yes."""
    left = check(Left(told(None, [*crowd(), says(OWNER, minute, word)])))
    changed = left.entries("MODE_CHANGED", to="HOLD")[0]["data"]
    assert changed["causes"] == ["owner_unclear"]
    assert outward(left) == []
    assert left.spent() == 0


@pytest.mark.parametrize("word", NODS)
def test_a_nod_changes_nothing(word, minute):
    """An ok or a thank-you neither agrees nor stops: the plan goes on by its rules."""
    left = check(Left(told(None, [*crowd(), says(OWNER, minute, word)])))
    assert left.entries("MODE_CHANGED") == []
    assert left.states() == ["closed"]


def test_a_clear_yes_ends_the_asking(minute):
    """After unclear words "Подтвердить" sets the plan going again."""
    words = [says(OWNER, minute, "Погодите"), says(OWNER, minute + 3, "Подтвердить")]
    left = check(Left(told(None, [*crowd(), *words])))
    assert [r["data"]["to"] for r in left.entries("MODE_CHANGED")] == ["HOLD", "NORMAL"]
    assert left.states() == ["closed"]


def test_the_same_words_of_a_client_change_nothing(minute):
    """A guest who writes "не надо никого вызывать" is no owner."""
    words = says(GUESTS[0], minute, "не надо никого вызывать")
    left = check(Left(told(None, [*crowd(), words])))
    assert left.entries("OWNER_DECISION") == []
    assert left.entries("WHATSAPP_OUTREACH", state="agreed") != []


def test_free_words_without_a_crisis_are_no_command():
    """On a calm day an owner may chat: nothing is stopped, nothing is asked."""
    left = Left(told(network(), [says(OWNER, 5, "не надо никого вызывать")]))
    assert left.journal == []
