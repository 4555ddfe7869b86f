"""Messages out of seed lines: surroundings, second clauses, languages, noise."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from training.grammar import Grammar, Line
from training.mixing import clause_mixed, word_mixed
from training.noise import as_typed
from training.rows import Row, draw, graver, joined

_GLUE = (", ", ". ", " ", "! ", "\n", " , ", "... ")
_AROUND = (
    (0.06, "still", False),
    (0.2, "opening", True),
    (0.05, "praise_then", True),
    (0.06, "neutral", True),
    (0.25, "closing", False),
    (0.08, "leaving", False),
    (0.03, "legal", False),
)
"""How often which words stand before or after a complaint."""

_AND = {
    "ru": (" и ", ", ещё и ", ", плюс ", ", а также ", " + ", ", к тому же "),
    "kk": (" және ", ", оған қоса ", ", үстіне ", " әрі ", ", тағы "),
    "mixed": (" и ", ", тағы ", ", ещё и ", " да ", ", оған қоса "),
}


@dataclass
class Composer:
    """Draws labelled messages from both grammars; *keep* says which lines to use."""

    random: np.random.Generator
    held_out: bool = False
    share_held_out: float = 0.0
    grammars: dict[str, Grammar] = field(
        default_factory=lambda: {one: Grammar(one) for one in ("ru", "kk", "mixed")}
    )

    def __post_init__(self) -> None:
        self.by_topic: dict[tuple[str, str], list[Line]] = defaultdict(list)
        self.lines: list[Line] = []
        for grammar in self.grammars.values():
            for line in grammar.lines:
                if self._used(line):
                    self.lines.append(line)
                    self.by_topic[line.lang, _group(line)].append(line)

    def _used(self, line: Line) -> bool:
        """A fixed share of the lines is held out for calibration."""
        if not self.share_held_out:
            return True
        out = (line.number * 7 + len(line.form)) % 100 < 100 * self.share_held_out
        return out == self.held_out

    def messages(self, per_line: int) -> Iterator[Row]:
        """*per_line* messages in one language and half as many mixed ones."""
        for line in self.lines:
            count = per_line * (3 if _group(line) == "none" else 1)
            for turn in range(count):
                core = self.grammars[line.lang].row(line, self.random)
                yield self._typed(self._clean(core) if turn % 2 else core)
                if turn % 2 == 0 and (mixed := self._mixed(core)):
                    yield self._typed(mixed)
                if turn % 8 == 3 and core.complaint:
                    yield self._typed(self.turned(core))

    def lists(self, count: int) -> Iterator[Row]:
        """Messages that name two or three troubles in a few words each."""
        for turn in range(count):
            lang = ("ru", "kk", "mixed")[turn % 3]
            yield self._typed(self._list(lang))

    def _list(self, lang: str) -> Row:
        topics = list(self.grammars["ru"].short)
        number = 1 + int(self.random.choice(3, p=(0.15, 0.6, 0.25)))
        chosen = self.random.choice(len(topics), number, replace=False)
        named = [topics[int(at)] for at in chosen]
        spoken = ["ru", "kk"] * 2 if lang == "mixed" else [lang] * 3
        words = [
            draw(self.random, self.grammars[one].short[topic])
            for one, topic in zip(spoken, named, strict=False)
        ]
        last = draw(self.random, _AND[spoken[-1]] if number > 1 else ("",))
        text = ", ".join(words[:-1]) + (last if number > 1 else "") + words[-1]
        mixed = lang == "mixed" and number == 1
        return Row(
            text=text,
            lang="ru" if mixed else lang,
            complaint=True,
            topics=frozenset(named),
            about=frozenset(named),
            severity="medium",
            danger="injury_allergy" in named,
            sentiment=0.05,
            intent="other",
            tense="now",
            flags=frozenset(),
            line=-2,
        )

    def _clean(self, row: Row) -> Row:
        if row.complaint:
            row = self._complaint(row)
        elif self.random.random() < 0.25:
            row = self._two_ordinary(row)
        if self.random.random() < 0.3:
            greeting = self._block(row.lang, "greeting")
            row = row.said(f"{greeting}{draw(self.random, _GLUE)}{row.text}")
        return row

    def _complaint(self, row: Row) -> Row:
        chance = self.random.random
        if chance() < 0.2:
            row = self._with_second(row)
        for share, name, before in _AROUND:
            if chance() < share:
                words = self._block(row.lang, name)
                row = self._before(row, words) if before else self._after(row, words)
                if name in ("leaving", "legal"):
                    row = replace(row, severity=graver(row.severity or "high", "high"))
                if name == "legal":
                    row = replace(row, flags=frozenset({"legal"}))
        return row

    def _with_second(self, row: Row) -> Row:
        line = draw_line(self.random, self.lines_of(row.lang, complaint=True))
        other = self.grammars[row.lang].row(line, self.random)
        glue = _GLUE if self.random.random() < 0.6 else _AND[row.lang]
        text = row.text.rstrip("?") + draw(self.random, glue) + other.text
        return joined(row, other, text, row.lang)

    def turned(self, row: Row) -> Row:
        """A complaint turned into none: solved, another salon, hearsay."""
        kind, lang = self.random.random(), row.lang

        def say(name: str) -> str:
            return self._block(lang, name)

        if kind < 0.5:
            text, tense = f"{row.text}, {say('solved_tail')}", "solved"
        elif kind < 0.8:
            text = f"{say('other_salon')} {row.text}, {say('other_salon_tail')}"
            tense = "past"
        else:
            text = f"{say('hearsay')} {row.text}, {say('hearsay_tail')}"
            tense = None
        return replace(
            row,
            text=text,
            complaint=False,
            topics=frozenset(),
            severity="none",
            danger=None,
            weight=0.5,
            sentiment=0.6 if tense == "solved" else None,
            intent=None,
            tense=tense,
        )

    def _two_ordinary(self, row: Row) -> Row:
        if self.random.random() < 0.5:
            return self._before(row, self._block(row.lang, "lead_none"))
        line = draw_line(self.random, self.by_topic[row.lang, "none"])
        other = self.grammars[row.lang].row(line, self.random)
        return replace(
            row.said(row.text + draw(self.random, _GLUE) + other.text),
            about=row.about | other.about,
            tense=None,
            intent=None if row.intent != other.intent else row.intent,
            flags=(row.flags or frozenset()) | (other.flags or frozenset()),
        )

    def lines_of(self, lang: str, complaint: bool) -> list[Line]:
        """Lines of one language, complaints or not."""
        return [
            line
            for line in self.lines
            if line.lang == lang and (_group(line) != "none") == complaint
        ]

    def _mixed(self, row: Row) -> Row | None:
        if row.lang == "mixed":
            return row
        if self.random.random() < 0.45:
            return word_mixed(row, self.random)
        lang = "kk" if row.lang == "ru" else "ru"
        if row.complaint and self.random.random() < 0.4:
            other = self._surroundings(row, lang)
        else:
            other = self._twin(row, lang)
        return clause_mixed(row, other, self.random) if other else None

    def _surroundings(self, row: Row, lang: str) -> Row:
        name = draw(self.random, ["closing", "opening", "greeting", "leaving"])
        severity = graver(row.severity or "high", "high")
        if name != "leaving":
            severity = row.severity or "medium"
        return replace(row, text=self._block(lang, name), lang=lang, severity=severity)

    def _twin(self, row: Row, lang: str) -> Row | None:
        """A phrase of the same sort in the other language."""
        group = min(row.topics) if row.topics else "none"
        lines = [
            line
            for line in self.by_topic[lang, group]
            if row.complaint or _alike(line, row)
        ]
        if not lines:
            return None
        return self.grammars[lang].row(draw_line(self.random, lines), self.random)

    def _block(self, lang: str, name: str) -> str:
        return self.grammars[lang].block(name, self.random)

    def _before(self, row: Row, words: str) -> Row:
        return row.said(words + draw(self.random, (" ", ", ", ". ")) + row.text)

    def _after(self, row: Row, words: str) -> Row:
        return row.said(row.text + draw(self.random, _GLUE) + words)

    def _typed(self, row: Row) -> Row:
        mood = row.sentiment if row.sentiment is not None else 0.5
        text, script = as_typed(row.text, row.lang, mood, self.random)
        return replace(row, text=text, source=script)


def draw_line(random: np.random.Generator, lines: list[Line]) -> Line:
    """One line, each as likely."""
    return lines[int(random.integers(len(lines)))]


def _group(line: Line) -> str:
    if line.labels["severity"] == "none":
        return "none"
    return line.labels.get("topics", line.topic).split(",")[0]


def _alike(line: Line, row: Row) -> bool:
    labels = line.labels
    return (
        labels.get("intent", "other") == row.intent
        and labels.get("tense", "now") == row.tense
        and labels.get("about", "") == ",".join(sorted(row.about))
    )
