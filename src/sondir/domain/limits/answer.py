"""What a limit may answer, from Allow to Refuse, with the sentence that says why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

Arg = int | str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words for people, by *code* and *args*; languages/ renders them."""

    code: str
    args: Mapping[str, Arg] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Allow:
    """Go ahead now."""

    name: ClassVar[str] = "allow"
    strictness: ClassVar[int] = 0
    sentence: Sentence
    amount_kzt: int = 0
    limit: None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """Wait *until_s* more seconds for a veto, then ask for a verdict again."""

    name: ClassVar[str] = "hold"
    strictness: ClassVar[int] = 1
    limit: str
    sentence: Sentence
    until_s: int
    amount_kzt: int = 0


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask the owner. *limits* are all key paths that one yes has to name.

    *left_kzt* is what the named money limit still allows, None for other limits.
    """

    name: ClassVar[str] = "ask"
    strictness: ClassVar[int] = 2
    limit: str
    sentence: Sentence
    amount_kzt: int = 0
    left_kzt: int | None = None
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refuse:
    """Do not do it; *limit* None where no limit of the corridor is meant."""

    name: ClassVar[str] = "refuse"
    strictness: ClassVar[int] = 3
    limit: str | None
    sentence: Sentence
    amount_kzt: int = 0


Objection = Hold | Ask | Refuse
Verdict = Allow | Hold | Ask | Refuse
