"""`sondir playbook new`: a scaffold imports, is registered, and its tests run."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.docs.pages import ROOT
from typer.testing import CliRunner

from sondir.cli import app
from sondir.playbooks import PLAYBOOKS

NAME = "flooded_floor"
WISH = ("playbook", "new", NAME, "--topic", "water", "--cause", "plumbing")
COPIED = ("src", "tests", "docs", "pyproject.toml", "Makefile", "README.md")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.egg-info", ".hypothesis", "reader")
LANGUAGES = ("ru", "kk", "en")


def typed(*words: str):
    return CliRunner().invoke(app, list(words))


@pytest.fixture(scope="module")
def tree(tmp_path_factory) -> Path:
    """A copy of the sources with a scaffold in it."""
    copy = tmp_path_factory.mktemp("tree")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=_left_out(source))
        elif source.is_file():
            shutil.copy(source, copy / name)
    answer = typed(*WISH, "--into", str(copy), "--json")
    assert answer.exit_code == 0, answer.output
    made = json.loads(answer.stdout)
    assert all(
        (copy / place).is_file() for place in (*made["written"], *made["changed"])
    )
    return copy


def _left_out(source: Path):
    return LEFT_OUT if source.name == "tests" else shutil.ignore_patterns("__pycache__")


def run(tree: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the copy's own Python on the copy's own sources."""
    environment = {**os.environ, "PYTHONPATH": f"{tree / 'src'}{os.pathsep}{tree}"}
    return subprocess.run(
        [sys.executable, *words],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def checked(tree: Path, *paths: str) -> tuple[int, str]:
    done = run(tree, "-m", "pytest", "-q", "-p", "no:cacheprovider", *paths)
    return done.returncode, done.stdout[-3000:] + done.stderr[-1000:]


def test_it_imports_and_is_registered(tree: Path):
    """The copy knows one playbook more, which observes until an owner permits it."""
    code = (
        "from sondir.playbooks import PLAYBOOKS as books\n"
        "from sondir.domain.corridor import PLAYBOOKS as names, Corridor\n"
        f"print(len(books), {NAME!r} in names, Corridor().permission_for({NAME!r}))\n"
    )
    done = run(tree, "-c", code)
    assert done.stdout.split() == [str(len(PLAYBOOKS) + 1), "True", "observe"]


def test_its_own_tests_run(tree: Path):
    """The cause leads to it, it is closed, and it hires nobody."""
    code, said = checked(tree, f"tests/story/playbooks/test_{NAME}.py")
    assert code == 0, said


def test_only_its_words_and_their_page_are_missing(tree: Path):
    """The contract names each file in which UNWRITTEN stands; nothing else fails."""
    code, said = checked(
        tree, "tests/contracts/playbooks", "tests/architecture/test_tuples.py"
    )
    failed = [line for line in said.splitlines() if line.startswith("FAILED")]
    assert code == 1
    assert len(failed) == len(LANGUAGES)
    assert all("test_its_name_is_written" in line and NAME in line for line in failed)


def test_with_its_words_every_contract_holds(tree: Path):
    """A name in each language and the page made anew: the tree is whole again."""
    for lang in LANGUAGES:
        path = tree / f"src/sondir/languages/{lang}/words.toml"
        text = path.read_text("utf-8")
        path.write_text(text.replace(f'{NAME} = "UNWRITTEN"', f'{NAME} = "—"'), "utf-8")
    page = run(tree, "-m", "sondir.languages.book.native_page").stdout
    (tree / "docs/reference/phrases.md").write_text(page, "utf-8")
    code, said = checked(
        tree,
        "tests/contracts/playbooks",
        "tests/architecture/test_tuples.py",
        "tests/docs/test_journal_page.py",
        "tests/languages/test_pages.py",
    )
    assert code == 0, said


REFUSED = [
    (("Paint", "--topic", "cold"), "small letters"),
    (("cold", "--topic", "cold"), "already"),
    (("paint_fumes", "--topic", "weather"), "no table of causes"),
    (("paint_fumes", "--topic", "noise_smell"), "opens with noise_smell"),
    (("paint_fumes", "--topic", "cold", "--cause", "plumbing"), "no free cause"),
    (("paint_fumes", "--topic", "other"), "no cause that a playbook could mend"),
]


@pytest.mark.parametrize(("words", "expected"), REFUSED)
def test_what_will_not_do_is_refused_in_one_line(words, expected: str):
    """Wrong use: nothing is written, and the line says what to do."""
    answer = typed("playbook", "new", *words, "--into", str(ROOT))
    assert answer.exit_code == 2
    assert expected in answer.output
    assert len(answer.output.strip().splitlines()) == 1
    assert not (ROOT / "src/sondir/playbooks/paint_fumes.py").exists()


def test_a_folder_without_sources_is_refused(tmp_path: Path):
    """An installation is no place to write a module into."""
    answer = typed(*WISH, "--into", str(tmp_path))
    assert (answer.exit_code, list(tmp_path.iterdir())) == (2, [])


def test_the_list_names_every_playbook():
    """Name, topics, permission and who carries it out, for people and for programs."""
    rows = json.loads(typed("playbook", "list", "--json").stdout)
    assert [row["name"] for row in rows] == [book.name for book in PLAYBOOKS]
    lines = typed("playbook", "list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [row["name"] for row in rows]
    human = {row["name"] for row in rows if row["carried_out"] == "by a person"}
    assert human == {book.name for book in PLAYBOOKS if book.human_only}
