"""Signing in: who comes in, who does not, and what a stranger learns: nothing."""

from datetime import timedelta

import pytest
from tests.web.stage import PASSWORD, Stage, demo_story, sign_in


def test_the_right_password_opens_a_session(calm: Stage):
    """After signing in the first page is there."""
    assert calm.signed_in().get("/").status_code == 200


def test_a_page_sends_a_stranger_to_the_sign_in_and_back(calm: Stage):
    """The wanted page is not forgotten."""
    browser = calm.browser()
    answer = browser.get("/journal")
    assert (
        answer.status_code,
        answer.headers["location"],
    ) == (303, "/sign-in?next=/journal")
    back = sign_in(browser, "owner", next="/journal")
    assert back.headers["location"] == "/journal"


def test_a_wrong_password_and_an_unknown_login_answer_alike(calm: Stage):
    """Nobody finds out which logins exist."""
    wrong = sign_in(calm.browser(), "owner", "no such password")
    unknown = sign_in(calm.browser(), "nobody", "no such password")
    assert 403 == wrong.status_code == unknown.status_code
    strip = "nobody"
    assert wrong.text.replace("owner", strip).count("<") == unknown.text.count("<")
    assert "sondir" not in wrong.cookies


def test_the_login_is_never_shown_back(calm: Stage):
    """What was typed does not come back in the page."""
    answer = sign_in(calm.browser(), "<script>alert(1)</script>", "x")
    assert "alert(1)" not in answer.text


def test_a_disabled_user_does_not_come_in(calm: Stage):
    """A dismissed manager's password is worth nothing."""
    disable(calm, "manager")
    assert sign_in(calm.browser(), "manager").status_code == 403


def test_a_session_of_a_disabled_user_is_over(calm: Stage):
    """Dismissal works at once, not at the next sign-in."""
    browser = calm.signed_in("manager")
    disable(calm, "manager")
    assert browser.get("/").status_code == 303


def disable(stage: Stage, login: str) -> None:
    users = stage.book.accounts.users
    known = users[f"user-{login}"]
    users[known.id] = type(known)(
        known.id,
        known.org,
        known.login,
        known.password_hash,
        known.role,
        known.person,
        known.lang,
        enabled=False,
    )


def test_five_wrong_attempts_close_the_door_for_that_login(calm: Stage):
    """The sixth is refused, with the right password too, and says for how long."""
    for _ in range(5):
        assert sign_in(calm.browser(), "owner", "wrong").status_code == 403
        calm.wall.jump_to(calm.wall.now() + timedelta(seconds=1))
    answer = sign_in(calm.browser(), "owner")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "900")


def test_an_unknown_login_is_limited_just_the_same(calm: Stage):
    """The limit tells nothing about who exists."""
    statuses = [sign_in(calm.browser(), "nobody").status_code for _ in range(6)]
    assert statuses == [403] * 5 + [429]


def test_one_address_is_limited_over_many_logins(calm: Stage):
    """Trying one password with many logins is stopped as well."""
    logins = [f"login-{number}" for number in range(6)]
    statuses = [sign_in(calm.browser(), login).status_code for login in logins]
    assert statuses == [403] * 5 + [429]


def test_after_a_quarter_of_an_hour_the_door_opens_again(calm: Stage):
    """A limit is no lock for ever."""
    for _ in range(7):
        sign_in(calm.browser(), "owner", "wrong")
    calm.wall.jump_to(calm.wall.now() + timedelta(minutes=15, seconds=1))
    assert sign_in(calm.browser(), "owner").status_code == 303


def test_successful_sign_ins_are_not_counted(calm: Stage):
    """An owner with many devices is never shut out."""
    statuses = []
    for _ in range(8):
        statuses.append(sign_in(calm.browser(), "owner").status_code)
        calm.wall.jump_to(calm.wall.now() + timedelta(seconds=1))
    assert statuses == [303] * 8


def test_signing_in_makes_a_new_session_and_ends_the_old(calm: Stage):
    """A token that somebody planted or saw before is worth nothing afterwards."""
    browser = calm.signed_in()
    before = browser.cookies["sondir"]
    browser.cookies.set("sondir_start", "another-tab")
    form = {"csrf": "another-tab", "login": "owner", "password": PASSWORD}
    browser.post("/sign-in", data=form)
    assert before != browser.cookies["sondir"]
    old = calm.browser()
    old.cookies.set("sondir", before)
    assert old.get("/").status_code == 303


def test_a_session_slides_for_twelve_hours(calm: Stage):
    """Whoever works stays signed in; whoever leaves does not."""
    browser = calm.signed_in()
    for _ in range(3):
        calm.wall.jump_to(calm.wall.now() + timedelta(hours=11))
        assert browser.get("/").status_code == 200
    calm.wall.jump_to(calm.wall.now() + timedelta(hours=12, seconds=1))
    assert browser.get("/").status_code == 303


def test_a_session_ends_after_seven_days_whatever_happens(calm: Stage):
    """A stolen cookie dies."""
    browser = calm.signed_in()
    statuses = []
    for _ in range(17):
        calm.wall.jump_to(calm.wall.now() + timedelta(hours=10))
        statuses.append(browser.get("/").status_code)
    assert statuses == [200] * 16 + [303]


def test_signing_out_ends_the_session(calm: Stage):
    """The cookie that was saved before is worth nothing."""
    browser = calm.signed_in()
    token = browser.cookies["sondir"]
    browser.post("/sign-out", data={"csrf": calm.word()})
    browser.cookies.set("sondir", token)
    assert browser.get("/").status_code == 303


def test_signing_out_everywhere_ends_all_sessions_of_that_user_only(calm: Stage):
    """A lost phone is signed out from the desk; the manager works on."""
    phone, desk, manager = (calm.signed_in(n) for n in ("owner", "owner", "manager"))
    desk.post("/sign-out/everywhere", data={"csrf": calm.word()})
    statuses = [b.get("/").status_code for b in (phone, desk, manager)]
    assert statuses == [303, 303, 200]


def test_the_cookie_is_hidden_from_scripts_and_other_sites(calm: Stage):
    """HttpOnly and SameSite always; Secure and host-bound under https."""
    plain = sign_in(calm.browser(), "owner").headers["set-cookie"].lower()
    assert "httponly" in plain
    assert "samesite=lax" in plain
    assert "secure" not in plain


def test_under_https_the_cookie_is_secure():
    """No token crosses a wire in the clear."""
    stage = Stage(demo_story(), public_url="https://salon.example")
    cookie = sign_in(stage.browser(), "owner").headers["set-cookie"]
    assert cookie.startswith("__Host-sondir=")
    assert "Secure" in cookie


def test_no_secret_is_kept_in_the_clear(calm: Stage):
    """A copy of the database opens no door."""
    browser = calm.signed_in()
    token = browser.cookies["sondir"]
    assert token not in repr(calm.book.accounts)
    assert PASSWORD not in repr(calm.book.accounts)
    assert token not in calm.book.accounts.sessions


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "/a\r\nSet-Cookie: x=1",
        "javascript:alert(1)",
        "/\tevil",
    ],
)
def test_after_sign_in_nobody_is_sent_to_another_site(calm: Stage, wanted: str):
    """A prepared link leads to our first page."""
    answer = sign_in(calm.browser(), "owner", next=wanted)
    assert answer.headers["location"] == "/"
    assert "x" not in answer.cookies
