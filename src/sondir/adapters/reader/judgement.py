"""From probabilities to a reading: rules, thresholds, abstention, reasons."""

from collections.abc import Iterable
from math import exp, log

from sondir.adapters.reader.figures import without_figures
from sondir.adapters.reader.lowering import LOWERING
from sondir.adapters.reader.plain import plain_complaint
from sondir.adapters.reader.raising import RAISING
from sondir.adapters.reader.rule import Rule, beginnings
from sondir.adapters.reader.understood import Understood
from sondir.adapters.reader.wishes import WISHES, stops
from sondir.domain.reading import Reading, Reason, Severity

COMPLAINT_FROM = 0.3
HEAT_COMPLAINT_FROM = 0.2
SURELY_HEAT = 0.9
"""A polite "могли бы включить похолоднее" about plain heat is taken for a complaint
earlier, where no rule speaks against it: a spike is made of such messages."""
TOPIC_FROM = 0.5
SECOND_TOPIC_FROM = 0.75
SECOND_HEAT_FROM = 0.2
"""Heat behind another trouble must not be missed: spikes are made of it."""
DANGER_FROM = 0.25
DANGER_FROM_ALONE = 0.5
"""Where no rule knows the words; on the labelled sets none was lost up to .6."""
DANGER_FROM_RARELY = 0.8
RARELY_HURTS = frozenset({"heat_air", "cold", "waiting", "booking_error"})
"""Topics in which the model alone needs to be surer: heat is no burn (labels.md: a
headache from stuffy air alone stays `heat_air`). With a rule's words it does not."""
SHORTEST_WORD = 3
UNSURE = (0.2, 0.5)
UNSURE_TOPIC = 0.25
"""A complaint whose likeliest topic is below this calls a person."""

_SECOND_FROM = {"heat_air": SECOND_HEAT_FROM}
_GRADES = (
    (Severity.CRITICAL, "severity:critical"),
    (Severity.HIGH, "severity:high"),
    (Severity.MEDIUM, "severity:medium"),
)
_ABOUT_US = {"wants a person", "asks if a bot writes"}
_WHOLE_MESSAGE = 7
"""Words up to which such a wish is taken for the whole message."""

Met = list[tuple[Rule, str]]


def judge(understood: Understood) -> Reading:
    """The reading that the product acts on."""
    folded = " ".join([word.folded for word in understood.weighed])
    begun = beginnings(folded)
    lowering, raising = LOWERING.met(folded, begun), RAISING.met(folded, begun)
    wishes = {rule.name: words for rule, words in WISHES.met(folded, begun)}
    complaint_p = lowered(understood.p("complaint"), lowering)
    if complaint_p < UNSURE[1]:
        complaint_p = max(complaint_p, plain_complaint(understood, folded))
    if wishes.keys() & _ABOUT_US and folded.count(" ") < _WHOLE_MESSAGE:
        complaint_p = min(complaint_p, 0.3)
    stop = stops(folded)
    danger = _danger(understood, raising, lowering)
    figurative = False
    if danger or raising:
        figurative, left = without_figures(understood, folded)
        danger = danger and not figurative
        complaint_p = min(complaint_p, left)
    ranked = _ranked(understood, lowering)
    enough = COMPLAINT_FROM if lowering else _enough(ranked)
    complaint = complaint_p >= enough and not (stop and _short(folded))
    return Reading(
        lang=understood.lang,
        complaint=complaint,
        complaint_p=round(complaint_p, 3),
        topics=_topics(ranked) if complaint else {},
        about={topic: round(p, 3) for topic, p in ranked if p >= TOPIC_FROM},
        severity=_severity(understood, figurative) if complaint else Severity.NONE,
        danger=danger,
        abstain=_unsure(complaint_p, complaint, ranked),
        intent="other" if complaint else understood.intent(),
        tense=_tense(understood, lowering),
        wants_human="wants a person" in wishes,
        asks_if_bot="asks if a bot writes" in wishes,
        opt_out=stop,
        legal_threat="legal threat" in wishes,
        sentiment=round(2 * understood.p("good") - 1, 3),
        stems=_own_words(understood.words),
        why=_reasons(lowering, raising) + understood.grams_that_decided(complaint),
    )


