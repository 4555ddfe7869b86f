"""Outcomes: the same crises in every hand, by assumptions that anybody may change."""

import json
import re
import tomllib

import pytest
from typer.testing import CliRunner

from sondir.bootstrap.outcomes.assuming import assumptions, shipped_text
from sondir.bootstrap.outcomes.comparing import compare
from sondir.bootstrap.outcomes.drawing import tornado_svg
from sondir.bootstrap.outcomes.measuring import measure
from sondir.bootstrap.outcomes.page import report_page
from sondir.bootstrap.outcomes.playing import Days, play_days
from sondir.bootstrap.outcomes.reckoned import Reckoned, as_record, changed_in
from sondir.cli import app
from sondir.domain.errors import Mistake
from sondir.domain.outcome_model.assumption import NAMES
from sondir.languages.outcomes import outcome_words

SEED, CRISES = 1, 6


@pytest.fixture(scope="module")
def crises():
    return play_days(Days(CRISES, SEED, jobs=1), lambda _: None)


def reckoned(crises, guesses):
    return Reckoned(
        seed=SEED,
        guesses=guesses,
        changed=changed_in(guesses, assumptions()),
        measured=measure(crises),
        found=compare(crises, guesses, SEED),
    )


@pytest.fixture(scope="module")
def shipped(crises):
    return reckoned(crises, assumptions())


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "own.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_the_same_seed_gives_the_same_crises_and_figures(crises, shipped):
    """Played and reckoned again, on two processes, every number is the same."""
    again = play_days(Days(CRISES, SEED, jobs=1), lambda _: None)

    assert again == crises
    assert compare(again, assumptions(), SEED, jobs=2) == shipped.found


def test_other_seeds_play_other_crises(crises):
    """Another seed is another sample of days."""
    assert play_days(Days(1, 2, jobs=1), lambda _: None)[0] != crises[0]


def test_a_quicker_person_leaves_less_to_save(crises, shipped, written):
    """One assumption changed in a file: result, interval and picture move that way."""
    path = written(
        "[person_notices_from_min]\nvalue = 60\n[person_notices_to_min]\nvalue = 60\n"
    )
    quick = reckoned(crises, assumptions(path))

    assert quick.found.best_kzt < shipped.found.best_kzt
    assert quick.found.saved["person"].high < shipped.found.saved["person"].high
    assert quick.changed == ("person_notices_from_min", "person_notices_to_min")
    words = outcome_words("en")
    assert tornado_svg(quick.found, words) != tornado_svg(shipped.found, words)


def test_clients_who_forgive_leave_less_to_save(crises, shipped, written):
    """A smaller drop in return is a smaller saving; a larger one a larger saving."""
    less, more = (
        reckoned(crises, assumptions(written(f"[return_drop]\nvalue = {value}\n")))
        for value in (0.1, 0.45)
    )

    assert less.found.best_kzt < shipped.found.best_kzt < more.found.best_kzt


def test_no_assumption_moves_what_was_measured(crises, shipped, written):
    """The autopilot's times come from the crises: another file leaves them alone."""
    path = written("[patience_min]\nvalue = 60\n[person_finds_firm_min]\nvalue = 20\n")
    other = reckoned(crises, assumptions(path))

    assert other.measured == shipped.measured
    assert shipped.measured.first.low > 0


def test_a_person_who_is_there_soon_is_compared_with_the_same_person_behind_it(shipped):
    """Both sides of a comparison rest on the same person."""
    rows = shipped.found.rows

    assert (
        rows["autopilot_soon"]["down_min"].middle <= rows["autopilot"]["down_min"].high
    )
    assert shipped.found.saved["person_soon"].high < shipped.found.saved["person"].high


def test_a_range_is_carried_on_to_a_value_outside_it(written):
    """Who writes only a value may write any sensible one."""
    known = assumptions(written("[future_visits]\nvalue = 15\n")).known

    assert (known["future_visits"].low, known["future_visits"].high) == (1, 15)


