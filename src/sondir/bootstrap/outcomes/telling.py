"""Say in sentences and rows what was reckoned: the same for the page and a terminal."""

from collections.abc import Mapping

from sondir.bootstrap.outcomes.assuming import OWN
from sondir.bootstrap.outcomes.comparing import AGAINST, LATE
from sondir.bootstrap.outcomes.figures import (
    DASH,
    Words,
    count,
    kzt,
    minutes,
    number,
    percent,
    span,
)
from sondir.bootstrap.outcomes.reckoned import Reckoned
from sondir.domain.outcome_model import Interval

Row = tuple[str, ...]
SOON = "person_soon"
NONE = "—"
WIDEST = 3
LEAST_KZT = 1.0
"""An assumption that moves the result by less moves nothing."""
OURS = "our assumption"
FIGURES = ("down_min", "affected", "left", "gone", "kept", "kzt")


class Teller:
    """Tells one reckoning in one language."""

    def __init__(self, told: Reckoned, words: Words) -> None:
        self._told = told
        self._words = words
        self.names = self._names()

    def _names(self) -> dict[str, str]:
        """Name the hands; a person's by the hours that are assumed."""
        known = self._told.guesses.known
        soon = minutes(known["person_soonest_min"].value, self._words)
        first = known["person_notices_from_min"].value / 60
        last = known["person_notices_to_min"].value / 60
        hours = {"from": f"{first:.3g}", "to": f"{last:.3g}", "soon": soon}
        return {
            hand: self._words[f"hand_{hand}"].format_map(hours)
            for hand in self._told.found.rows
        }

    def lead(self) -> list[str]:
        """Say what this is, and what it is not."""
        words, changed = self._words, self._told.changed
        crises = self._told.measured.crises
        named = ", ".join(words[name] for name in changed)
        return [
            words["lead"].format(crises=crises, seed=self._told.seed),
            words["changed"].format(names=named) if changed else words["unchanged"],
            words["only_model"],
        ]

    def follows(self) -> list[str]:
        """Say what follows from the assumptions, as far as it does."""
        words, found = self._words, self._told.found
        moving = [s.name for s in found.swings if s.width >= LEAST_KZT][:WIDEST]
        turning = [s.name for s in found.swings if min(s.at_low_kzt, s.at_high_kzt) < 0]
        turns = words["follows_turns"].format(names=self._listed(turning))
        worse = percent(found.worse[LATE])
        return [
            self._saving(LATE),
            self._saving(SOON),
            words["follows_worse"].format(worse=worse, person=self.names[LATE]),
            words["follows_widest"].format(names=self._listed(moving) or NONE),
            turns if turning else words["follows_never_turns"],
            words["generous"],
        ]

    def _listed(self, names: list[str]) -> str:
        return ", ".join(self._words[name] for name in names)

    def _saving(self, other: str) -> str:
        saved, share = self._told.found.saved[other], self._told.found.share[other]
        person = self.names[other]
        if saved.low > 0:
            told = {"kzt": span(saved, kzt), "share": span(share, percent)}
            return self._words["follows_saved"].format(person=person, **told)
        if saved.high < 0:
            costs = Interval(-saved.high, -saved.middle, -saved.low)
            told = {"kzt": span(costs, kzt)}
            return self._words["follows_costs"].format(person=person, **told)
        told = {"low": kzt(saved.low), "high": kzt(saved.high)}
        return self._words["follows_unclear"].format(person=person, **told)

    def not_follows(self) -> list[str]:
        """Say what nobody may read out of it."""
        return [self._words[f"not_follows_{n}"] for n in range(1, 6)]

    def heads(self) -> Row:
        """Name the columns of the table of hands."""
        return (
            self._words["hand"],
            *(self._words[f"figure_{figure}"] for figure in FIGURES),
        )

    def rows(self) -> list[Row]:
        """Give the figures of every hand, from-to, for one crisis on average."""
        found, words = self._told.found, self._words
        return [
            (
                self.names[hand],
                span(row["down_min"], lambda n: minutes(n, words)),
                *(self._count(row[name]) for name in ("affected", "left", "gone")),
                span(found.kept[hand], percent),
                span(row["kzt"], kzt),
            )
            for hand, row in found.rows.items()
        ]

    def _count(self, one: Interval) -> str:
        return span(one, lambda n: count(n, self._words))

    def claims(self) -> list[Row]:
        """Set what the source claims beside what follows here."""
        found, told, names = self._told.found, self._told.measured, self.names
        here = {
            "reaction": {
                "first": self._time(told.first),
                "written": self._time(told.written),
            },
            "loss": {
                "late": self._share(LATE),
                "soon": self._share(SOON),
                "person": names[LATE],
                "person_soon": names[SOON],
            },
            "kept": {
                "ours": span(found.kept[AGAINST[LATE]], percent),
                "late": span(found.kept[LATE], percent),
            },
        }
        return [self._claim(about, values) for about, values in here.items()]

    def _claim(self, about: str, values: Mapping[str, str]) -> Row:
        words, name = self._words, f"claim_{about}"
        return (
            words[name],
            words[f"{name}_source"],
            words[f"{name}_here"].format_map(values),
        )

    def _share(self, other: str) -> str:
        return span(self._told.found.share[other], percent)

    def _time(self, one: Interval | None) -> str:
        if one is None:
            return NONE
        return span(one, lambda n: minutes(n, self._words))

    def measured(self) -> list[Row]:
        """Give the facts of the simulation, before any assumption."""
        told, words = self._told.measured, self._words
        spent = NONE if told.spent_kzt is None else span(told.spent_kzt, kzt)
        of = words["of_crises"]
        return [
            (words["measured_real"], of.format(n=told.real, of=told.crises)),
            (words["measured_mended"], of.format(n=told.mended, of=told.real)),
            (words["measured_handed"], of.format(n=told.handed, of=told.crises)),
            *(
                (words[f"measured_{name}"], self._time(getattr(told, name)))
                for name in ("first", "written", "agreed", "repaired")
            ),
            (words["measured_spent"], spent),
        ]

    def assumptions(self) -> list[Row]:
        """List every assumption: name, value, range, source, and whether changed."""
        return [self._assumption(name) for name in self._told.guesses.known]

    def _assumption(self, name: str) -> Row:
        words, one = self._words, self._told.guesses.known[name]
        reach = f"{number(one.low)}{DASH}{number(one.high)}"
        return (
            words[name],
            f"{number(one.value)} {self._unit(name)}".rstrip(),
            reach if one.is_uncertain else NONE,
            self._source(one.source),
            words["is_changed"] if name in self._told.changed else "",
        )

    def _unit(self, name: str) -> str:
        ending = name.rpartition("_")[2]
        units = {"kzt": "₸", "min": self._words["unit_min"], "h": self._words["unit_h"]}
        return units.get(ending, "")

    def _source(self, source: str) -> str:
        if source == OWN:
            return self._words["own_number"]
        is_ours = source.startswith(OURS)
        kind = self._words["our_assumption" if is_ours else "source_claim"]
        rest = source.removeprefix(OURS).lstrip(" ;:,")
        return f"{kind}. {rest}".rstrip(". ") if rest else kind
