"""What guests, the shift and the other branches say reaches the diagnosis."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.story.invariants import check
from tests.story.record import Left
from tests.story.stage import (
    GUESTS,
    SHIFT,
    STRANGERS,
    TEN,
    heat,
    network,
    says,
    told,
)

from sondir.domain.people import Booking
from sondir.stages.diagnose import booked_share

ROOMS = ["зал", "массаж", "маникюр"]
HERE = [
    {"id": "abay", "name": "Абая", "lat": 43.24, "lon": 76.90, "rooms": ROOMS},
    {"id": "dostyk", "name": "Достык", "lat": 43.23, "lon": 76.95},
    {"id": "samal", "name": "Самал", "lat": 43.22, "lon": 76.96},
    {"id": "aksai", "name": "Аксай", "lat": 43.22, "lon": 76.86},
]
ONE_ROOM = [{"branch": "abay", "topic": "heat_air", "cause": "one_room"}]
MASSAGE = (
    "на массаже нечем дышать, стол мокрый",
    "массаж бөлмесінде өте ыстық екен",
    "В массажном кабинете просто баня",
    "лежу в массажном, жара как в печке",
    "массажда терлеп кеттім, ауа жоқ",
)
COPIED = "Ужасный салон, жара как в аду, не ходите сюда никогда и требуйте денег"


def guests(texts, **more):
    """Give each guest one of *texts*, five minutes apart."""
    pairs = enumerate(zip(GUESTS, texts, strict=True))
    return [heat(who, 5 * n, text=text, **more) for n, (who, text) in pairs]


def shift(*texts):
    """Let the shift of the branch answer in these words, one minute after each ask."""
    spoken = [{"delay_min": 1, "text": text} for text in texts]
    return [{"branch": "abay", "client": SHIFT, "lang": "ru", "says": spoken}]


def beliefs(thought):
    """Give the causes of a thought with their probabilities."""
    return {c["cause"]: float(c["p"]) for c in thought["data"]["causes"]}


def reasons(thought, cause):
    """List the codes of what speaks for *cause* in a thought."""
    found = [c for c in thought["data"]["causes"] if c["cause"] == cause]
    return {s["code"] for c in found for s in c["for"]}


def test_guests_of_one_room_are_heard_as_such():
    """Everybody names the massage room: one room leads before anybody is asked."""
    left = check(Left(told(network(branches=HERE, truth=ONE_ROOM), guests(MASSAGE))))
    first = left.entries("AGENT_THOUGHT")[0]
    assert max(beliefs(first), key=beliefs(first).get) == "one_room"
    assert reasons(first, "one_room") & {"rooms.one", "rooms.perhaps_one"}


def test_the_hall_may_be_the_whole_place():
    """ "In the hall" is what guests say of a branch that is hot all over."""
    hall = ["в зале жарко", "залда ыстық", "в зале духота", "зал печка", "в зале баня"]
    left = Left(told(network(branches=HERE), guests(hall)))
    first = left.entries("AGENT_THOUGHT")[0]
    assert max(beliefs(first), key=beliefs(first).get) == "climate_failure"
    assert "rooms.one" not in reasons(first, "one_room")


@pytest.mark.parametrize(
    "words",
    [
        "дует, только в одном кабинете не работает",
        "в зале дует, а в массажном нет",
        "Залда салқын, ал бір кабинетте істемей тұр",
    ],
)
def test_the_shift_names_one_room_unasked(words):
    """Asked about cold air, it says where the air fails: two answers in one."""
    document = network(branches=HERE, truth=ONE_ROOM, shift=shift(words))
    left = Left(told(document, [heat(who, 5 * n) for n, who in enumerate(GUESTS)]))
    answered = left.entries("QUESTION_ANSWERED")[0]
    assert answered["data"]["supports"] == "one_room"
    after = next(e for e in left.entries("AGENT_THOUGHT") if e["seq"] > answered["seq"])
    assert beliefs(after)["one_room"] > 0.6


def test_one_room_can_be_pressed():
    """The question about cold air has a button for the rival: one room only."""
    document = network(branches=HERE, truth=ONE_ROOM)
    left = Left(told(document, guests(MASSAGE)))
    asked = left.entries("QUESTION_ASKED")[0]
    assert asked["data"]["question"]["code"] == "shift.question.cold_air_blowing"
    answered = left.entries("QUESTION_ANSWERED")[0]
    assert answered["data"]["answer"] == "all_but_one"
    assert answered["data"]["supports"] == "one_room"


def test_a_repair_that_left_the_room_warm_has_failed():
    """ "It blows, only that room does not" after the repair ends nothing."""
    words = "в зале дует, а в массажном нет"
    document = network(branches=HERE, truth=ONE_ROOM, shift=shift(*[words] * 9))
    left = Left(told(document, [heat(who, 5 * n) for n, who in enumerate(GUESTS)]))
    asked = left.entries("QUESTION_ASKED")
    after = [e for e in left.entries("QUESTION_ANSWERED") if e["seq"] > asked[1]["seq"]]
    assert after[0]["data"]["answer"] == "all_but_one"
    agreed = left.entries("WHATSAPP_OUTREACH", state="agreed")
    assert [e for e in agreed if e["seq"] > after[0]["seq"]] != []


def test_copies_that_come_later_bring_no_witness():
    """The fourth sender of one text is told of, and is nobody's witness."""
    senders = [f"+7799000080{n}" for n in range(9)]
    lines = [
        heat(who, 3 * n, text=COPIED, visited=False) for n, who in enumerate(senders)
    ]
    left = check(Left(told(network(truth=[]), lines)))
    monitors = [e["data"] for e in left.entries("AGENT_MONITOR")]
    assert monitors[-1]["witnesses"] == 1
    assert monitors[-1]["mentions"] == len(senders)
    last = left.entries("AGENT_THOUGHT")[-1]
    assert max(beliefs(last), key=beliefs(last).get) == "organised"
    assert "words.copies" in reasons(last, "organised")