def lowered(p: float, met: Met) -> float:
    """Take the strongest rule's shift off the log-odds; never raises *p*.

    >>> lowered(0.5, [])
    0.5
    """
    if not met:
        return p
    shift = max(rule.shift for rule, _ in met)
    p = min(max(p, 1e-6), 1 - 1e-6)
    return 1.0 / (1.0 + exp(shift - log(p / (1 - p))))


def _enough(ranked: list[tuple[str, float]]) -> float:
    """How likely a complaint has to be, by what it would be about."""
    topic, p = ranked[0]
    plain_heat = topic == "heat_air" and p >= SURELY_HEAT
    return HEAT_COMPLAINT_FROM if plain_heat else COMPLAINT_FROM


def _own_words(raw: Iterable[str]) -> tuple[str, ...]:
    """The client's own words, for the key phrases of a spike; never a mask.

    >>> _own_words(["в", "салоне", "ыстық", "!", "phonemask"])
    ('салоне', 'ыстық')
    """
    words = [w for w in raw if len(w) > SHORTEST_WORD and w.isalpha()]
    return tuple(dict.fromkeys([w for w in words if not w.endswith("mask")]))


def _short(folded: str) -> bool:
    return folded.count(" ") < 3


def _danger(understood: Understood, raising: Met, lowering: Met) -> bool:
    """A rule alone calls a person, unless the writer plainly reports no harm here."""
    p = understood.p("danger")
    if not raising:
        return _danger_in_no_known_words(understood, p, lowering)
    if p >= DANGER_FROM:
        return True
    harmless = {"own accident", "another salon", "solved", "negated grievance"}
    quiet = any(rule.name in harmless for rule, _ in lowering)
    return p >= (0.12 if quiet else 0.003)


def _danger_in_no_known_words(understood: Understood, p: float, met: Met) -> bool:
    """The model alone has to be surer, and never on everyday words."""
    if any(rule.name == "ordinary words alone" for rule, _ in met):
        return False
    rarely = understood.topics()[0][0] in RARELY_HURTS
    return p >= (DANGER_FROM_RARELY if rarely else DANGER_FROM_ALONE)


def _ranked(understood: Understood, lowering: Met) -> list[tuple[str, float]]:
    ranked = understood.topics()
    against = {topic for rule, _ in lowering for topic in rule.topics}
    if not against:
        return ranked
    return [(topic, p) for topic, p in ranked if topic not in against]


def _topics(ranked: list[tuple[str, float]]) -> dict[str, float]:
    """The likeliest topic, and others only where they are really meant."""
    best = ranked[0][0]
    return {
        topic: round(p, 3)
        for topic, p in ranked
        if topic == best or p >= _SECOND_FROM.get(topic, SECOND_TOPIC_FROM)
    }


def _severity(understood: Understood, figurative: bool) -> Severity:
    for grade, head in _GRADES[1:] if figurative else _GRADES:
        if understood.p(head) >= 0.5:
            return grade
    return Severity.LOW


def _unsure(p: float, complaint: bool, ranked: list[tuple[str, float]]) -> bool:
    if UNSURE[0] < p < UNSURE[1]:
        return True
    return complaint and ranked[0][1] < UNSURE_TOPIC


def _tense(understood: Understood, lowering: Met) -> str:
    if any(rule.name == "solved" for rule, _ in lowering):
        return "solved"
    if understood.p("tense:solved") >= 0.5:
        return "solved"
    return "past" if understood.p("tense:past") >= 0.5 else "now"


def _reasons(lowering: Met, raising: Met) -> tuple[Reason, ...]:
    """Rules that spoke, with the words that woke them."""
    lower = [Reason(words, f"lowers: {r.name}", -r.shift) for r, words in lowering]
    higher = [Reason(words, f"raises: {r.name}") for r, words in raising]
    return tuple(lower + higher)
