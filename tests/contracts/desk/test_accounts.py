"""Sign-in: users, sessions, attempts and codes."""

from datetime import timedelta

import pytest
from tests.contracts.desk.documents import NOON, ORG
from tests.contracts.desk.test_concurrency import at_once

from sondir.adapters.database import accounts as opening
from sondir.adapters.database.engine import open_reader
from sondir.adapters.database.sign_in import DatabaseAccountBook
from sondir.domain.errors import Mistake
from sondir.ports.accounts import Limit, Session, User

HOUR = timedelta(hours=1)
OWNER = User("u1", ORG, "ainur@salon.kz", "argon2", "owner", "owner:1", "kk")
SESSION = Session("digest", "u1", "csrf", NOON, NOON + HOUR)


@pytest.fixture
def book(kept_salon):
    """Give the accounts of a salon with one owner."""
    reader = open_reader(kept_salon.engine)
    opened = DatabaseAccountBook(kept_salon.engine, reader)
    opened.write(lambda accounts: accounts.add(OWNER, NOON))
    yield opened
    reader.dispose()


def test_a_user_is_found_by_login_in_any_case_and_by_id(book):
    """Whoever types capitals is the same person."""
    assert book.read(lambda a: a.by_login("Ainur@Salon.kz")) == OWNER
    assert book.read(lambda a: a.get("u1")) == OWNER
    assert book.read(lambda a: a.by_login("nobody")) is None
    assert book.read(lambda a: a.get("u9")) is None


def test_a_login_belongs_to_one_user(book):
    """A taken login is a mistake by name, in capitals too."""
    other = User("u2", ORG, "AINUR@salon.kz", "h", "viewer", None, "ru")
    with pytest.raises(Mistake, match="login_taken"):
        book.write(lambda a: a.add(other, NOON))


def test_language_and_password_can_change(book):
    """What is changed is there at the next look."""
    book.write(lambda a: a.speak("u1", "ru"))
    book.write(lambda a: a.replace_hash("u1", "new"))
    found = book.read(lambda a: a.get("u1"))
    assert (found.lang, found.password_hash) == ("ru", "new")


def test_a_session_lives_until_it_is_closed(book):
    """It is found by its digest, extended, closed alone or with all others."""
    book.write(lambda a: a.open(SESSION))
    assert book.read(lambda a: a.session("digest")) == SESSION
    book.write(lambda a: a.extend("digest", NOON + 2 * HOUR))
    assert book.read(lambda a: a.session("digest")).expires_at == NOON + 2 * HOUR
    book.write(lambda a: a.close("digest"))
    assert book.read(lambda a: a.session("digest")) is None
    book.write(lambda a: a.open(SESSION))
    book.write(lambda a: a.close_all("u1"))
    assert book.read(lambda a: a.session("digest")) is None


def test_too_many_failures_refuse_until_time_has_passed(book):
    """Failures count by subject within the limit's time; a success does not count."""
    limit, subjects = Limit(2, NOON - HOUR), ("login:ainur", "net:1")
    assert book.write(lambda a: a.attempt(subjects, NOON - 2 * HOUR, limit))
    assert book.write(lambda a: a.attempt(subjects, NOON, limit))
    later = NOON + timedelta(seconds=1)
    assert book.write(lambda a: a.attempt(subjects, later, limit))
    assert not book.write(lambda a: a.attempt(("login:ainur",), later, limit))
    assert not book.write(lambda a: a.attempt(("new", "net:1"), later, limit))
    book.write(lambda a: a.succeed(subjects, later))
    assert book.write(lambda a: a.attempt(("login:ainur",), later, limit))


def test_attempts_at_the_same_time_never_pass_as_one(book):
    """Of four at once with room for two, two pass."""
    limit = Limit(2, NOON - HOUR)

    def guess(_):
        return book.write(lambda a: a.attempt(("login:ainur", "net:1"), NOON, limit))

    assert sorted(at_once(guess)) == [False, False, True, True]


def test_a_code_works_once_and_within_its_time(book):
    """A right code is used up; a wrong one, a late one and the sixth guess fail."""

    def use(code, purpose="agree", now=NOON):
        return book.write(lambda a: a.use_code("u1", purpose, code, now))

    book.write(lambda a: a.keep_code("u1", "agree", "right", NOON + HOUR))
    assert not use("wrong")
    assert not use("right", purpose="other")
    assert not use("right", now=NOON + HOUR)
    assert use("right")
    assert not use("right")
    book.write(lambda a: a.keep_code("u1", "agree", "right", NOON + HOUR))
    for _ in range(5):
        assert not use("wrong")
    assert not use("right")


def test_what_is_over_is_forgotten(book):
    """Sessions, attempts and codes of yesterday leave; those of today stay."""
    limit = Limit(1, NOON - 2 * HOUR)
    book.write(lambda a: a.open(SESSION))
    book.write(lambda a: a.attempt(("x",), NOON, limit))
    book.write(lambda a: a.keep_code("u1", "agree", "right", NOON + HOUR))
    book.write(lambda a: a.forget(NOON))
    assert book.read(lambda a: a.session("digest")) == SESSION
    assert not book.write(lambda a: a.attempt(("x",), NOON, limit))
    book.write(lambda a: a.forget(NOON + 2 * HOUR))
    assert book.read(lambda a: a.session("digest")) is None
    assert book.write(lambda a: a.attempt(("x",), NOON, limit))
    assert not book.write(lambda a: a.use_code("u1", "agree", "right", NOON))


def test_an_account_is_made_where_an_organisation_is(kept_salon):
    """`sondir init` makes the owner's account in the transaction of the seed."""
    owner = opening.User("u9", ORG, "Owner", "owner", "owner:1")
    with kept_salon.engine.begin() as connection:
        opening.Accounts(connection).create(owner, "argon2", NOON)
    book = DatabaseAccountBook(kept_salon.engine, kept_salon.engine)
    assert book.read(lambda a: a.by_login("owner")).password_hash == "argon2"
