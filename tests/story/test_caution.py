"""Each cause of caution: what raises it, which mode follows, and what ends it."""

from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest
from tests.story.invariants import check
from tests.story.record import Left
from tests.story.stage import (
    GUESTS,
    OTHER_SHIFT,
    OWNER,
    SHIFT,
    at,
    corridor,
    heat,
    network,
    prepared,
    says,
    told,
    vendor,
)

from sondir.domain.inbound import InboundMessage
from sondir.domain.mode import ModeCause
from sondir.domain.person import Alias, AliasKind
from sondir.domain.untrusted import UntrustedText
from sondir.ports.conversations import Noted
from sondir.ports.desk import Desk
from sondir.workflows.arrivals import take_message
from sondir.workflows.case import open_case
from sondir.workflows.caution import (
    SLOW_MS,
    feel_message,
    feel_timer,
    feel_wait,
    is_journal_broken,
    trust_journal,
)

FLIPPED = "Да, дует холодный воздух, всё хорошо"


def changes(left):
    """List (mode entered, its causes) of every change, in order."""
    return [
        (r["data"]["to"], tuple(r["data"]["causes"]))
        for r in left.entries("MODE_CHANGED")
    ]


def causes(story):
    return set(story.desk.standings.causes(story.org))


def crisis(story):
    """Open the story's one incident as a case."""
    (incident,) = story.desk.incidents.known.values()
    return open_case(cast(Desk, story.desk), incident)


def dear_vendor():
    """A vendor whom only the owner may accept: the question waits."""
    return [vendor(1, price_kzt=60_000), vendor(2, price_kzt=60_000)]


def test_a_silent_owner_makes_it_cautious():
    """A question without any word for twenty minutes leads to CAUTIOUS."""
    asks = corridor(permissions={"climate_failure": "ask"})
    left = check(Left(told(network(corridor=asks))))
    assert ("CAUTIOUS", ("owner_silent",)) in changes(left)


def test_a_word_of_the_owner_ends_the_silence():
    """Whatever the owner decides, they are silent no longer."""
    asks = corridor(permissions={"climate_failure": "ask"})
    story = prepared(network(corridor=asks))
    story.run(until=at(60))
    assert str(crisis(story).incident.standing.mode) == "CAUTIOUS"
    story.hear_words(OWNER, "Подтвердить")
    assert str(crisis(story).incident.standing.mode) == "NORMAL"


def test_an_owner_who_was_asked_nothing_is_not_silent():
    """Silence counts only against a question: a free crisis stays NORMAL."""
    left = check(Left(told()))
    assert changes(left) == []


def note(number, client, **facts):
    return Noted(
        message_id=f"n-{number}",
        org="salon",
        client=f"client:{client}",
        branch="abay",
        written_at=at(number),
        topic=None,
        complaint=False,
        about=(),
        visited=None,
        **facts,
    )


def wrote(*notes):
    """Let a salon that knows nobody take these notes in."""
    story = prepared(records=[])
    desk = cast(Desk, story.desk)
    for one in notes:
        desk.conversations.note(one)
        feel_message(desk, one)
    return story


@pytest.mark.parametrize(
    ("abstained", "writers", "expected"),
    [(9, 3, {"reader_abstains"}), (8, 3, set()), (9, 2, set())],
    ids=["enough", "too few", "too few people"],
)
def test_a_reader_that_often_abstains(abstained, writers, expected):
    """30 % of the last thirty messages, of three people at least."""
    unread = [note(n, n % writers, abstained=True) for n in range(abstained)]
    assert causes(wrote(*unread)) == expected


def test_a_reader_that_understands_again():
    """The cause ends by itself once the share has fallen."""
    unread = [note(n, n, abstained=True) for n in range(9)]
    read = [note(100 + n, n) for n in range(22)]
    assert causes(wrote(*unread, *read)) == set()


def test_a_second_denied_repair_needs_the_owner():
    """Two repairs reported and denied on site: the cause is in doubt, HOLD."""
    truth = [
        {
            "branch": "abay",
            "topic": "heat_air",
            "cause": "climate_failure",
            "repair_works": False,
        }
    ]
    left = check(Left(told(network(truth=truth))))
    assert changes(left)[0] == ("HOLD", ("evidence_contradicts",))


def test_an_answer_that_turns_the_cause_over():
    """The shift reverses the leading cause without making another sure: HOLD."""
    story = prepared(
        network(
            shift=[
                {"branch": "abay", "client": SHIFT, "says": []},
                {"branch": "dostyk", "client": OTHER_SHIFT},
            ]
        )
    )
    story.run(until=at(12))
    case = crisis(story)
    case.incident.contradicted_at = story.clock.now()
    case.incident.cause_p = "0.60"
    story.hear_words(GUESTS[3], "Очень душно, кондиционер не работает")
    assert str(case.incident.standing.mode) == "HOLD"
    story.run(until=at(13))
    story.hear_words(OWNER, "Подтвердить")
    assert str(case.incident.standing.mode) == "NORMAL"


