"""A client who wants to be forgotten is, everywhere; the journal does not notice."""

import json
import logging
import shutil

from sqlalchemy import select
from tests.operations.kept_story import (
    ANSWER,
    HANDLE,
    NAME,
    NEIGHBOUR,
    NEIGHBOURS_NAME,
    NEIGHBOURS_WORDS,
    PHONE,
    WORDS,
    cells,
    chain,
    erased,
    places,
    refs,
    spellings,
    typed,
)

from sondir.adapters.database.forgotten import WORDLESS
from sondir.adapters.database.tables.incidents import turn
from sondir.adapters.database.tables.outbox import outbox_message
from sondir.domain.journal import verify

RARE = "парилка"
"""A word that nobody else has used, and that the detector remembers."""
THEIRS = (PHONE[1:], HANDLE, NAME, NAME.split()[1], WORDS, ANSWER, RARE)


def test_nothing_of_the_person_is_left(after_crisis, database, caplog):
    """Not in any column of any table, however it is spelled, and not in the log."""
    caplog.set_level(logging.DEBUG)
    before = places(database, *THEIRS)
    assert {table for table, _ in before} >= {
        *("person", "person_alias", "message", "outbox_message"),
        *("inbox_body", "detector_part"),
    }
    texts = chain(database)

    report = erased(after_crisis)

    assert places(database, *THEIRS) == set()
    assert [word for word in THEIRS if word in caplog.text] == []
    assert chain(database) == texts
    assert verify(texts) is None
    assert report["chain_holds"] is True
    assert report["found"]["texts"] >= 2
    assert report["found"]["bodies"] == 4


def test_neither_our_letters_nor_pieces_of_answers_are_left(after_crisis, database):
    """What we wrote to them goes too, and the words that explained their answers."""
    (ref,) = refs(database, NAME)
    ours = select(outbox_message.c.text).where(outbox_message.c.recipient == ref)
    answers = select(turn.c.document).where(turn.c.kind == "ClientSaid")

    def pieces(connection):
        said = map(json.loads, connection.execute(answers).scalars())
        return [a["reply"]["why"] for a in said if a["client"] == ref]

    with database.connect() as connection:
        letters = set(connection.execute(ours).scalars())
        assert letters
        assert any(pieces(connection))

    erased(after_crisis)

    with database.connect() as connection:
        assert set(connection.execute(ours).scalars()) == {WORDLESS}
        assert not any(pieces(connection))
    assert places(database, *letters) == set()


def test_the_neighbours_words_stay(after_crisis, database):
    """Somebody who wrote in the same webhook body is not forgotten with them."""
    erased(after_crisis)

    found = {table for table, _ in places(database, NEIGHBOURS_WORDS)}
    assert found == {"message", "inbox_body"}
    assert {"person", "outbox_message", "inbox_body"} <= {
        table for table, _ in places(database, NEIGHBOURS_NAME)
    }
    assert {t for t, _ in places(database, NEIGHBOUR[1:])} >= {"person_alias"}


def test_nothing_is_left_in_the_file(played, tmp_path):
    """SQLite's free pages and its write-ahead log are written over too."""
    shutil.copy(played, tmp_path / "salon.db")
    address = f"sqlite:///{tmp_path / 'salon.db'}"
    held = (tmp_path / "salon.db").read_bytes()
    assert [w for w in (PHONE[1:], NAME, WORDS) if w.encode() not in held] == []

    erased(address)

    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    left = [w for w in spellings(*THEIRS) if w.encode() in kept]
    assert left == []


def test_the_person_is_found_by_any_name(after_crisis, database):
    """A reference, a phone as people type it, with or without the plus."""
    (ref,) = refs(database, NAME)
    spoken = f"8 ({PHONE[2:5]}) {PHONE[5:8]}-{PHONE[8:10]}-{PHONE[10:]}"
    for who in (ref, spoken, PHONE[1:]):
        asked = typed("erase", who, url=after_crisis, answer="n\n")
        assert asked.exit_code == 1
        assert ref in asked.output
    assert refs(database, NAME) == [ref]


def test_a_no_and_a_stranger_change_nothing(after_crisis, database):
    """Without a yes nothing is erased; staff and strangers are refused by code."""
    before = sorted(cells(database))
    assert typed("erase", PHONE, url=after_crisis, answer="\n").exit_code == 1
    assert typed("erase", "+77990009999", "--yes", url=after_crisis).exit_code == 1
    assert typed("erase", "owner:1", "--yes", url=after_crisis).exit_code == 1
    assert typed("erase", PHONE, "--json", url=after_crisis).exit_code == 2
    assert sorted(cells(database)) == before


def test_erasing_twice_does_no_harm(after_crisis, database):
    """The second time there is nothing left to find."""
    (ref,) = refs(database, NAME)
    erased(after_crisis)
    again = erased(after_crisis, ref)
    counts = {k: n for k, n in again["found"].items() if k != "answers"}
    assert set(counts.values()) == {0}
