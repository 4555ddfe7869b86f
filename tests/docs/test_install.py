"""What docs/how-to/install.md and change-a-limit.md tell to type works as typed."""

import contextlib
import io
import json
import os
import re
import shlex
import subprocess
import sys

import pytest
from tests.docs.pages import DOCS, ROOT, blocks
from typer.testing import CliRunner

from sondir.cli import app

INSTALL = DOCS / "how-to" / "install.md"
CHANGE = DOCS / "how-to" / "change-a-limit.md"
PASSWORD = "a-long-enough-word"


def _typed(start: str) -> list[str]:
    """Return the words of the command of the install page that begins with *start*."""
    text = "".join(b.text for b in blocks("sh") if b.page == INSTALL)
    joined = text.replace("\\\n", " ")
    line = next(x for x in joined.splitlines() if x.strip().startswith(start))
    return shlex.split(line, comments=True)


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A fresh folder with an installation made by the page's own command."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SONDIR_DATABASE_URL", f"sqlite:///{tmp_path / 'sondir.db'}")
    words = _typed(".venv/bin/sondir init")[1:]
    made = CliRunner().invoke(app, [*words, "--password", PASSWORD])
    assert made.exit_code == 0, made.output
    return tmp_path


def test_init_writes_a_key_that_only_the_owner_reads(installed):
    """The fresh secret key stands in `sondir.toml`, and in nobody else's sight."""
    file = installed / "sondir.toml"

    assert "secret_key" in file.read_text("utf-8")
    assert file.stat().st_mode & 0o077 == 0


def test_a_fresh_journal_verifies(installed):
    """Right after `init` the journal is whole."""
    done = CliRunner().invoke(app, ["journal", "verify"])

    assert done.exit_code == 0, done.output


def test_a_second_init_changes_nothing(installed):
    """An organisation that exists is refused with an error that names it."""
    words = _typed(".venv/bin/sondir init")[1:]
    again = CliRunner().invoke(app, [*words, "--password", PASSWORD])

    assert again.exit_code == 1
    assert "gulnara" in again.output


def test_a_new_corridor_is_kept_as_the_page_says(installed):
    """The page's program keeps a new version of the limits, and says which."""
    texts = [b.text for b in blocks("python") if b.page == CHANGE]
    corridor = next(b.text for b in blocks("json") if b.page == CHANGE)
    (installed / "keep_corridor.py").write_text(texts[0], encoding="utf-8")
    (installed / "corridor.json").write_text(corridor, encoding="utf-8")
    command = [
        sys.executable,
        "keep_corridor.py",
        "gulnara",
        "corridor.json",
        "owner:1",
    ]
    path = {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        command,
        cwd=installed,
        env={**os.environ, **path},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "version 2\n"), done.stderr


def test_the_templates_are_listed_as_the_page_says():
    """The page's one line prints every template in Russian and in Kazakh."""
    program = re.search(r'-c "(import json;[^"]+)"', INSTALL.read_text("utf-8"))
    assert program is not None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(program[1], {})
    found = json.loads(printed.getvalue())

    assert {template["language"] for template in found} == {"ru", "kk"}
    assert {"name", "body", "buttons", "category"} <= set(found[0])
