"""The API: the same books, the same veto, for programs."""

import pytest
from tests.web.stage import PASSWORD, Stage

from sondir.domain.journal import canonical, verify


def token(stage: Stage, login: str = "owner") -> dict[str, str]:
    """Sign a program in."""
    given = {"login": login, "password": PASSWORD}
    answer = stage.browser().post("/api/v1/sessions", json=given)
    return {"authorization": f"Bearer {answer.json()['token']}"}


def test_a_program_signs_in_and_reads(stage: Stage):
    """Incidents and the mode are there."""
    headers, browser = token(stage), stage.browser()
    listed = browser.get("/api/v1/incidents", headers=headers).json()
    mode = browser.get("/api/v1/mode", headers=headers).json()
    assert [line["id"] for line in listed] == [stage.incident.id]
    assert mode == {"mode": "NORMAL", "causes": []}


def test_an_incident_has_its_steps(stage: Stage):
    """Each with its state and its end."""
    path = f"/api/v1{stage.url}"
    shown = stage.browser().get(path, headers=token(stage)).json()
    assert [s["step"] for s in shown["steps"]] == list(stage.incident.steps)


def test_the_journal_proves_itself(stage: Stage):
    """What a program reads can be verified with twenty lines of any language."""
    headers = token(stage)
    page = stage.browser().get("/api/v1/journal", headers=headers).json()
    assert verify(canonical(record) for record in page["records"]) is None
    assert page["records"][-1]["seq"] == page["head"]


def test_the_journal_goes_on_behind_a_seq(stage: Stage):
    """A program asks for what it has not seen."""
    path = "/api/v1/journal?after=3"
    page = stage.browser().get(path, headers=token(stage)).json()
    assert page["records"][0]["seq"] == 4


def test_a_program_stops(stage: Stage):
    """A veto by the API is a veto."""
    said = {"incident": stage.incident.id, "decision": "stop_all"}
    answer = stage.browser().post("/api/v1/decisions", json=said, headers=token(stage))
    assert (answer.status_code, answer.json()) == (202, {"outcome": "done"})
    assert stage.incident.is_stopped


def test_a_viewers_program_decides_nothing(stage: Stage):
    """403, as on the page."""
    said = {"incident": stage.incident.id, "decision": "stop_all"}
    headers = token(stage, "viewer")
    answer = stage.browser().post("/api/v1/decisions", json=said, headers=headers)
    assert answer.status_code == 403
    assert not stage.incident.is_stopped


def test_another_organisations_incident_is_not_found(stage: Stage):
    """Neither to read nor to decide."""
    headers, browser = token(stage, "stranger"), stage.browser()
    said = {"incident": stage.incident.id, "decision": "stop_all"}
    statuses = [
        browser.get(f"/api/v1{stage.url}", headers=headers).status_code,
        browser.post("/api/v1/decisions", json=said, headers=headers).status_code,
    ]
    assert statuses == [404, 404]
    assert browser.get("/api/v1/journal", headers=headers).json()["records"] == []


def test_a_cookie_alone_decides_nothing(stage: Stage):
    """Another site could send it; the header of our page it could not."""
    owner = stage.signed_in()
    said = {"incident": stage.incident.id, "decision": "stop_all"}
    assert owner.post("/api/v1/decisions", json=said).status_code == 403
    word = {"x-csrf-token": stage.word()}
    answer = owner.post("/api/v1/decisions", json=said, headers=word)
    assert answer.status_code == 202


def test_a_large_sum_is_agreed_on_the_page_only(stage: Stage):
    """A program has no code to type."""
    step = next(s for s in stage.incident.steps.values() if s.state == "held")
    step.state, step.limits = "asked", ("second_factor_kzt",)
    said = {"incident": stage.incident.id, "decision": "agree", "step": step.key}
    answer = stage.browser().post("/api/v1/decisions", json=said, headers=token(stage))
    assert answer.status_code == 409


@pytest.mark.parametrize(
    "said",
    [
        {"incident": "inc-1", "decision": "explode"},
        {"incident": "inc-1"},
        {"incident": "x" * 101, "decision": "stop_all"},
        {"incident": "inc-1", "decision": "agree", "step": "nothing"},
    ],
)
def test_a_nonsense_decision_is_told_apart(stage: Stage, said: dict):
    """422, and nothing moves."""
    headers = token(stage)
    answer = stage.browser().post("/api/v1/decisions", json=said, headers=headers)
    assert answer.status_code == 422
    assert stage.entries("OWNER_DECISION") == []


def test_programs_share_the_limit_of_the_sign_in_page(calm: Stage):
    """Guessing is no faster by API."""
    given = {"login": "owner", "password": "wrong"}
    browser = calm.browser()
    statuses = [
        browser.post("/api/v1/sessions", json=given).status_code for _ in range(6)
    ]
    assert statuses == [403] * 5 + [429]


def test_the_api_describes_itself(calm: Stage):
    """OpenAPI names every path, and nothing is loaded from elsewhere."""
    paths = calm.browser().get("/api/v1/openapi.json").json()["paths"]
    assert set(paths) == {
        "/sessions",
        "/incidents",
        "/incidents/{incident}",
        "/journal",
        "/mode",
        "/decisions",
        "/surroundings",
    }
