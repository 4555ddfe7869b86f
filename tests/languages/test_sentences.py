"""Every code that the product can utter has a sentence in every language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sondir.domain.corridor import Corridor
from sondir.domain.corridor_sentences import SETTINGS
from sondir.domain.diagnosis.codes import CAUSES, CONCLUSIONS, FINDINGS, IFS, QUESTIONS
from sondir.domain.limits.sentences import SENTENCES
from sondir.domain.mode import Mode, ModeCause
from sondir.domain.phrase import PHRASES
from sondir.domain.step import StepFacts, StepKind
from sondir.languages import LANGUAGES, Phrasebook, corridor_sentences
from sondir.languages.book.filling import GAP
from sondir.languages.book.shelf import language

SOURCE = Path(__file__).parents[2] / "src" / "sondir"
DECLARED = {
    **SENTENCES,
    **SETTINGS,
    **{
        code: frozenset(gloss.args)
        for codes in (FINDINGS, IFS, CONCLUSIONS, QUESTIONS)
        for code, gloss in codes.items()
    },
}
WHY_AT = {"outreach": ("outreach", 3), "drop": ("outreach", 3), "Move": ("outreach", 2)}
WHY_AT |= {"hand_over": ("handoff", 2), "Due": ("compensation", 2)}
"""Functions that take the last part of a code, and where."""
ERRORS = ("Mistake", "Rejected", "Unavailable")


def calls(folder: str) -> Iterator[tuple[str, ast.Call]]:
    """Walk every call in a folder of the source, with the name that is called."""
    for path in sorted((SOURCE / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func
                name = called.attr if isinstance(called, ast.Attribute) else ""
                yield (called.id if isinstance(called, ast.Name) else name), node


def texts(node: ast.expr) -> list[str]:
    """List the plain texts that an argument may be."""
    parts = ast.walk(node) if isinstance(node, ast.IfExp) else [node]
    found = [p.value for p in parts if isinstance(p, ast.Constant)]
    return [text for text in found if isinstance(text, str) and text]


def raised() -> set[str]:
    """Collect the codes of errors, and those that read_corridor puts together."""
    found = {
        text
        for folder in (".",)
        for name, call in calls(folder)
        if name in ERRORS and call.args
        for text in texts(call.args[0])
    }
    for name, call in calls("domain"):
        at = {"_WrongValueError": 0, "FieldProblem": 1, "_whole": 2}.get(name)
        if at is not None and len(call.args) > at:
            found |= {f"corridor.{text}" for text in texts(call.args[at])}
    return found | {"corridor.unknown_playbook", "corridor.not_whole_number"}


def uttered() -> set[str]:
    """Collect the codes that workflows and stages put into the journal."""
    found = set()
    for folder in ("workflows", "stages"):
        for name, call in calls(folder):
            prefix, at = WHY_AT.get(name, ("", 0))
            if prefix and len(call.args) > at:
                found |= {f"{prefix}.{text}" for text in texts(call.args[at])}
        for path in (SOURCE / folder).rglob("*.py"):
            written = path.read_text(encoding="utf-8")
            found |= set(re.findall(r'"code": "([a-z_.]+)"', written))
            found |= set(re.findall(r'"((?:rejected|closed|decision)\.\w+)"', written))
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_declared_code_has_a_sentence(lang):
    """Verdicts, settings, findings, questions, doubts and conclusions all speak."""
    assert sorted(set(DECLARED) - set(language(lang).sentences)) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_in_the_source_has_a_sentence(lang):
    """Nobody can raise an error or write a reason without words for it."""
    written = language(lang).sentences
    assert len(raised()) > 15
    assert len(uttered()) > 25
    assert sorted((raised() | uttered()) - set(written)) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_uses_only_the_arguments_of_its_code(lang):
    """No sentence asks for a figure that its code does not carry."""
    written = language(lang).sentences
    wrong = {
        code: unknown
        for code, args in DECLARED.items()
        if (unknown := {gap["name"] for gap in GAP.finditer(written[code])} - args)
    }
    assert wrong == {}


def test_the_languages_have_the_same_codes_and_figures():
    """A code means the same in each language: same sentences, same arguments."""

    def shape(lang: str) -> dict[str, set[str]]:
        texts_of = language(lang).sentences
        return {c: {g["name"] for g in GAP.finditer(t)} for c, t in texts_of.items()}

    assert shape("kk") == shape("ru") == shape("en")


def test_the_languages_have_the_same_words():
    """A topic, a cause or a state that one language names, all of them name."""

    def shape(lang: str) -> dict[str, set[str]]:
        tables = language(lang).words
        return {name: set(words) for name, words in tables.items() if name != "plural"}

    assert shape("kk") == shape("ru") == shape("en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_things_with_a_code_have_a_name(lang):
    """Causes, kinds of steps, facts, modes and their causes have words."""
    words = language(lang).words
    known = {
        "cause": set(CAUSES),
        "step": {str(kind) for kind in StepKind},
        "fact": set(StepFacts.__dataclass_fields__),
        "mode": {str(mode) for mode in Mode},
        "mode_cause": {str(cause) for cause in ModeCause},
    }
    missing = {name: codes - set(words[name]) for name, codes in known.items()}
    assert missing == {name: set() for name in known}


def test_every_phrase_in_the_workflows_is_declared():
    """What a workflow or a stage says is in the phrasebook."""
    said = set()
    for folder in ("workflows", "stages"):
        for path in (SOURCE / folder).rglob("*.py"):
            written = path.read_text(encoding="utf-8")
            pattern = r'"((?:owner|shift|staff|vendor|client|button)\.[a-z_.]+)"'
            said |= set(re.findall(pattern, written))
    fields = {"vendor.colour"}
    assert len(said) > 15
    assert sorted(said - set(PHRASES) - fields) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_setting_reads_as_a_sentence(lang):
    """Each line of the corridor is whole and ends with a full stop."""
    lines = corridor_sentences(Corridor(permissions={"climate_failure": "act"}), lang)
    assert len(lines) > 25
    assert [x for x in lines if not x.endswith(".") or "{" in x or "?" in x] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_error_says_what_happened_what_is_safe_and_what_to_do(lang):
    """Three sentences at least, for every error."""
    written = language(lang).sentences
    short = [c for c in raised() if len(re.findall(r"[.]( |$)", written[c])) < 3]
    assert short == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_code_nobody_wrote_is_shown_as_it_stands(lang):
    """An unknown code is not hidden and breaks nothing."""
    assert Phrasebook().sentence("new.code", lang, {}) == "new.code"


def test_a_lost_figure_shows_as_a_question_mark():
    """A sentence without its argument still reads, and shows that it is lost."""
    said = Phrasebook().sentence("limit.hold", "ru", {})
    assert said == "Ждём вето ещё ? с."
