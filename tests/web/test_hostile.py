"""What strangers, other tenants and clever clients try; nothing of it works."""

import pytest
from tests.web.stage import Stage

from sondir.domain.people import Role
from sondir.web.headers import HEADERS
from sondir.web.live import MOST_STREAMS

ACTS = ("decisions", "settled", "receipt")
FORM = {"decision": "stop_all", "amount_kzt": "5000"}
EVIL = '<script>alert("1")</script>&"\'\r\nid: 99\r\n\r\ndata: x'


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("word", [None, "", "0" * 32, "ә"])
def test_a_form_without_the_right_word_changes_nothing(
    stage: Stage, act: str, word: str | None
):
    """CSRF: missing, empty, wrong and foreign words are refused."""
    owner = stage.signed_in()
    form = FORM if word is None else {**FORM, "csrf": word}
    assert owner.post(f"{stage.url}/{act}", data=form).status_code == 403
    assert stage.entries("OWNER_DECISION") == []


def test_the_word_of_another_session_does_not_count(stage: Stage):
    """A viewer's word opens no form of the owner."""
    owner = stage.signed_in()
    stage.signed_in("viewer")
    form = {**FORM, "csrf": stage.word("viewer")}
    assert owner.post(f"{stage.url}/decisions", data=form).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver.evil.example"},
        {"sec-fetch-site": "cross-site"},
    ],
)
def test_a_form_from_another_site_changes_nothing(stage: Stage, headers: dict):
    """Also with the right word: the browser says where it comes from."""
    owner = stage.signed_in()
    form = {**FORM, "csrf": stage.word()}
    answer = owner.post(f"{stage.url}/decisions", data=form, headers=headers)
    assert answer.status_code == 403
    assert stage.entries("OWNER_DECISION") == []


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}]
)
def test_nobody_is_signed_in_from_another_site(calm: Stage, headers: dict):
    """A page elsewhere cannot put a visitor into the attacker's account."""
    browser = calm.browser()
    browser.cookies.set("sondir_start", "w")
    form = {"csrf": "w", "login": "owner", "password": "x"}
    assert browser.post("/sign-in", data=form, headers=headers).status_code == 403


@pytest.mark.parametrize("cookie", ["", "x", "a" * 64, "a" * 5000, "user-owner", "ә"])
def test_a_forged_cookie_opens_nothing(calm: Stage, cookie: str):
    """A token is found in the database or not at all."""
    browser = calm.browser()
    headers = {"cookie": f"sondir={cookie}".encode()}
    assert browser.get("/", headers=headers).status_code == 303


@pytest.mark.parametrize("header", ["Bearer x", "Bearer ", "Basic eDp5", "x"])
def test_a_forged_header_opens_nothing_even_beside_a_cookie(calm: Stage, header: str):
    """A header that signs nobody in is not helped by the cookie."""
    owner = calm.signed_in()
    headers = {"authorization": header}
    assert owner.get("/api/v1/mode", headers=headers).status_code == 401


@pytest.mark.parametrize("path", ["", "/panels", "/live"])
def test_another_organisations_incident_is_not_found(stage: Stage, path: str):
    """Its page, its panels and its stream do not exist for a stranger."""
    stranger = stage.signed_in("stranger")
    assert stranger.get(stage.url + path).status_code == 404


@pytest.mark.parametrize("act", ACTS)
def test_another_organisations_owner_decides_nothing(stage: Stage, act: str):
    """Not even that there is such an incident is told."""
    stranger = stage.signed_in("stranger")
    form = {**FORM, "csrf": stage.word("stranger")}
    real = stranger.post(f"{stage.url}/{act}", data=form)
    none = stranger.post(f"/incidents/inc-404/{act}", data=form)
    assert (real.status_code, real.text) == (404, none.text)
    assert stage.entries("OWNER_DECISION") == []


@pytest.mark.parametrize("path", ["/", "/journal?verify=1", "/api/v1/incidents"])
def test_lists_hold_nothing_of_another_organisation(stage: Stage, path: str):
    """Neither the incident's name nor its clients appear."""
    text = stage.signed_in("stranger").get(path).text
    assert stage.incident.id not in text


@pytest.mark.parametrize("act", ACTS)
def test_a_viewers_veto_is_refused(stage: Stage, act: str):
    """Who may only look is told so, and nothing moves."""
    viewer = stage.signed_in("viewer")
    form = {**FORM, "csrf": stage.word("viewer")}
    assert viewer.post(f"{stage.url}/{act}", data=form).status_code == 403
    assert stage.entries("OWNER_DECISION") == []


@pytest.mark.parametrize("path", ["/stop", "/resume"])
def test_a_viewer_stops_no_house(stage: Stage, path: str):
    """The full stop belongs to those who may decide."""
    viewer = stage.signed_in("viewer")
    form = {"csrf": stage.word("viewer")}
    assert viewer.post(path, data=form).status_code == 403
    assert stage.story.desk.standings.causes(stage.story.org) == {}


def test_a_viewer_sees_no_buttons(stage: Stage):
    """The page does not offer what it would refuse."""
    page = stage.signed_in("viewer").get(stage.url).text
    assert 'name="decision"' not in page


