r"""What a rule is: stems that wake it, a pattern over folded text, an effect.

Patterns are written as people spell (Kazakh letters, soft signs) and folded when they
are compiled; ``\S`` and ``\W`` survive folding, other escapes do not. A rule's
pattern is searched only if one of its wake-up stems begins a word of the message, so
a message pays for the few rules it could meet.
"""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cached_property

from sondir.adapters.reader.normalise import fold

WAKE = 3
"""Letters of a folded word by which rules are woken."""


def folded_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern for folded text."""
    return re.compile(fold(pattern))


@dataclass(frozen=True)
class Rule:
    """One rule; *shift* is what it takes off the complaint's log-odds.

    *unless* stops it. *topics* are topics it speaks against (idioms); an empty set
    speaks against the complaint as a whole.
    """

    name: str
    wakes: str
    pattern: str
    shift: float = 0.0
    unless: str = ""
    topics: frozenset[str] = frozenset()

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern; compiled when first woken, to keep the start short."""
        return folded_pattern(self.pattern)

    @cached_property
    def stopper(self) -> re.Pattern[str] | None:
        """What stops the rule, if anything does."""
        return folded_pattern(self.unless) if self.unless else None

    def stems(self) -> set[str]:
        """Beginnings of words that wake the rule."""
        return {fold(word)[:WAKE] for word in self.wakes.split()}

    def met(self, padded: str) -> str:
        """The words that met the rule in `` folded text ``; empty if none."""
        found = self.compiled.search(padded)
        if found is None or (self.stopper and self.stopper.search(padded)):
            return ""
        return found[0].strip()


def beginnings(folded: str) -> frozenset[str]:
    """The beginnings of a folded text's words, by which rules are woken.

    >>> sorted(beginnings("дишат нечем"))
    ['диш', 'неч']
    """
    return frozenset([word[:WAKE] for word in folded.split()])


class RuleBook:
    """Rules indexed by the stems that wake them."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self.by_stem: dict[str, list[int]] = {}
        for number, rule in enumerate(self.rules):
            for stem in rule.stems():
                self.by_stem.setdefault(stem, []).append(number)

    def met(self, folded: str, begun: Set[str]) -> list[tuple[Rule, str]]:
        """Rules that a folded text meets, each with the words that met it.

        *begun* are the beginnings of its words, `beginnings(folded)`.
        """
        woken: set[int] = set()
        for stem in begun:
            woken.update(self.by_stem.get(stem, ()))
        if not woken:
            return []
        padded = f" {folded} "
        found = []
        for number in woken:
            rule = self.rules[number]
            if words := rule.met(padded):
                found.append((rule, words))
        if len(found) > 1:
            found.sort(key=_by_name)
        return found


def _by_name(met: tuple[Rule, str]) -> str:
    return met[0].name
