"""Closing a branch on the page and over the API: both prices, a person alone."""

from dataclasses import replace
from html import unescape

import pytest
from tests.web.closing import stage_asked, wait
from tests.web.stage import Stage
from tests.web.test_decisions import press

from sondir.domain.organisation import local
from sondir.web.rendering import kzt
from sondir.web.words import LANGUAGES, Words

STEP = "propose_closure/1"
WAITS = "ждёт Вашего решения"
EXPIRED = Words("ru")("closure.is_expired")
"""How the page says that nobody answered in time."""


@pytest.fixture
def stage() -> Stage:
    """The owner has just been asked whether to close the branch."""
    return stage_asked()


def card(stage: Stage, browser) -> str:
    """Read the card on the page, empty where there is none."""
    page = unescape(browser.get(stage.url).text)
    _, found, rest = page.partition('<section id="closure"')
    return rest.partition("</section>")[0] if found else ""


def head(stage: Stage, login: str) -> dict[str, str]:
    """Sign a program in."""
    given = {"login": login, "password": "correct horse battery"}
    answer = stage.browser().post("/api/v1/sessions", json=given)
    return {"Authorization": f"Bearer {answer.json()['token']}"}


def order(stage: Stage, login: str, decision: str = "agree"):
    """Decide about the closing as a program does."""
    said = {"incident": stage.incident.id, "decision": decision, "step": STEP}
    heads = head(stage, login)
    return stage.browser().post("/api/v1/decisions", json=said, headers=heads)


def shown(stage: Stage, login: str = "owner") -> dict:
    """Read the proposal as a program does."""
    url = f"/api/v1{stage.url}"
    return stage.browser().get(url, headers=head(stage, login)).json()["closure"]


def test_the_card_has_both_prices_and_both_ends(stage: Stage):
    """Hours, visits, either price, who decides, until when, silence, the reopening."""
    closure, text = stage.incident.closure, card(stage, stage.signed_in())
    until = stage.incident.steps[STEP].until
    for part in (
        WAITS,
        "«Абая»",
        "ремонт не помог",
        f"<dd>{closure.bookings}</dd>",
        kzt(closure.closing_kzt),
        kzt(closure.staying_kzt),
        f"до {local(until):%H:%M}",
        f"в {local(closure.reopens_at):%H:%M}",
        "владелец или менеджер",
        "Без ответа филиал работает.",
    ):
        assert part in text


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
def test_the_card_speaks_the_readers_language(stage: Stage, lang: str):
    """Nobody reads a key or another language's words."""
    users = stage.book.accounts.users
    found = next(u for u in users.values() if u.login == "viewer")
    users[found.id] = replace(found, lang=lang)
    text = card(stage, stage.signed_in("viewer"))
    assert Words(lang)("closure.silence") in text
    assert "closure." not in text


@pytest.mark.parametrize("login", ["owner", "manager"])
def test_a_yes_closes(stage: Stage, login: str):
    """The person's name is in the journal; the page says until when it is closed."""
    browser = stage.signed_in(login)
    answer = press(stage, browser, decision="agree", step=STEP)
    assert answer.headers["location"] == f"{stage.url}?outcome=done"
    assert stage.incident.closure.state == "closed"
    (said,) = stage.entries("OWNER_DECISION")
    assert (said["decision"], said["step"]) == ("agree", STEP)
    assert "Филиал закрыт" in card(stage, browser)


def test_a_no_keeps_it_open(stage: Stage):
    """The page says so, and offers no button any more."""
    owner = stage.signed_in()
    press(stage, owner, decision="stop_step", step=STEP)
    assert stage.incident.closure.state == "declined"
    text = card(stage, owner)
    assert "решил не закрывать" in text
    assert "<button" not in text


def test_a_person_opens_earlier(stage: Stage):
    """While it is closed the one button opens it."""
    owner = stage.signed_in()
    press(stage, owner, decision="agree", step=STEP)
    press(stage, owner, decision="stop_step", step=STEP)
    assert stage.incident.closure.state == "opened"


def test_a_viewer_sees_it_and_may_not_decide(stage: Stage):
    """The card has no button; a form of one's own gets 403."""
    viewer = stage.signed_in("viewer")
    text = card(stage, viewer)
    assert WAITS in text
    assert "<button" not in text
    form = {"decision": "agree", "step": STEP, "csrf": stage.word("viewer")}
    assert viewer.post(f"{stage.url}/decisions", data=form).status_code == 403
    assert stage.incident.closure.state == "proposed"


def test_another_organisation_finds_nothing(stage: Stage):
    """Neither the page nor the decision exists there."""
    stranger = stage.signed_in("stranger")
    form = {"decision": "agree", "step": STEP, "csrf": stage.word("stranger")}
    assert stranger.get(stage.url).status_code == 404
    assert stranger.post(f"{stage.url}/decisions", data=form).status_code == 404
    assert stage.incident.closure.state == "proposed"


def test_silence_shows_that_it_stays_open(stage: Stage):
    """The question is over: the page says so and offers no button."""
    wait(stage, 20)
    owner = stage.signed_in()
    text = card(stage, owner)
    assert EXPIRED in text
    assert "<button" not in text


def test_a_late_yes_closes_nothing(stage: Stage):
    """The stale tab is told that the question had expired."""
    owner = stage.signed_in()
    form = {"decision": "agree", "step": STEP, "csrf": stage.word()}
    wait(stage, 20)
    answer = owner.post(f"{stage.url}/decisions", data=form)
    assert answer.headers["location"] == f"{stage.url}?outcome=expired"
    page = owner.get(answer.headers["location"]).text
    assert Words("ru")("outcome.expired") in page
    assert stage.incident.closure.state != "closed"


def test_a_stop_takes_the_question_back(stage: Stage):
    """Nothing is asked while the autopilot is stopped."""
    owner = stage.signed_in()
    press(stage, owner, decision="stop_all")
    assert "<button" not in card(stage, owner)


def test_a_calm_crisis_has_no_such_card():
    """Before anybody was asked there is nothing to decide."""
    stage = stage_asked(minutes=60)
    assert card(stage, stage.signed_in()) == ""
    assert shown(stage) is None


def test_a_program_reads_the_proposal(stage: Stage):
    """The same figures as on the card."""
    closure, found = stage.incident.closure, shown(stage, "viewer")
    assert found["step"] == STEP
    assert found["state"] == "proposed"
    assert found["closing_kzt"] == closure.closing_kzt
    assert found["staying_kzt"] == closure.staying_kzt
    assert found["bookings"] == closure.bookings
    assert found["expires_at"] < found["reopens_at"]


def test_a_program_of_the_owner_closes(stage: Stage):
    """202, and the branch is closed by that person's word."""
    answer = order(stage, "owner")
    assert (answer.status_code, answer.json()) == (202, {"outcome": "done"})
    assert shown(stage)["state"] == "closed"
    assert shown(stage)["decided_by"] == "owner:1"


@pytest.mark.parametrize(("login", "status"), [("viewer", 403), ("stranger", 404)])
def test_other_programs_may_not(stage: Stage, login: str, status: int):
    """A viewer may not; another organisation has no such incident."""
    assert order(stage, login).status_code == status
    assert stage.incident.closure.state == "proposed"


def test_a_late_program_is_told(stage: Stage):
    """The question is over: the answer says expired, and nothing closes."""
    wait(stage, 20)
    assert shown(stage)["state"] == "expired"
    assert shown(stage)["expires_at"] is None
    assert order(stage, "owner").json() == {"outcome": "expired"}
    assert stage.incident.closure.state != "closed"
