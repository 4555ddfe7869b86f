"""A command that cannot be done says what happened, what is safe and what to do."""

import pytest
from typer.testing import CliRunner

from sondir.cli import app

COMMANDS = (
    ("journal", "show"),
    ("journal", "verify"),
    ("journal", "export"),
    ("case",),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_an_empty_database_is_told_in_a_sentence(tmp_path, command):
    """One line in words, never the bare code of the error; exit 1."""
    url = f"sqlite:///{tmp_path / 'nothing.db'}"
    ran = CliRunner().invoke(app, [*command, "--database-url", url])
    assert ran.exit_code == 1
    (line,) = ran.stderr.splitlines()
    assert "Ничего не изменено" in line
    assert "database." not in line


def test_an_unknown_case_of_the_demo_is_told_in_the_asked_language():
    """The names to choose from stand in the line."""
    ran = CliRunner().invoke(app, ["demo", "--case", "nope", "--lang", "en"])
    assert ran.exit_code == 1
    assert "water_outage" in ran.stderr
    assert "no_such_case" not in ran.stderr
