"""Every code that a diagnosis can utter, its arguments, and an English gloss.

For the author of a phrasebook: each code needs a sentence per language, built from
exactly these arguments. Numbers are whole; `p`, `second_p` are strings such as
"0.87"; `cause` and `second` are cause codes (`CAUSES`) and need words of their own.

- `FINDINGS`: what speaks for or against a cause (`<finding>.<state>`).
- `QUESTIONS`: `ask.<question>` is put to the shift with the buttons of `BUTTONS`;
  `<question>.yes` and `.no` are the answer as a reason.
- `IFS`: `if.<finding>.<state>`, "what would have changed our mind".
- `CONCLUSIONS`: the last line of the thought.
"""

from collections.abc import Mapping
from typing import NamedTuple

from sondir.domain.diagnosis.question_codes import ASKED


class Gloss(NamedTuple):
    """What a code means, and which arguments its sentence may use."""

    args: tuple[str, ...]
    english: str


def _of(args: str, lines: Mapping[str, str]) -> dict[str, Gloss]:
    return {code: Gloss(tuple(args.split()), text) for code, text in lines.items()}


_CROWD = {
    **_of(
        "n minutes",
        {
            "witnesses.few": "only {n} independent complaints in {minutes} min",
            "witnesses.some": "{n} independent complaints in {minutes} min",
            "witnesses.many": "as many as {n} independent complaints in {minutes} min",
            "witnesses.crowd": "{n} independent complaints in {minutes} min: a crowd",
            "pace.fast": "they came in a burst: {n} within {minutes} min",
            "pace.steady": "they came steadily: {n} within {minutes} min",
            "pace.slow": "they came far apart: {n} within {minutes} min",
        },
    ),
    **_of(
        "n total",
        {
            "visits.most": "{n} of {total} writers verifiably were guests",
            "visits.mixed": "only {n} of {total} writers verifiably were guests",
            "visits.strangers": "nearly no writer was a guest: {n} of {total}",
        },
    ),
    **_of(
        "days",
        {
            "rarity.usual": "chance alone makes such a cluster every {days} days",
            "rarity.rare": "chance makes such a cluster only every {days} days",
            "rarity.very_rare": "chance makes such a cluster once in {days} days",
        },
    ),
    **_of(
        "percent",
        {
            "words.own": "everybody writes in words of their own",
            "words.some_copies": "{percent} % of the texts resemble each other",
            "words.copies": "{percent} % of the texts are near-copies",
            "accounts.known": "the writers' accounts are known to us",
            "accounts.mixed": "{percent} % of the accounts are new to us",
            "accounts.new": "{percent} % of the accounts were never seen before",
            "voices.distinct": "no single client dominates",
            "voices.leaning": "one client wrote {percent} % of the messages",
            "voices.one_client": "one client wrote {percent} % of the messages",
        },
    ),
}
_PLACE = {
    **_of(
        "n total",
        {
            "rooms.one": "{n} of {total} sat in one and the same room",
            "rooms.perhaps_one": "{n} of {total} named the same room; few to judge by",
            "rooms.several": "the complaints come from several rooms",
            "masters.one": "{n} of {total} were with one and the same master",
            "masters.perhaps_one": "{n} of {total} were with one master; few",
            "masters.several": "the complaints concern several masters",
            "other_branches.none": "none of {total} other branches complains",
            "other_branches.none_yet": "none of {total} other branches complains yet",
            "other_branches.some": "{n} of {total} other branches complain too",
            "other_branches.most": "most other branches complain: {n} of {total}",
        },
    ),
    **_of(
        "degrees",
        {
            "outdoor.mild": "it is mild outside: {degrees} degrees",
            "outdoor.warm": "it is warm outside: {degrees} degrees",
            "outdoor.hot": "it is hot outside: {degrees} degrees",
            "outdoor.chilly": "it is chilly outside: {degrees} degrees",
            "outdoor.frost": "there is frost outside: {degrees} degrees",
        },
    ),
    **_of(
        "percent",
        {
            "load.light": "the day is light: {percent} % booked",
            "load.busy": "the day is busy: {percent} % booked",
            "load.full": "the day is full: {percent} % booked",
        },
    ),
    **_of(
        "kind",  # water | power
        {
            "notice.none": "no planned works ({kind}) are announced",
            "notice.active": "planned works ({kind}) are going on now",
        },
    ),
    **_of(
        "",
        {
            "sensor.below": "the sensor reads below the usual range",
            "sensor.within": "the sensor reads as usual",
            "sensor.above": "the sensor reads above the usual range",
            "staff.fault": "the shift reported the same trouble by itself",
            "staff.well": "the shift reported by itself that all is well",
        },
    ),
}
NAMED = {
    "heat_air": ("conditioner", "stuffy", "hot"),
    "cold": ("heating", "conditioner", "draught"),
    "water": ("no_water", "no_hot_water", "leak", "drain"),
    "power_internet": ("light", "internet", "sparks"),
    "hygiene": ("dirt", "instruments", "insects", "smell"),
    "waiting": ("queue", "master_absent", "no_answer"),
    "staff_rudeness": ("desk", "master"),
    "booking_error": (
        "message_received",
        "booking_lost",
        "double_booking",
        "wrong_master",
    ),
    "payment_price": ("terminal", "charged_twice", "price_differs"),
    "noise_smell": ("noise", "smell", "gas_or_smoke"),
}
"""Per topic: what the writers may name most often (`CaseFacts.named`)."""
_NAMED = _of(
    "",
    {
        f"named.{thing}": f"most writers name it: {thing.replace('_', ' ')}"
        for things in NAMED.values()
        for thing in things
    },
)
_ANSWERS = _of(
    "",
    {
        "answer.all_but_one": "the shift says that only one room is amiss",
        "answer.repairing": "the shift says that it is being repaired already",
        "answer.unknown": "the shift could not tell",
        "answer.wrong_branch": "the shift says that this is not its branch",
    },
)
_NAMED_CAUSE = _of(
    "cause",
    {
        "confirmed_by.shift": "the shift named the cause: {cause}",
        "confirmed_by.vendor": "the technician named the cause: {cause}",
        "confirmed_by.owner": "the owner named the cause: {cause}",
    },
)
QUESTIONS = {
    code: Gloss((), text)
    for question, (asked, yes, no) in ASKED.items()
    for code, text in (
        (f"ask.{question}", asked),
        (f"{question}.yes", yes),
        (f"{question}.no", no),
    )
}
BUTTONS = ("yes", "no", "all_but_one", "unknown", "repairing", "wrong_branch")
"""The answers to a question (`answer.<code>` on a button)."""
_REASONS = {code: text for code, text in QUESTIONS.items() if code[:4] != "ask."}
FINDINGS = {**_CROWD, **_PLACE, **_NAMED, **_ANSWERS, **_NAMED_CAUSE, **_REASONS}

