"""The programs of docs/how-to/verify-a-journal.md do what the page says."""

import json
import shutil
import subprocess
import sys

import pytest
from tests.docs.pages import DOCS, blocks

from sondir.domain.journal import verify

PAGE = DOCS / "how-to" / "verify-a-journal.md"
PROGRAMS = {b.lang: b.text for b in blocks("python", "javascript") if b.page == PAGE}
MOST_LINES = 20


@pytest.fixture(params=["python", "javascript"])
def run(request, tmp_path):
    """Run one of the two programs on a file, from another folder."""
    started = {"python": sys.executable, "javascript": shutil.which("node")}
    if started[request.param] is None:
        pytest.skip("node is not installed: the JavaScript program is not run")
    suffix = {"python": "py", "javascript": "mjs"}[request.param]
    program = tmp_path / f"verify_journal.{suffix}"
    program.write_text(PROGRAMS[request.param], encoding="utf-8")

    def started_on(texts, *more):
        journal = tmp_path / "journal.jsonl"
        journal.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
        command = [started[request.param], str(program), str(journal), *more]
        return subprocess.run(
            command, capture_output=True, text=True, cwd=tmp_path, check=False
        )

    return started_on


def test_it_is_twenty_lines_and_foreign():
    """The program imports nothing of ours and is as short as the page says."""
    lines = [ln for ln in PROGRAMS["python"].splitlines() if ln and ln[0] != "#"]

    assert len(lines) <= MOST_LINES
    assert not any("sondir" in line for line in lines)


def test_a_whole_journal_verifies(run, morning):
    """An exported journal passes, and its head is printed."""
    done = run(morning)
    head = json.loads(morning[-1])["hash"]

    assert (done.returncode, done.stdout) == (0, f"the chain holds, head {head}\n")


def test_a_changed_record_is_named(run, morning):
    """One changed word breaks the record it stands in."""
    changed = [*morning]
    changed[4] = changed[4].replace('"autopilot"', '"owner:1"', 1)
    if changed[4] == morning[4]:
        changed[4] = changed[4].replace('"at":"2026', '"at":"2025', 1)
    done = run(changed)

    assert (done.returncode, done.stderr) == (1, "record 5 is broken\n")


@pytest.mark.parametrize("place", [0, 3, -2])
def test_a_missing_record_is_noticed(run, morning, place):
    """A record taken out breaks the chain at the one behind it."""
    shorter = [*morning]
    del shorter[place]

    assert run(shorter).returncode == 1


def test_a_rewritten_record_breaks_the_next(run, morning):
    """Who changes a record and its hash has to change every record behind it."""
    forged = [*morning]
    fields = json.loads(forged[2])
    fields["hash"] = "0" * 64
    forged[2] = json.dumps(
        fields, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )

    assert run(forged).returncode == 1


def test_a_cut_tail_shows_with_the_head(tmp_path, morning):
    """With a head noted outside, a journal without its end is refused."""
    program, journal = tmp_path / "verify.py", tmp_path / "journal.jsonl"
    program.write_text(PROGRAMS["python"], encoding="utf-8")
    head = json.loads(morning[-1])["hash"]
    ended = {}
    for name, texts in (("whole", morning), ("cut", morning[:-1])):
        journal.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
        command = [sys.executable, str(program), str(journal), head]
        done = subprocess.run(command, capture_output=True, check=False)
        ended[name] = done.returncode

    assert ended == {"whole": 0, "cut": 1}


def test_ours_agrees(morning):
    """Our own verification says the same of the same records."""
    changed = [*morning[:4], morning[4].replace("2026", "2025", 1), *morning[5:]]

    assert verify(morning) is None
    assert verify(changed) is not None
