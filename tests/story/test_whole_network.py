"""Reopening, two crises at once, the network's own crisis, and the same bytes twice."""

import json

import pytest
from tests.story.invariants import check
from tests.story.record import Left
from tests.story.stage import (
    CATALOGUE,
    GUESTS,
    READING,
    SHIFT,
    at,
    crowd,
    heat,
    network,
    told,
    vendor,
)

from sondir.bootstrap.memory import Play, Story
from sondir.world.day import day_script, first_moment
from sondir.world.demo import complete
from sondir.world.replay import InMemoryWorld

MORE = tuple(f"+77990003{n}" for n in range(100, 120))


def elsewhere(minutes, people=MORE[:6]):
    """Six guests of the other branch complain from this minute on."""
    return [
        heat(p, minutes + 4 * i, branch="dostyk", visited=True)
        for i, p in enumerate(people)
    ]


def broken_everywhere(**changes):
    """Write a world in which both branches have lost their conditioning."""
    truth = [
        {"branch": b, "topic": "heat_air", "cause": "climate_failure"}
        for b in ("abay", "dostyk")
    ]
    return network(truth=truth, **changes)


def test_two_crises_at_once():
    """Each branch has its incident, its shift, its vendor; nobody is written twice."""
    bench = [vendor(n) for n in range(1, 6)]
    lines = [*crowd(), *elsewhere(40)]
    left = check(Left(told(broken_everywhere(vendors=bench), lines)))
    incidents = list(left.story.desk.incidents.known.values())
    assert [i.branch for i in incidents] == ["abay", "dostyk"]
    assert left.states() == ["closed", "closed"]
    engaged = [{v for v, j in i.jobs.items() if j.state == "done"} for i in incidents]
    assert engaged[0] & engaged[1] == set()


FOUR = ("abay", "dostyk", "samal", "aksai")
HEAT = "жарко духота пекло сауна баня парилка зной жара адски горячо тепло душно"
"""Twelve people's words; everybody chooses another."""


def everywhere(*failed, outdoor_c=24):
    """Complaints at four branches within minutes; the shift of *failed* has no cold."""
    document = network(
        branches=[{"id": b, "name": b} for b in FOUR],
        truth=[
            {"branch": b, "topic": "heat_air", "cause": "climate_failure"}
            for b in failed
        ],
        shift=[
            {"branch": b, "client": f"+7799000003{n}", "lang": "ru"}
            for n, b in enumerate(FOUR, 1)
        ],
        vendors=[vendor(n) for n in range(1, 6)],
        outdoor_c=outdoor_c,
    )
    lines = [
        heat(
            f"+7799000{5001 + n}",
            2 * n,
            branch=FOUR[n % 4],
            visited=True,
            text=f"{word} у вас в салоне, {n}",
        )
        for n, word in enumerate(HEAT.split())
    ]
    return check(Left(told(document, lines)))


def test_a_crisis_of_the_whole_network():
    """Complaints everywhere are one incident, and every branch's shift is asked."""
    left = everywhere(outdoor_c=36)
    opened = left.entries("INCIDENT_OPENED")
    assert [(r["branch"], r["data"]["parent"]) for r in opened] == [(None, None)]
    for n in range(1, 5):
        asked = [p for p in left.phrases(f"+7799000003{n}") if "question" in p]
        assert asked != []
    assert left.entries("WHATSAPP_OUTREACH") == []


def test_a_branch_that_failed_leaves_the_network():
    """Where the shift reports a failure the branch has its own incident and vendor."""
    left = everywhere("samal")
    opened = left.entries("INCIDENT_OPENED")
    assert [r["branch"] for r in opened] == [None, "samal"]
    assert opened[1]["data"]["parent"] == opened[0]["incident"]
    agreed = left.entries("WHATSAPP_OUTREACH", state="agreed")
    assert {r["incident"] for r in agreed} <= {opened[1]["incident"]}


def test_every_branch_failed():
    """Each gets its own incident, the last one keeps the network's; none is shared."""
    left = everywhere(*FOUR)
    known = list(left.story.desk.incidents.known.values())
    assert sorted(str(i.branch) for i in known) == sorted(FOUR)
    witnesses = [ref for i in known for ref in i.witnesses]
    assert len(witnesses) == len(set(witnesses)) == 12


def test_new_complaints_reopen():
    """After the close the heat returns: reopened, a new card, the next vendor."""
    again = [
        heat(p, 240 + 4 * i, visited=True, text=f"опять духота, {i} раз пишу")
        for i, p in enumerate(MORE[:5])
    ]
    document = network()
    left = check(Left(told(document, [*crowd(), *again])))
    assert len(left.entries("INCIDENT_REOPENED")) == 1
    assert left.phrases("+77990000001").count("owner.card.act") == 2
    asked = [p for p in left.phrases(SHIFT) if p.startswith("shift.question")]
    assert len(asked) >= 3


def test_whoever_was_compensated_is_not_compensated_again():
    """A guest who complains again after reopening gets no second gift."""
    again = [
        heat(p, 240 + 4 * i, visited=True, text=f"снова жарко, {i}-й раз")
        for i, p in enumerate(GUESTS)
    ]
    left = check(Left(told(None, [*crowd(), *again])))
    gifts = [
        r["data"]["client"]
        for r in left.entries("COMPENSATION_FLOW")
        if r["data"]["kind"] != "none"
    ]
    assert len(gifts) == len(set(gifts))


def test_no_answers_and_new_complaints_keep_it_open():
    """Closing is no timer: without proof it stays open and the owner hears why."""
    bench = [vendor(1, behaviour="silent")]
    left = check(Left(told(network(vendors=bench))))
    assert left.states() == ["open"]
    assert left.entries("ACTION_INITIATED", phrase="owner.still_open") != []


def test_two_runs_give_the_same_bytes():
    """The same story twice: the same journal, letter for letter."""
    assert Left(told()).texts == Left(told()).texts
    assert json.dumps(Left(told()).wire) == json.dumps(Left(told()).wire)


def demo(seed):
    """Play the whole demo day of a seed."""
    world = complete({}, seed)
    played = InMemoryWorld(world, day_script(world), CATALOGUE)
    story = Story(Play(played, first_moment(world)), READING)
    story.run(until=at(20 * 60))
    return Left(story)


@pytest.mark.parametrize("seed", range(1, 21))
def test_the_demo_closes(seed):
    """The crisis of every seed is put out on evidence; gifts follow the rule."""
    left = check(demo(seed))
    crisis = [
        i
        for i in left.story.desk.incidents.known.values()
        if i.playbook == "climate_failure"
    ]
    assert [i.state for i in crisis] == ["closed"]
    spoken = {s.client for s in day_script(complete({}, seed))}
    assert {left.refs[c] for c in spoken if c in left.refs} >= set(crisis[0].witnesses)
    assert all(i.ledger.left_kzt >= 0 for i in crisis)


def test_the_case_of_the_mission():
    """SEED=1: seven witnesses, five of them compensated, nobody else."""
    left = demo(1)
    crisis = left.only
    assert len(crisis.witnesses) == 7
    given = [x for x in crisis.letters.values() if x.compensated]
    assert len(given) == 5