DOUBTED = frozenset(
    {
        "visits",
        "words",
        "rooms",
        "masters",
        "other_branches",
        "outdoor",
        "sensor",
        "notice",
        "staff",
        "load",
    }
)
"""Findings that an owner can imagine otherwise; questions come on top."""


def _if(code: str, gloss: Gloss) -> tuple[str, Gloss]:
    fact = gloss.english.split(":")[0].replace("{n} of {total} ", "they ")
    return f"if.{code}", Gloss(("cause", "p"), f"if so: {fact} -> {{cause}}, {{p}}")


IFS = dict(
    _if(code, gloss)
    for code, gloss in FINDINGS.items()
    if code.split(".")[0] in DOUBTED | set(ASKED)
    or code in ("answer.repairing", "answer.all_but_one")
)
CONCLUSIONS = {
    **_of(
        "cause p second second_p",
        {
            "conclusion.likely": "the cause is most likely {cause} ({p})",
            "conclusion.leading": "{cause} leads ({p}), before {second} ({second_p})",
            "conclusion.open": "undecided: {cause} ({p}) or {second} ({second_p})",
            "conclusion.unknown": "no cause we know fits; next would be {second}",
        },
    ),
    **_of(
        "cause p second second_p by",  # by: shift | vendor | owner
        {"conclusion.confirmed": "{by} confirmed the cause: {cause} ({p})"},
    ),
    **_of(
        "topic",
        {"conclusion.person_decides": "nothing is concluded: a person decides"},
    ),
}
CAUSES: Mapping[str, str] = {
    "climate_failure": "the conditioner or ventilation has failed",
    "heat_wave_outside": "a heat wave outside; the units cannot keep up",
    "one_room": "a fault of one room only",
    "heating_failure": "the heating has failed",
    "water_outage": "the water is cut off",
    "plumbing": "a pipe, drain or boiler of ours",
    "power_outage": "the power is off",
    "internet_outage": "the internet is down",
    "payment_terminal_down": "the payment terminal or bank is down",
    "staff_no_show": "a master did not come",
    "queue_overload": "more guests than hands",
    "hygiene_problem": "cleaning or sterilising was missed",
    "product_reaction": "a bad batch or product",
    "staff_conduct": "one person's conduct or work",
    "price_change": "prices changed and guests were not told",
    "wrong_mailing": "a wrong reminder or mailing was sent",
    "booking_system": "the booking calendar failed",
    "noise_outside": "noise from outside",
    "smell_inside": "a smell inside",
    "gas_or_smoke": "gas or smoke",
    "organised": "organised complaints of people who were not here",
    "single_client": "one client alone",
    "coincidence": "unrelated complaints that met by chance",
    "unknown": "a cause that is not in our list",
}