@pytest.mark.parametrize(
    ("text", "code", "field"),
    [
        ("[patience]\nvalue = 5\n", "assumptions.unknown", "patience"),
        ("[margin]\nworth = 5\n", "assumptions.unknown", "margin.worth"),
        ("margin = 5\n", "assumptions.field", "margin"),
        ("[margin]\nvalue = true\n", "assumptions.field", "margin.value"),
        ("[margin]\nvalue = nan\n", "assumptions.field", "margin.value"),
        ('[margin]\nvalue = "much"\n', "assumptions.field", "margin.value"),
        ("[margin]\nsource = 5\n", "assumptions.field", "margin.source"),
        (
            "[margin]\nvalue = 0.9\nlow = 0.1\nhigh = 0.2\n",
            "assumptions.order",
            "margin",
        ),
        ("[margin]\nvalue = 1.5\n", "assumptions.bounds", "margin"),
        ("[future_visits]\nvalue = -1\n", "assumptions.bounds", "future_visits"),
        ("[patience_min]\nvalue = 0\n", "assumptions.zero", "patience_min"),
    ],
)
def test_what_is_wrong_in_a_file_is_named(written, text, code, field):
    """An error says which key of which file, and nothing is reckoned."""
    with pytest.raises(Mistake) as error:
        assumptions(written(text))

    assert (error.value.code, error.value.fields["field"]) == (code, field)


def test_a_file_that_is_no_toml_is_named(written):
    """A slip of the pen is one error that names the file."""
    with pytest.raises(Mistake) as error:
        assumptions(written("[margin\n"))

    assert error.value.code == "assumptions.not_toml"


def test_the_shipped_file_holds_every_assumption_with_its_source():
    """No guess stands anywhere else, and each says where it comes from."""
    rows = tomllib.loads(shipped_text())

    assert tuple(rows) == NAMES
    begins = ("our assumption", "MISSION.md", "seed:")
    assert [n for n, row in rows.items() if not row["source"].startswith(begins)] == []


def test_an_unknown_key_ends_the_command_in_one_line(written):
    """`--assumptions` with a wrong key: one line that names it, exit code 2."""
    path = written("[pateince_min]\nvalue = 5\n")
    answer = CliRunner().invoke(
        app, ["simulate", "--outcomes", "--assumptions", str(path)]
    )

    assert answer.exit_code == 2
    assert answer.stderr.count("\n") == 1
    assert "pateince_min" in answer.stderr


def test_assumptions_without_outcomes_are_wrong_use(written):
    """Nothing is quietly ignored."""
    path = written("[margin]\nvalue = 0.3\n")
    answer = CliRunner().invoke(app, ["simulate", "--assumptions", str(path)])

    assert answer.exit_code == 2
    assert "--outcomes" in answer.stderr


def test_the_command_writes_a_report_that_needs_nothing_else(tmp_path):
    """Report, pictures, figures and assumptions; no address in any of them."""
    order = ["simulate", "--outcomes", "--crises", "2", "--jobs", "1", "--lang", "kk"]
    answer = CliRunner().invoke(app, [*order, "--out", str(tmp_path), "--json"])

    assert answer.exit_code == 0
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {
        *("report.html", "losses.svg", "tornado.svg"),
        *("outcomes.json", "assumptions.toml"),
    }
    page = (tmp_path / "report.html").read_text("utf-8")
    assert re.findall(r"(?:src|href)=", page) == []
    assert set(re.findall(r"https?://[^\"]+", page)) == {"http://www.w3.org/2000/svg"}
    figures = json.loads((tmp_path / "outcomes.json").read_text("utf-8"))
    assert json.loads(answer.stdout.splitlines()[-1]) == figures
    assert assumptions(tmp_path / "assumptions.toml").values() == assumptions().values()


def test_the_sources_numbers_stand_beside_ours_as_its_claims(shipped):
    """What the source says is never among what follows."""
    record = as_record(shipped)

    assert record["claims_of_the_source"]["kept"] == 0.85
    page = report_page(shipped, "en")
    follows = page.split("What follows from the assumptions")[1].split("</section>")[0]
    assert "85 %" not in follows
    assert "These are its claims, not our results" in page


def test_every_language_has_every_word_with_the_same_gaps():
    """A key or a gap that one language lacks is a hole in somebody's report."""
    first, *others = (outcome_words(lang) for lang in ("ru", "kk", "en"))

    def gaps(words):
        return {k: sorted(re.findall(r"\{(\w+)\}", text)) for k, text in words.items()}

    assert [gaps(words) for words in others] == [gaps(first)] * 2
    assert set(NAMES) <= set(first)
