"""From the figures of one crisis to the findings that the model knows.

Every threshold stands here, with its reason. A fact that is not known gives no
finding at all: silence is never counted as a sign of anything.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import comb

from sondir.domain.diagnosis.evidence import Args, Evidence

Bands = tuple[tuple[float, str], ...]
"""Upper bounds (exclusive) and the state below each; the last bound is infinite."""

_END = float("inf")
# Odds of so many visits among so many writers, guests against strangers. Their share
# would not do: one visit of three is met among guests as often as among strangers, one
# of six ten times as seldom, and one of two says little.
_VISITS: Bands = ((0.08, "strangers"), (6, "mixed"), (_END, "most"))
# With and without a visit, as if so many had been met: four guests of five have a
# booking (a walk-in has none, and branches differ), one of twenty in a brigade.
_GUESTS, _STRANGERS = (4, 1), (1, 19)
# Minutes between witnesses: a brigade of 8-15 in half an hour has two to four.
_PACE: Bands = ((3, "fast"), (12, "steady"), (_END, "slow"))
# Days after which chance alone makes such a cluster again. An alarm has passed the
# detector's bars; ten times as rare happens by chance ten times as seldom.
_RARITY: Bands = ((300, "usual"), (3000, "rare"), (_END, "very_rare"))
# Short texts ("очень жарко") meet by chance; half of them equal do not.
_COPIES: Bands = ((0.2, "own"), (0.5, "some_copies"), (_END, "copies"))
_ACCOUNTS: Bands = ((0.25, "known"), (0.6, "mixed"), (_END, "new"))
_VOICES: Bands = ((0.5, "distinct"), (0.7, "leaning"), (_END, "one_client"))
_LOAD: Bands = ((0.6, "light"), (0.85, "busy"), (_END, "full"))
# Heat: below 27 degrees a room stays pleasant by an open window; from 32 on an
# ordinary split unit is at its limit. Cold: below -10 the heating carries the room.
_OUTDOOR: dict[str, Bands] = {
    "heat_air": ((27, "mild"), (32, "warm"), (_END, "hot")),
    "cold": ((-10, "frost"), (8, "chilly"), (_END, "mild")),
}
_NOTICE = {
    "heat_air": "power",
    "cold": "power",
    "power_internet": "power",
    "water": "water",
    "hygiene": "water",
    "payment_price": "power",
}

# That all name one of so many places happens by chance this seldom: three in one of
# three rooms, four in one of two.
_FEWEST_PLACES, _SELDOM = 2, 0.126

# The alarm comes at the third or fourth witness, whatever the cause: that there are
# no more of them says something only after a while. The silence of other branches
# speaks less against the weather at once: their guests may write minutes later.
_SETTLED_MIN = 15

SOME = 3
_WITNESSES: Bands = ((SOME, "few"), (5, "some"), (8, "many"), (_END, "crowd"))
"""Below three nothing is concluded from the crowd; from five on chance becomes rare,
from eight on one room is too small."""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """The figures of one open crisis; `None` means that nobody knows.

    *witnesses* are distinct clients (near-copies counted once) within *window_min*
    minutes, of whom *verified* had a visit and *unknown* cannot be checked; the rest
    are strangers.
    *near_copies*, *new_accounts*, *one_client_share* are shares (0..1) of the
    window's messages that repeat another's text, of its accounts never seen before,
    and of its messages written by the most active client. *rooms* and *masters*
    have one item per witness; *hall* is the room whose name may mean the whole place.
    *outdoor_c* is in degrees Celsius. *sensor* compares
    the room (or the pressure) with its usual range: `above`, `within`, `below`.
    *notices* are the kinds of planned works active now (`water`, `power`).
    *staff_messages* are what the shift wrote unasked: `fault` or `well`.
    *booked_share* is the share of the masters' time now that is booked.
    *watched_min* are the minutes since the alarm.
    *named* is the thing most witnesses name (`codes.NAMED` lists them per topic).
    """

    topic: str
    witnesses: int
    window_min: float
    verified: int = 0
    unknown: int = 0
    near_copies: float | None = None
    new_accounts: float | None = None
    one_client_share: float | None = None
    rooms: tuple[str | None, ...] = ()
    rooms_total: int | None = None
    hall: str | None = None
    masters: tuple[str | None, ...] = ()
    other_branches_complaining: int = 0
    branches_total: int = 1
    outdoor_c: int | None = None
    sensor: str | None = None
    notices: tuple[str, ...] | None = None
    staff_messages: tuple[str, ...] = ()
    booked_share: float | None = None
    recurrence_days: float | None = None
    watched_min: float = _END
    named: str | None = None


def findings_from(facts: CaseFacts) -> tuple[Evidence, ...]:
    """Turn the figures of a crisis into findings, leaving out what is unknown.

    >>> [e.state for e in findings_from(CaseFacts("heat_air", 7, 38, verified=6))]
    ['many', 'most', 'steady']
    """
    found = (*_crowd(facts), *_texts(facts), *_place(facts), *_around(facts))
    return tuple(found)


def _crowd(facts: CaseFacts) -> Iterator[Evidence]:
    n = facts.witnesses
    span: Args = (("n", n), ("minutes", round(facts.window_min)))
    many = _band(n, _WITNESSES)
    if many != "some" or facts.watched_min >= _SETTLED_MIN:
        yield Evidence("witnesses", many, "detector", span)
    checked = n - facts.unknown
    if checked >= 2:  # one checked person says nothing about a crowd
        seen: Args = (("n", facts.verified), ("total", n))
        state = _band(_visit_odds(facts.verified, checked), _VISITS)
        yield Evidence("visits", state, "bookings", seen)
    if n >= SOME:
        pace = _band(facts.window_min / (n - 1), _PACE)
        yield Evidence("pace", pace, "detector", span)
    if facts.recurrence_days is not None:
        days = min(round(facts.recurrence_days), 1_000_000)
        yield Evidence("rarity", _band(days, _RARITY), "detector", (("days", days),))


def _visit_odds(verified: int, checked: int) -> float:
    """Say how much sooner guests than strangers have so many visits (beta-binomial)."""
    guests, strangers = (
        _beta(met + verified, not_met + checked - verified) / _beta(met, not_met)
        for met, not_met in (_GUESTS, _STRANGERS)
    )
    return guests / strangers


def _beta(a: int, b: int) -> float:
    return 1 / (a * comb(a + b - 1, a))


def _texts(facts: CaseFacts) -> Iterator[Evidence]:
    yield from _share("words", facts.near_copies, _COPIES, "detector")
    yield from _share("accounts", facts.new_accounts, _ACCOUNTS, "detector")
    yield from _share("voices", facts.one_client_share, _VOICES, "detector")
    if facts.named is not None:
        yield Evidence("named", facts.named, "detector")


def _share(
    finding: str, share: float | None, bands: Bands, source: str
) -> Iterator[Evidence]:
    if share is not None:
        args = (("percent", round(100 * share)),)
        yield Evidence(finding, _band(share, bands), source, args)


def _place(facts: CaseFacts) -> Iterator[Evidence]:
    if facts.rooms_total is None or facts.rooms_total > 1:
        yield from _concentrated("rooms", facts.rooms, facts)
    yield from _concentrated("masters", facts.masters, facts)
    others = facts.branches_total - 1
    early = facts.topic in _OUTDOOR and facts.watched_min < _SETTLED_MIN
    if others > 0:
        state = _spread(facts.other_branches_complaining, others)
        state = "none_yet" if state == "none" and early else state
        args = (("n", facts.other_branches_complaining), ("total", others))
        yield Evidence("other_branches", state, "network", args)


def _around(facts: CaseFacts) -> Iterator[Evidence]:
    if facts.outdoor_c is not None and facts.topic in _OUTDOOR:
        state = _band(facts.outdoor_c, _OUTDOOR[facts.topic])
        yield Evidence("outdoor", state, "weather", (("degrees", facts.outdoor_c),))
    if facts.sensor is not None:
        yield Evidence("sensor", facts.sensor, "sensor")
    kind = _NOTICE.get(facts.topic)
    if facts.notices is not None and kind is not None:
        state = "active" if kind in facts.notices else "none"
        yield Evidence("notice", state, "notices", (("kind", kind),))
    if len(set(facts.staff_messages)) == 1:  # a shift that disagrees says nothing
        yield Evidence("staff", facts.staff_messages[0], "shift")
    yield from _share("load", facts.booked_share, _LOAD, "bookings")


def _band(value: float, bands: Bands) -> str:
    return next(state for bound, state in bands if value < bound)


def _concentrated(
    finding: str, places: tuple[str | None, ...], facts: CaseFacts
) -> Iterator[Evidence]:
    known = [place for place in places if place is not None]
    if len(known) < 2:
        return
    place, top = Counter(known).most_common(1)[0]
    args = (("n", top), ("total", len(known)))
    state = "several"
    if top >= 0.8 * len(known):  # one of five may have sat elsewhere before
        many = facts.rooms_total if finding == "rooms" else None
        by_chance = (many or _FEWEST_PLACES) ** -(top - 1.0)
        sure = by_chance <= _SELDOM and not (finding == "rooms" and place == facts.hall)
        state = "one" if sure else "perhaps_one"
    source = "detector" if finding == "rooms" else "bookings"  # words, or visits
    yield Evidence(finding, state, source, args)


def _spread(complaining: int, others: int) -> str:
    if complaining == 0:
        return "none"
    # With a single other branch "most" would rest on one place only.
    return "most" if others > 1 and complaining * 2 >= others else "some"
