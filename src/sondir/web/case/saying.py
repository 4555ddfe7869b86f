"""How numbers, spans and names are said on a sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sondir.domain.organisation import local
from sondir.domain.outcome import StepTime
from sondir.ports.pages import Voice
from sondir.web.case.folder import CaseFolder
from sondir.web.case.masking import FEW, HIDDEN, blurred
from sondir.web.rendering import kzt, percent
from sondir.web.words import Words

Data = Mapping[str, Any]


def capital(sentence: str) -> str:
    """Begin a sentence with a capital letter.

    >>> capital("жара и духота")
    'Жара и духота'
    """
    return sentence[:1].upper() + sentence[1:]


@dataclass(frozen=True)
class Saying:
    """One case and the voice in which it is told."""

    folder: CaseFolder
    voice: Voice
    words: Words

    @property
    def lang(self) -> str:
        """Return the language told in."""
        return self.words.lang

    def __call__(self, key: str, **values: object) -> str:
        """Say a text of the case."""
        return self.words(f"case.{key}", **values)

    def word(self, table: str, code: object) -> str:
        """Say the name of a thing; to strangers only where it is one of ours."""
        if self.folder.redacted and not self.voice.knows(str(code)):
            return HIDDEN
        return self.voice.word(table, str(code), self.lang)

    def sentence(self, told: Data) -> str:
        """Say a {"code", "args"} pair with names instead of references."""
        args = told.get("args") or {}
        named = {k: self.name(v) for k, v in args.items()}
        return self.voice.sentence(str(told["code"]), self.lang, named)

    def name(self, value: Any) -> Any:
        """Put a name in a reference's place, where there is one."""
        if not isinstance(value, str):
            return value
        return self.folder.snapshot.names.get(value, value)

    def people(self, number: int) -> str:
        """Say a number of people; few are not counted out to strangers."""
        return blurred(number) if self.folder.redacted else str(number)

    def tally(self, named: Mapping[str, int]) -> str:
        """Say how many of each; where one group is small, strangers see none counted.

        Else what is left of the whole would give the small one away.
        """
        hides = self.folder.redacted and any(0 < n < FEW for n in named.values())
        said = (name if hides else f"{name} {n}" for name, n in named.items())
        return ", ".join(said) or "—"

    def words_of(self, table: str, counts: Mapping[str, int]) -> dict[str, int]:
        """Put words in the place of codes."""
        return {self.word(table, code): n for code, n in counts.items()}

    def after(self, step: StepTime) -> str:
        """Say how long after the alarm; within its second our own work is all."""
        if step.after_s == 0:
            return self.own(step.own_ms) if step.own_ms else self("at_once")
        return self.span(step.after_s)

    def span(self, seconds: int | None) -> str:
        """Say a span; None is unknown."""
        if seconds is None:
            return self("unknown")
        minutes, rest = divmod(seconds, 60)
        hours, minutes_left = divmod(minutes, 60)
        if hours >= 48:
            return self("day_h", d=hours // 24, h=hours % 24)
        if hours:
            return self("h_min", h=hours, min=minutes_left)
        if minutes >= 10 or (minutes and not rest):
            return self("min", min=minutes)
        if minutes:
            return self("min_s", min=minutes, s=rest)
        return self("s", s=rest)

    def own(self, own_ms: int | None) -> str:
        """Say our own work: tenths of a second under a minute."""
        if own_ms is None:
            return self("unknown")
        if own_ms >= 60_000:
            return self.span(own_ms // 1000)
        tenths = f"{own_ms / 1000:.1f}"
        return self("s", s=tenths if self.lang == "en" else tenths.replace(".", ","))

    def kzt(self, amount: int | None) -> str:
        """Say a sum; None is unknown."""
        return self("unknown") if amount is None else kzt(amount)

    def percent(self, p: str) -> str:
        """Say a probability."""
        return percent(p)

    def day(self, at: datetime) -> str:
        """Say a day; to strangers only its month."""
        return local(at).strftime("%m.%Y" if self.folder.redacted else "%d.%m.%Y")

    def clock(self, at: datetime) -> str:
        """Say the time of the salon's wall clock."""
        return local(at).strftime("%H:%M")

    def listed(self, told: Iterable[Data], most: int = 3) -> str:
        """Say several sentences in one line."""
        return "; ".join(self.sentence(one) for one in list(told)[:most])