def test_other_branches_speak_before_they_have_an_incident():
    """Two voices each at three other branches on a hot day: the city, not the unit."""
    others = [
        heat(f"+7799000700{n}{k}", 1 + 2 * k, branch=branch, visited=True)
        for n, branch in enumerate(("dostyk", "samal", "aksai"))
        for k in range(2)
    ]
    crowd = [heat(who, 5 + 5 * n) for n, who in enumerate(GUESTS)]
    lines = sorted([*crowd, *others], key=lambda line: line["at"])
    document = network(branches=HERE, truth=[], outdoor_c=36)
    left = Left(told(document, lines))
    thoughts = left.entries("AGENT_THOUGHT")
    leads = [max(beliefs(t), key=beliefs(t).get) for t in thoughts]
    assert leads[-1] == "heat_wave_outside"
    assert left.entries("WHATSAPP_OUTREACH", state="agreed") == []


def test_rudeness_at_the_desk_is_not_the_masters():
    """Guests of several masters met one person: the conduct of the staff leads."""
    words = [
        "администратор хамит гостям",
        "на ресепшене мне нагрубили",
        "әкімші дөрекі сөйледі",
        "девушка на стойке орёт на людей",
        "администратор обозвала меня",
    ]
    rude = {"staff_rudeness": 0.9}
    lines = [
        heat(who, 4 * n, text=text, topics=rude)
        for n, (who, text) in enumerate(zip(GUESTS, words, strict=True))
    ]
    left = Left(told(network(truth=[]), lines))
    last = left.entries("AGENT_THOUGHT")[-1]
    assert max(beliefs(last), key=beliefs(last).get) == "staff_conduct"


def test_weather_that_nobody_gave_is_unknown():
    """A world without `outdoor_c` says nothing of the weather."""
    document = network()
    del document["outdoor_c"]
    left = Left(told(document, [heat(who, 5 * n) for n, who in enumerate(GUESTS)]))
    told_of = {c for t in left.entries("AGENT_THOUGHT") for c in codes(t)}
    assert told_of & {"outdoor.mild", "outdoor.warm", "outdoor.hot"} == set()


def codes(thought):
    """List every code that a thought gives for or against a cause."""
    return [
        s["code"] for c in thought["data"]["causes"] for s in (*c["for"], *c["against"])
    ]


def test_strangers_with_their_own_words_are_witnesses():
    """Only a shared text folds people together; having no visit does not."""
    lines = [heat(who, 3 * n) for n, who in enumerate((*GUESTS[:3], *STRANGERS))]
    left = Left(told(network(), lines))
    assert left.entries("AGENT_MONITOR")[-1]["data"]["witnesses"] == 5


@pytest.mark.parametrize(
    ("remark", "code", "cause"),
    [
        ("кондиционер не дует, всем жарко", "staff.fault", "climate_failure"),
        ("кондиционер работает, всё нормально", "staff.well", "coincidence"),
        ("добрый день, кассу открыла", None, None),
    ],
)
def test_what_the_shift_wrote_unasked_counts(remark, code, cause):
    """The shift's own report, before anybody asked, is a finding of its own."""
    lines = [heat(who, 5 * n) for n, who in enumerate(GUESTS)]
    with_remark = sorted([says(SHIFT, 2, remark), *lines], key=lambda r: r["at"])
    told_of, plain = (
        Left(told(network(), each)).entries("AGENT_THOUGHT")[0]
        for each in (with_remark, lines)
    )
    if cause is None:
        assert told_of["data"]["causes"] == plain["data"]["causes"]
        return
    assert code in codes(told_of)
    assert beliefs(told_of).get(cause, 0) > beliefs(plain).get(cause, 0)


def day_of(masters, visits):
    """Write a calendar: each of *masters* has a visit in each hour of *visits*."""
    start = TEN.replace(hour=0)
    return [
        Booking(f"b{m}{h}", "c", "abay", start + timedelta(hours=h), master=f"m{m}")
        for m in range(masters)
        for h in visits
    ]


def test_a_full_book_is_known_and_a_thin_one_is_not():
    """Who sits in the chairs now; a calendar that is not all of it says nothing."""
    full = day_of(4, (9, 10, 11, 12))
    assert booked_share(full, TEN) == 1.0
    assert booked_share(full, TEN + timedelta(hours=4)) == 0.0
    gone = [replace(v, state="cancelled") if v.master == "m0" else v for v in full]
    assert booked_share(gone, TEN) == 1.0
    assert booked_share(day_of(4, (9, 10, 11)), TEN) is None
    assert booked_share(day_of(2, (9, 10, 11, 12)), TEN) is None
    assert booked_share([], TEN) is None
