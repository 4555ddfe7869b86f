"""The seed grammar: lines with (a|b|) and {slot}, under headings with labels.

A heading is ``[medium]``, ``[none intent=booking]``, ``[high topics=water,cold]``;
the file's name is the topic unless ``topics=`` says otherwise. A slot file holds
``name = one|two``; a block file holds ``[name]`` and one line of choices.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from training.rows import Row, draw

SEEDS = Path(__file__).parent / "seeds"
_NO_TOPICS = {"slots", "around", "short", "words", "words_kk", "loanwords"}
_GROUP = re.compile(r"\(([^()]*)\)")
_SLOT = re.compile(r"\{(\w+)\}")
_SENTIMENT = {"none": 0.5, "low": 0.25, "medium": 0.05, "high": 0.0, "critical": 0.0}
_BOT = re.compile(r"\bбот\b|робот|автоответчик|нейросет|искусственный|жасанды|\bбот па")
_HUMAN = re.compile(r"позовите|соедините|живого|тірі адам|шақырыңызшы|переключите")


@dataclass(frozen=True)
class Line:
    """One line of the grammar with the labels of its heading."""

    number: int
    lang: str
    form: str
    labels: dict[str, str]
    topic: str


@dataclass(frozen=True)
class Grammar:
    """All seed lines of one language with its slots and blocks."""

    lang: str

    @cached_property
    def slots(self) -> dict[str, list[str]]:
        """Named lists of words."""
        text = (SEEDS / self.lang / "slots.txt").read_text("utf-8")
        pairs = (line.split(" = ", 1) for line in text.splitlines() if " = " in line)
        return {name: words.split("|") for name, words in pairs}

    @cached_property
    def blocks(self) -> dict[str, list[str]]:
        """What stands around a message: greetings, closings, threats to leave."""
        text = (SEEDS / self.lang / "around.txt").read_text("utf-8")
        found = re.findall(r"^\[(\w+)\]\n(.+)$", text, re.M)
        return {name: words.split("|") for name, words in found}

    @cached_property
    def short(self) -> dict[str, list[str]]:
        """A few words for each topic, for messages that list several."""
        text = (SEEDS / self.lang / "short.txt").read_text("utf-8")
        pairs = (line.split(" = ", 1) for line in text.splitlines() if " = " in line)
        return {topic: words.split("|") for topic, words in pairs}

    @cached_property
    def lines(self) -> list[Line]:
        """Every line of every topic file, in a fixed order."""
        found: list[Line] = []
        for path in sorted((SEEDS / self.lang).glob("*.txt")):
            if path.stem not in _NO_TOPICS:
                found += self._read(path, len(found))
        return found

    def _read(self, path: Path, first: int) -> list[Line]:
        topic = path.stem.partition("__")[0]
        labels: dict[str, str] = {}
        found = []
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("["):
                labels = _heading(line)
            elif line.strip() and not line.startswith("#"):
                number = first + len(found)
                found.append(Line(number, self.lang, line.strip(), labels, topic))
        return found

    def say(self, form: str, random: np.random.Generator) -> str:
        """One phrase out of a line's many."""
        while "(" in form and (found := _GROUP.search(form)):
            choice = draw(random, found[1].split("|"))
            form = form[: found.start()] + choice + form[found.end() :]
        if "|" in form:
            form = draw(random, form.split("|"))
        while found := _SLOT.search(form):
            choice = draw(random, self.slots[found[1]])
            form = form[: found.start()] + choice + form[found.end() :]
        form = re.sub(r"\s+([,?!.])", r"\1", re.sub(r"\s+", " ", form))
        return form.strip(" ,+")

    def block(self, name: str, random: np.random.Generator) -> str:
        """A phrase of a named block."""
        return self.say(draw(random, self.blocks[name]), random)

    def row(self, line: Line, random: np.random.Generator) -> Row:
        """One labelled phrase of a line."""
        return _labelled(line, self.say(line.form, random))


def _heading(line: str) -> dict[str, str]:
    severity, *pairs = line.strip("[] ").split()
    labels = dict(pair.split("=", 1) for pair in pairs)
    return {"severity": severity, **labels}


def _labelled(line: Line, text: str) -> Row:
    labels = line.labels
    severity = labels["severity"]
    if severity == "none":
        return _ordinary(line, text)
    topics = frozenset(labels.get("topics", line.topic).split(","))
    return Row(
        text=text,
        lang=line.lang,
        complaint=True,
        topics=topics,
        about=topics,
        severity=severity,
        danger=severity == "critical" or "injury_allergy" in topics,
        sentiment=_SENTIMENT[severity],
        intent="other",
        tense="now",
        flags=frozenset(),
        line=line.number,
    )


def _ordinary(line: Line, text: str) -> Row:
    labels = line.labels
    intent = labels.get("intent", "other")
    about = frozenset(filter(None, labels.get("about", "").split(",")))
    flags = {"bot": _BOT.search(text), "human": _HUMAN.search(text)}
    happy = intent == "thanks" or labels.get("tense") == "solved"
    return Row(
        text=text,
        lang=line.lang,
        complaint=False,
        topics=frozenset(),
        about=about,
        severity="none",
        danger=False,
        sentiment=0.95 if happy else 0.55,
        intent=intent,
        tense=labels.get("tense", "now"),
        flags=frozenset(name for name, found in flags.items() if found),
        line=line.number,
    )
