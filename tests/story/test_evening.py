"""The owner's evening: one line a day, whatever the day was, and never at night."""

from datetime import datetime, timedelta
from functools import partial

from tests.story.stage import CATALOGUE, READING, TEN, at, corridor, crowd, network

from sondir.bootstrap.memory import Play, Story
from sondir.bootstrap.records import given_of
from sondir.domain.journal import GENESIS, verify
from sondir.ports.evenings import Told
from sondir.workflows.evening import tell_day, to_tell
from sondir.world.demo import complete
from sondir.world.replay import replayed_world

EIGHT = TEN.replace(hour=20)


def story(*records, **changes) -> Story:
    """A salon and what its clients wrote, from ten o'clock on."""
    world = replayed_world(complete(network(**changes), None), list(records), CATALOGUE)
    given = {record["id"]: given_of(record) for record in records}
    return Story(Play(world=world, start=at(-1), records=given), READING)


def evening(salon: Story, moment: datetime) -> None:
    """Let the day go on until *moment*, then ring the evening twice, as two would."""
    salon.run(until=moment)
    salon.clock.jump_to(max(moment, salon.clock.now()))
    for _ in range(2):
        for org in to_tell(salon.desk, "20:00"):
            tell_day(salon.desk, org)
            assert not tell_day(salon.desk, org)
    salon.run(until=moment)


def lines(salon: Story) -> list:
    """The evening lines in the outbox, oldest first."""
    posted = salon.desk.outbox.posted.values()
    return [p for p in posted if p.head.phrase.startswith("owner.day.")]


def test_a_crisis_is_told_once_with_its_money_and_its_promises():
    """The line counts what the books hold, and goes out by the ordinary outbox."""
    salon = story(*crowd())
    evening(salon, EIGHT)
    (line,) = lines(salon)
    (incident,) = salon.desk.incidents.known.values()
    spent, owed = incident.ledger.spent_kzt, len(incident.open_promises())
    assert (line.head.phrase, line.head.urgency) == ("owner.day.crisis", "alert")
    assert f"Потрачено {spent:,} ₸".replace(",", " ") in line.head.text
    assert f"открытых обещаний: {owed}," in line.head.text
    assert (spent > 0, line.state) == (True, "sent")


def test_a_calm_day_without_a_message_says_so():
    """Nobody wrote: that is told apart from a day that was read and calm."""
    salon = story()
    evening(salon, EIGHT)
    (line,) = lines(salon)
    assert line.head.phrase == "owner.day.silent"
    assert f"запись № 0, хеш {GENESIS}" in line.head.text


def test_messages_without_a_crisis_are_a_calm_day():
    """Clients wrote, and nothing was the matter."""
    salon = story(crowd()[0])
    evening(salon, EIGHT)
    assert [line.head.phrase for line in lines(salon)] == ["owner.day.quiet"]


def test_outside_the_window_the_template_carries_it_and_its_fee_is_counted():
    """The owner wrote nothing today: a template, counted but blocked by nothing."""
    poor = corridor(messages={"month_kzt": 0})
    salon = story(corridor=poor)
    evening(salon, EIGHT)
    (line,) = lines(salon)
    counted = salon.desk.ledger.used(salon.org, ["messages/2026-07"])
    assert (line.head.window, line.head.cost_kzt) == ("template", 15)
    assert (line.outbound.form.name, line.state) == ("owner_day_silent", "sent")
    assert counted == {"messages/2026-07": 15}


def test_the_head_it_names_shows_a_cut_tail():
    """Whoever kept the message can tell that later records were taken away."""
    salon = story(*crowd())
    evening(salon, EIGHT)
    texts = [r.text for r in salon.desk.journal.records(salon.org)]
    told = lines(salon)[0].head.text
    head = next(word for word in told.split() if len(word.rstrip(".")) == 64)[:64]
    seq = int(told.partition("№ ")[2].partition(",")[0])
    assert verify(texts, head) is None
    assert verify(texts[: seq - 1], head) is not None


def test_each_day_has_its_line_and_counts_since_the_one_before():
    """The second evening tells nothing of the first day's crisis again."""
    salon = story(*crowd())
    evening(salon, EIGHT)
    evening(salon, EIGHT + timedelta(days=1))
    phrases = [line.head.phrase for line in lines(salon)]
    assert phrases == ["owner.day.crisis", "owner.day.silent"]
    assert "Потрачено 0 ₸" in lines(salon)[1].head.text


def test_never_at_night_and_never_before_its_hour():
    """Quiet hours are kept; where the hour lies in them, it goes out before."""
    salon = story(corridor=corridor(messages={"quiet": "19:00-10:00"}))
    due = partial(to_tell, salon.desk, "20:00")
    found = []
    for hour, minute in ((18, 29), (18, 30), (19, 0), (20, 0), (23, 0)):
        salon.clock.jump_to(TEN.replace(hour=hour, minute=minute))
        found.append(due())
    assert found == [[], ["salon"], [], [], []]


def test_an_evening_that_nobody_was_there_for_is_counted_in_the_next():
    """Down from before eight until the morning: the crisis is told a day later."""
    salon = story(*crowd())
    day_before = EIGHT - timedelta(days=1)
    salon.desk.evenings.add(salon.org, Told(day_before.date(), day_before, 0))
    evening(salon, EIGHT + timedelta(days=1))
    (line,) = lines(salon)
    assert line.head.phrase == "owner.day.crisis"
    assert line.head.step == "day/2026-07-15"


def test_it_is_written_down_like_every_message():
    """The journal holds that the owner was told, and the delivery."""
    salon = story()
    evening(salon, EIGHT)
    found = [
        (r.fields["entry"], r.fields["step"], r.fields["incident"])
        for r in salon.desk.journal.records(salon.org)
    ]
    assert found[0] == ("ACTION_INITIATED", "day/2026-07-14", None)
    assert {entry for entry, _, _ in found[1:]} == {"DELIVERY"}


def test_an_empty_setting_means_never():
    """The line can be switched off; a replay has none."""
    salon = story()
    salon.clock.jump_to(EIGHT)
    assert to_tell(salon.desk, "") == []
