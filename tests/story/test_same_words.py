"""The same seven messages in four circumstances end in four different plans."""

import pytest
from tests.story.invariants import check
from tests.story.record import Left
from tests.story.stage import OWNER, SHIFT, corridor, crowd, heat, network, told

THREE = ("dostyk", "samal", "aksai")
ACTING = corridor(permissions={"climate_failure": "act", "heat_wave": "act"})


def shift(first, *later):
    """Let the shift of the struck branch say this first, and then its last word."""
    texts = (first, *later)
    spoken = [{"delay_min": 1, "text": text} for text in (*texts, *[texts[-1]] * 9)]
    return [{"branch": "abay", "client": SHIFT, "lang": "ru", "says": spoken}]


def hot_city():
    """36 degrees, and two guests each at three other branches."""
    others = [
        heat(f"+7799000{n}{k}01", 3 + 4 * k, branch=branch, visited=True)
        for n, branch in enumerate(THREE, 3)
        for k in range(2)
    ]
    lines = sorted([*crowd(), *others], key=lambda line: line["at"])
    people = {b: f"+7799000003{n}" for n, b in enumerate(("abay", *THREE), 1)}
    everywhere = ("abay", *THREE)
    document = network(
        outdoor_c=36,
        branches=[{"id": b, "name": b} for b in everywhere],
        truth=[
            {"branch": b, "topic": "heat_air", "cause": "heat_wave_outside"}
            for b in everywhere
        ],
        shift=[{"branch": b, "client": people[b], "lang": "ru"} for b in everywhere],
        corridor=ACTING,
    )
    return document, lines


def one_room():
    """The shift says that only the massage room is hot."""
    rooms = ["зал", "массаж"]
    here = {"id": "abay", "name": "Абая", "lat": 43.24, "lon": 76.90, "rooms": rooms}
    document = network(
        branches=[here, {"id": "dostyk", "name": "Достык"}],
        truth=[{"branch": "abay", "topic": "heat_air", "cause": "one_room"}],
        shift=shift("в зале дует, а в массажном не дует", "дует везде, холодный"),
        owner={"client": OWNER, "lang": "ru", "behaviour": "agrees"},
    )
    return document, crowd()


def nobody_s_guests():
    """Seven accounts without a visit, where visits are known."""
    return network(truth=[]), [line | {"visited": False} for line in crowd()]


def all_is_well():
    """The shift holds a hand to the unit: it blows cold."""
    return network(truth=[], shift=shift("дует холодный")), crowd()


CIRCUMSTANCES = {
    "hot_city": hot_city,
    "one_room": one_room,
    "nobody_s_guests": nobody_s_guests,
    "all_is_well": all_is_well,
}


@pytest.fixture(scope="module")
def left():
    """Play all four; each keeps what may never be broken."""
    return {name: check(Left(told(*make()))) for name, make in CIRCUMSTANCES.items()}


def of_abay(left):
    """Give the journal records of the crisis that took the seven in."""
    opened = left.entries("INCIDENT_OPENED")
    own = next(r for r in opened if "abay" in (r["branch"], *r["data"]["branches"]))
    return [r for r in left.journal if r["incident"] == own["incident"]]


def ended_as(left):
    """Say (leading cause, playbook at the end, whether a vendor was engaged)."""
    own = of_abay(left)
    thoughts = [r for r in own if r["entry"] == "AGENT_THOUGHT"]
    cause = thoughts[-1]["data"]["causes"][0]["cause"]
    story = left.story.desk.incidents.known[own[0]["incident"]]
    hired = left.entries("WHATSAPP_OUTREACH", state="agreed") != []
    return cause, story.playbook, hired


def test_a_hot_city_is_not_repaired(left):
    """36 degrees everywhere: the heat wave's plan, and no vendor."""
    assert ended_as(left["hot_city"]) == ("heat_wave_outside", "heat_wave", False)


def test_one_room_is_repaired_as_one_room(left):
    """The vendor comes for the room that the shift names; nothing was contradicted."""
    modes = left["one_room"].entries("MODE_CHANGED", to="HOLD")
    assert modes == []
    assert ended_as(left["one_room"]) == ("one_room", "climate_failure", True)


def test_accounts_nobody_knows_are_watched(left):
    """No letter, no gift, no vendor: the owner is told that it needs a check."""
    assert ended_as(left["nobody_s_guests"])[1:] == ("organised_attack", False)
    done = {r["entry"] for r in of_abay(left["nobody_s_guests"])}
    assert done & {"CLIENT_COMMUNICATION_INITIATED", "COMPENSATION_FLOW"} == set()


def test_cold_air_that_blows_hires_nobody(left):
    """The glance of the shift takes the failed unit away."""
    cause, _, hired = ended_as(left["all_is_well"])
    assert cause not in ("climate_failure", "heat_wave_outside")
    assert not hired


def test_the_four_plans_differ(left):
    """What was wanted, done and refused is another list in each journal."""
    plans = {
        name: tuple(
            (r["data"]["kind"], r["data"]["verdict"])
            for r in of_abay(one)
            if r["entry"] == "VERDICT"
        )
        for name, one in left.items()
    }
    assert len(set(plans.values())) == len(CIRCUMSTANCES)