@pytest.mark.parametrize(
    "form",
    [
        {"decision": "format_disk"},
        {"decision": ""},
        {},
        {"decision": "stop_all", "step": "x" * 5000},
    ],
)
def test_a_nonsense_decision_changes_nothing(stage: Stage, form: dict):
    """Unknown words are refused before they reach a mailbox."""
    owner = stage.signed_in()
    answer = owner.post(f"{stage.url}/decisions", data={**form, "csrf": stage.word()})
    assert answer.status_code in (303, 400)
    assert stage.entries("OWNER_DECISION") == []


@pytest.mark.parametrize("step", ["no_such_step", "../../x", "agree", "authorise_job"])
def test_a_yes_to_a_step_that_is_not_there_gives_nothing(stage: Stage, step: str):
    """Nobody can agree beforehand to what has not been shown."""
    owner = stage.signed_in()
    form = {"decision": "agree", "step": step, "csrf": stage.word()}
    answer = owner.post(f"{stage.url}/decisions", data=form)
    assert answer.headers["location"].endswith("outcome=no_such_step")


@pytest.mark.parametrize("amount", ["", "-5", "1e9", "５０００", "9" * 40, "5000.5"])
def test_a_receipt_is_a_whole_sum_or_nothing(stage: Stage, amount: str):
    """Nothing but digits is a sum of tenge."""
    owner = stage.signed_in()
    form = {"amount_kzt": amount, "csrf": stage.word()}
    answer = owner.post(f"{stage.url}/receipt", data=form)
    assert answer.headers["location"].endswith("outcome=amount_wrong")


def test_a_huge_form_is_refused(calm: Stage):
    """A body of megabytes is not read to its end."""
    owner = calm.signed_in()
    answer = owner.post("/stop", data={"csrf": "x" * 100_000})
    assert answer.status_code == 413


def test_a_huge_request_to_the_api_is_refused(calm: Stage):
    """Neither with an honest length nor in pieces."""
    browser = calm.browser()
    huge = b'{"login": "' + b"x" * 100_000 + b'", "password": "x"}'
    pieces = iter([huge[:50_000], huge[50_000:]])
    kind = {"content-type": "application/json"}
    answers = [
        browser.post("/api/v1/sessions", content=body, headers=kind)
        for body in (huge, pieces)
    ]
    assert [answer.status_code for answer in answers] == [413, 413]


def test_one_user_holds_only_so_many_streams(calm: Stage):
    """A script with a cookie cannot use up the server's connections."""
    live = next(r for r in routes_of(calm) if r.path.endswith("/live"))
    streams = live.endpoint.__self__.open_streams
    streams["user-owner"] = MOST_STREAMS
    assert calm.signed_in().get("/incidents/inc-1/live").status_code == 429


def routes_of(stage: Stage) -> list:
    """The routes of the pages inside their mount."""
    return stage.app.routes[0].app.routes


def test_names_are_escaped_everywhere(stage: Stage):
    """A client called like a script is only a name."""
    desk = stage.story.desk
    for person in desk.people.cards.values():
        if person.role is Role.CLIENT:
            person.name = EVIL
    owner = stage.signed_in()
    pages = [owner.get(p).text for p in (stage.url, stage.url + "/panels", "/journal")]
    assert all("<script>alert" not in page for page in pages)
    assert "&lt;script&gt;" in pages[0]


def test_a_name_in_the_filter_is_escaped(calm: Stage):
    """What is searched for comes back as text."""
    owner = calm.signed_in()
    text = owner.get("/journal", params={"incident": EVIL, "entry": EVIL}).text
    assert "<script>alert" not in text


@pytest.mark.parametrize("lang", ["xx", "", "../en", "ru\r\nx"])
def test_an_unknown_language_is_refused(calm: Stage, lang: str):
    """Only the languages that exist can be chosen."""
    owner = calm.signed_in()
    answer = owner.post("/language", data={"lang": lang, "csrf": calm.word()})
    assert answer.status_code == 400


def test_the_language_of_another_is_not_changed_without_the_word(calm: Stage):
    """The switch of a signed-in user is a form like any other."""
    owner = calm.signed_in()
    assert owner.post("/language", data={"lang": "kk"}).status_code == 403
    assert calm.book.accounts.users["user-owner"].lang == "ru"


@pytest.mark.parametrize(
    "path", ["/", "/sign-in", "/static/sondir.css", "/no/such/page", "/api/v1/mode"]
)
def test_every_answer_carries_the_headers(calm: Stage, path: str):
    """Also errors and files: no frame, no sniffing, nothing foreign runs."""
    headers = calm.browser().get(path).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS


def test_no_page_needs_an_inline_script_or_style(stage: Stage):
    """The policy forbids them, so there must be none."""
    owner = stage.signed_in()
    for path in ("/", stage.url, "/journal", "/inbox"):
        text = owner.get(path).text
        assert "<script>" not in text
        assert " style=" not in text
        assert "onclick" not in text
        assert "http://" not in text.replace("http://www.w3.org", "")


@pytest.mark.parametrize("path", ["../parts.py", "%2e%2e/parts.py", "..%2fparts.py"])
def test_static_files_are_those_of_the_folder_alone(calm: Stage, path: str):
    """No path climbs out of it."""
    assert calm.browser().get(f"/static/{path}").status_code in (303, 404)
