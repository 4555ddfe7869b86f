"""The API of the surroundings: programs tell the weather, works and sensors."""

from datetime import timedelta

import pytest
from tests.web.stage import PASSWORD, Stage

PATH = "/api/v1/surroundings"
WARM = {"branch": "abay", "topic": "heat_air", "reads": "above"}
WORKS = {
    "kind": "water",
    "branch": None,
    "from": "2026-07-14T05:00:00Z",
    "until": "2026-07-14T09:00:00Z",
}


def headers(stage: Stage, login: str = "owner") -> dict[str, str]:
    """Sign a program in."""
    given = {"login": login, "password": PASSWORD}
    token = stage.browser().post("/api/v1/sessions", json=given).json()["token"]
    return {"authorization": f"Bearer {token}"}


def tell(stage: Stage, told: object, login: str = "owner"):
    """Let a program tell something."""
    return stage.browser().put(PATH, json=told, headers=headers(stage, login))


def shown(stage: Stage, login: str = "owner") -> dict:
    """What a program is shown."""
    return stage.browser().get(PATH, headers=headers(stage, login)).json()


@pytest.mark.parametrize("login", ["owner", "manager"])
def test_what_is_told_is_known_at_once(calm: Stage, login: str):
    """The answer has moments, and the next look is the same."""
    now = calm.story.clock.now().isoformat().replace("+00:00", "Z")
    told = {"outdoor_c": 33.6, "notices": [WORKS], "sensors": [WARM]}
    answer = tell(calm, told, login)
    assert answer.status_code == 200
    assert answer.json() == {
        "outdoor_c": 34,
        "outdoor_as_of": now,
        "notices": [WORKS],
        "sensors": [WARM | {"as_of": now}],
    }
    assert shown(calm, "viewer") == answer.json()
    around = calm.story.desk.surroundings
    assert around.outdoor_c(calm.story.org) == 34
    assert around.sensor(calm.story.org, "abay", "heat_air") == "above"


def test_what_is_left_out_stays(calm: Stage):
    """The thermometer's program knows nothing of the weather's, nor the reverse."""
    tell(calm, {"outdoor_c": 30, "notices": [WORKS]})
    tell(calm, {"sensors": [WARM, WARM | {"topic": "cold"}]})
    answer = tell(calm, {"sensors": [WARM | {"reads": "within"}]}).json()
    assert (answer["outdoor_c"], answer["notices"]) == (30, [WORKS])
    assert {s["topic"]: s["reads"] for s in answer["sensors"]} == {
        "cold": "above",
        "heat_air": "within",
    }


def test_null_says_that_nobody_knows(calm: Stage):
    """Where the weather service gave nothing, an old figure does not stand in."""
    tell(calm, {"outdoor_c": 30, "notices": [WORKS]})
    answer = tell(calm, {"outdoor_c": None, "notices": None}).json()
    assert (answer["outdoor_c"], answer["notices"]) == (None, None)


def test_a_stale_figure_is_null_beside_its_moment(calm: Stage):
    """Three hours after the program fell silent nobody knows any more."""
    before = tell(calm, {"outdoor_c": 33, "sensors": [WARM]}).json()
    calm.story.clock.advance(timedelta(hours=3, seconds=1))
    after = shown(calm)
    assert after["outdoor_c"] is None
    assert after["sensors"] == [before["sensors"][0] | {"reads": None}]
    assert after["outdoor_as_of"] == before["outdoor_as_of"]


def test_an_open_crisis_hears_of_it(stage: Stage):
    """The next thinking uses what was told, and says so."""
    tell(stage, {"sensors": [WARM | {"branch": stage.incident.branch}]})
    stage.story.run(until=stage.story.clock.now() + timedelta(hours=2))
    thoughts = stage.entries("AGENT_THOUGHT")
    assert "sensor.above" not in str(thoughts[0])
    assert "sensor.above" in str(thoughts[-1])


def test_a_viewers_program_tells_nothing(calm: Stage):
    """403, and nothing is kept."""
    before = shown(calm)
    assert tell(calm, {"outdoor_c": 33}, "viewer").status_code == 403
    assert shown(calm) == before


def test_a_stranger_neither_tells_nor_sees(calm: Stage):
    """Another organisation has its own weather; without a token there is none."""
    before = shown(calm)
    assert tell(calm, {"outdoor_c": -5}, "stranger").json()["outdoor_c"] == -5
    assert tell(calm, {"sensors": [WARM]}, "stranger").status_code == 422
    assert shown(calm) == before
    assert calm.browser().get(PATH).status_code == 401
    assert calm.browser().put(PATH, json={}).status_code == 401


def test_a_cookie_alone_tells_nothing(calm: Stage):
    """Another site could send it; the header of our page it could not."""
    owner = calm.signed_in()
    assert owner.put(PATH, json={"outdoor_c": 1}).status_code == 403
    word = {"x-csrf-token": calm.word()}
    assert owner.put(PATH, json={"outdoor_c": 1}, headers=word).status_code == 200


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"sensors": [WARM, WARM | {"branch": "moon"}]}, "sensors[1].branch"),
        ({"notices": [WORKS | {"branch": "moon"}]}, "notices[0].branch"),
    ],
)
def test_an_unknown_branch_is_named(calm: Stage, told: dict, field: str):
    """422 with its place, and not even the good part is kept."""
    before = shown(calm)
    answer = tell(calm, {"outdoor_c": 40} | told)
    assert answer.status_code == 422
    assert answer.json() == {"detail": f"{field}: no such branch"}
    assert shown(calm) == before


@pytest.mark.parametrize(
    "told",
    [
        {"outdoor": 30},
        {"outdoor_c": 200},
        {"outdoor_c": "warm"},
        {"sensors": None},
        {"sensors": [WARM | {"reads": "hot"}]},
        {"sensors": [WARM | {"topic": "hygiene"}]},
        {"sensors": [WARM | {"at": "now"}]},
        {"sensors": [WARM] * 101},
        {"notices": [WORKS | {"kind": "gas"}]},
        {"notices": [WORKS | {"from": "2026-07-14T05:00:00"}]},
        {"notices": [WORKS | {"until": WORKS["from"]}]},
        [],
    ],
)
def test_nonsense_is_told_apart(calm: Stage, told: object):
    """422, and nothing is kept."""
    before = shown(calm)
    assert tell(calm, told).status_code == 422
    assert shown(calm) == before