def test_a_slow_database():
    """A turn that waited a minute leads to CAUTIOUS; the next quick one ends it."""
    story = prepared()
    story.run(until=at(12))
    feel_wait(crisis(story), SLOW_MS)
    assert causes(story) == {"database_slow"}
    feel_wait(crisis(story), 5)
    assert causes(story) == set()


def test_a_bell_an_hour_late():
    """A timer that rings more than an hour late stops acting alone, until a resume."""
    story = prepared()
    story.run(until=at(12))
    feel_timer(crisis(story), story.clock.now() - timedelta(minutes=50))
    assert causes(story) == set()
    feel_timer(crisis(story), story.clock.now() - timedelta(minutes=70))
    assert causes(story) == {"clock_jumped"}
    story.hear_words(OWNER, "Продолжить")
    assert causes(story) == set()


def live(number, minutes):
    """A message as the channel sends it, so many minutes ahead of our clock."""
    phone = f"7799000030{number}"
    return InboundMessage(
        channel="whatsapp",
        account="1",
        message_id=f"wamid.{number}",
        sender_aliases=(Alias("whatsapp", "1", AliasKind.WA_ID, phone),),
        kind="text",
        written_at=at(minutes),
        text=UntrustedText("Здравствуйте"),
    )


@pytest.mark.parametrize(
    ("people", "expected"), [(1, set()), (2, {"clock_jumped"})], ids=["one", "two"]
)
def test_time_stamps_far_ahead(people, expected):
    """One wrong time stamp is a wrong time stamp; two people's are our clock."""
    story = prepared(records=[])
    for number in range(people):
        part = live(number, 200)
        take_message(cast(Desk, story.desk), (story.org, "abay"), part, at(0))
    assert causes(story) == expected


def near_copies():
    """Unknown accounts with the same words, none of them ever seen at the salon."""
    same = "Ужасно жарко в салоне, не ходите сюда, кондиционер сломан"
    return [heat(f"+7799000{4001 + n}", n, text=same, visited=False) for n in range(11)]


def test_an_attack_puts_the_house_on_hold_until_a_person_clears_it():
    """An organised alarm is a cause of the whole organisation, and stays."""
    story = told(network(truth=[]), near_copies())
    left = check(Left(story))
    assert "attack_suspected" in causes(story)
    assert changes(left)[0][0] == "HOLD"
    story.hear_words(OWNER, "продолжить")
    assert causes(story) == set()


def test_an_attack_elsewhere_does_not_stop_a_verified_crisis():
    """Guests whose visits are confirmed are helped although strangers attack."""
    guests = [heat(g, 60 + 5 * n) for n, g in enumerate(GUESTS)]
    attack = [line | {"branch": "dostyk"} for line in near_copies()]
    left = check(Left(told(network(), [*attack, *guests])))
    here = [r for r in left.entries("WHATSAPP_OUTREACH", state="agreed")]
    assert [r["branch"] for r in here] == ["abay"]


def test_four_fifths_of_the_sum_are_spent():
    """Beyond 80 % of the incident's sum each further tenge is asked for."""
    left = check(Left(told(network(corridor=corridor(incident_kzt=12_000)))))
    assert ("CAUTIOUS", ("budget_80",)) in changes(left)
    most = min(r["data"]["left_kzt"] for r in left.entries("LEDGER"))
    assert 0 <= most <= 2_400


def test_a_changed_record_stops_everything():
    """A journal that does not verify means MANUAL, and only a whole one ends it."""
    story = prepared()
    story.run(until=at(12))
    desk = cast(Desk, story.desk)
    whole = story.desk.journal.chains[story.org]
    changed = replace(whole[0], text=whole[0].text.replace("abay", "abaj"))
    story.desk.journal.chains[story.org] = [changed, *whole[1:]]
    trust_journal(desk, story.org, is_broken=is_journal_broken(desk, story.org))
    story.hear_words(OWNER, "Продолжить")
    story.hear_words(GUESTS[3], "Очень душно")
    assert str(crisis(story).incident.standing.mode) == "MANUAL"
    story.desk.journal.chains[story.org][0] = whole[0]
    trust_journal(desk, story.org, is_broken=is_journal_broken(desk, story.org))
    assert causes(story) == set()


def test_a_danger_is_answered_in_every_mode():
    """Emergency text and call of a person meet no mode."""
    danger = says(GUESTS[0], 5, "У вас пахнет газом, девушка упала в обморок")
    story = prepared(records=[danger])
    story.desk.standings.raise_cause(story.org, ModeCause.JOURNAL_BROKEN)
    story.run(until=at(30))
    said = " ".join(Left(story).phrases(GUESTS[0]))
    assert "client.emergency" in said
