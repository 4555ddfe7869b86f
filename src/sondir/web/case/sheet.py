"""The sheet of a case: every word of both pages, before anybody lays it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tile:
    """One number that is seen first."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry in the source's form: `[10:07:14] AGENT_MONITOR():` and its lines."""

    head: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Rival:
    """One cause; *share* is its probability from 0 to 1."""

    cause: str
    p: str
    share: float
    leads: bool
    speaks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of words; the last row may be *summed*."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    summed: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the outcome, with the rule by which it was counted."""

    label: str
    value: str
    rule: str
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """Both pages of one case in one language. *masked* is set for strangers."""

    lang: str
    headings: Mapping[str, str]
    title: str
    subtitle: str
    state: str
    story: Sequence[str]
    tiles: Sequence[Tile]
    moments: Sequence[Moment]
    more: str
    conclusion: str
    rivals: Sequence[Rival]
    clock: Grid
    clock_note: str
    money: Grid
    decisions: Sequence[str]
    results: Sequence[Result]
    feet: Sequence[str]
    masked: str = ""
    names: Sequence[str] = field(default=())
