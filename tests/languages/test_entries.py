"""The journal as a reader sees it: the source's form, in the reader's language."""

import re

import pytest
from tests.languages.examples import EXAMPLES

from sondir.domain.journal import ENTRY_TYPES
from sondir.languages import LANGUAGES, render_entry
from sondir.languages.book.shelf import language

AT = "2026-07-14T05:07:14.000Z"


def record(entry: str, data: object) -> dict[str, object]:
    """Write a record as the journal holds it."""
    return {"at": AT, "entry": entry, "branch": "abay", "data": data}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_entry_type_is_written_in_every_language(lang):
    """Each of the journal's entry types has lines of its own."""
    assert set(language(lang).entries) == set(ENTRY_TYPES)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("entry", ENTRY_TYPES)
def test_a_whole_entry_reads_without_holes(entry, lang):
    """A head with the local time, then arrows; nothing lost, no code left raw."""
    head, *lines = render_entry(record(entry, EXAMPLES[entry]), lang)
    assert head == f"[10:07:14] {entry}():"
    assert lines
    assert [x for x in lines if not x.startswith("→ ") or "{" in x] == []
    asked = entry in ("QUESTION_ASKED", "QUESTION_ANSWERED", "AGENT_THOUGHT")
    assert asked or "?" not in "".join(lines)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("entry", ENTRY_TYPES)
def test_a_missing_field_shows_as_a_question_mark(entry, lang):
    """An entry without its data breaks nothing and hides nothing."""
    head, *lines = render_entry(record(entry, {}), lang)
    assert head == f"[10:07:14] {entry}():"
    assert "?" in "".join(lines)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("entry", ENTRY_TYPES)
def test_each_lost_field_alone_is_survived(entry, lang):
    """Whichever one field is missing, the entry still reads."""
    for name in EXAMPLES[entry]:
        left = {k: v for k, v in EXAMPLES[entry].items() if k != name}
        assert render_entry(record(entry, left), lang)[1:]


@pytest.mark.parametrize("entry", ENTRY_TYPES)
def test_a_value_known_to_be_absent_is_no_lost_value(entry):
    """Null reads as a dash or leaves its line out; it never reads as lost."""
    absent = dict.fromkeys(EXAMPLES[entry])
    lines = render_entry(record(entry, absent), "ru")[1:]
    assert all(line.count("?") <= (line == "→ ?") for line in lines)


@pytest.mark.parametrize("fields", [{}, {"at": "x"}, {"data": 5}, {"entry": "NEW"}])
def test_no_record_is_too_broken_to_show(fields):
    """What stands in a damaged store is shown, with its holes."""
    head, *lines = render_entry(fields, "kk")
    assert re.fullmatch(r"\[\?\] .+\(\):", head)
    assert lines == ["→ ?"]


def test_people_are_named_only_where_they_are_given():
    """A reference stays a reference unless the caller brings the names."""
    fields = record("CLIENT_REPLIED", EXAMPLES["CLIENT_REPLIED"])
    without = render_entry(fields, "ru")[1]
    named = render_entry(fields, "ru", {"client:17": "Айгерім"})[1]
    assert without == "→ client:17: всё хорошо"
    assert named == "→ Айгерім: всё хорошо"


def test_a_moment_of_another_day_carries_its_date():
    """A time of the entry's own day is short, any other is dated."""
    data = {"promise": "p", "to": "client:1", "what": "bonus", "state": "made"}
    due = data | {"due": "2026-09-12T05:07:14+00:00"}
    assert render_entry(record("PROMISE", due), "en")[2] == "→ Due: 12.09.2026 10:07"


def test_a_promise_names_who_keeps_it_where_somebody_was_named():
    """The field came later: an entry from before it reads as whole."""
    data = EXAMPLES["PROMISE"]
    said = render_entry(record("PROMISE", data | {"by": "staff:1"}), "en")
    assert said == [*render_entry(record("PROMISE", data), "en"), "→ By: staff:1"]


def test_a_sum_reads_as_people_write_it():
    """Whole tenge with spaces between thousands, debts with a minus."""
    data = EXAMPLES["LEDGER"] | {"amount_kzt": 15000, "left_kzt": -2500}
    lines = render_entry(record("LEDGER", data), "ru")
    assert "15 000 ₸" in lines[1]
    assert "-2 500 ₸" in lines[2]


def test_nothing_is_escaped_for_a_screen():
    """Escaping belongs to the screen: a name is given back as it is."""
    fields = record("CLIENT_REPLIED", EXAMPLES["CLIENT_REPLIED"])
    assert "<b>" in render_entry(fields, "ru", {"client:17": "<b>"})[1]
