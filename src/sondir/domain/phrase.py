"""Phrases: what may be said, to whom, with which arguments and promises.

The words live in languages/, one folder a language. What stands here is the same in
every language: a text that promised more in one of them would break it. Whether a
phrase presses or not is the business of who says it (`workflows/speech.py`).
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from sondir.domain.diagnosis.polarity import ASKS_OF_ALL
from sondir.domain.diagnosis.question_codes import ASKED
from sondir.domain.phrase_kind import Args, Audience, Category, Phrase, Pledge

__all__ = ["PHRASES", "Args", "Audience", "Category", "Phrase", "Pledge"]

CARD = ("branch", "topic", "witnesses", "mentions", "budget_kzt")
CLOSED = (
    *("branch", "answered", "fine", "affected"),
    *("quiet_min", "promises_open", "spent_kzt"),
)
JOB = (
    *("branch", "scope", "price_kzt", "ceiling_kzt"),
    *("arrives", "valid_until", "code"),
)
DAY = (
    *("day", "messages", "incidents", "still_open", "spent_kzt"),
    *("promises_open", "overdue", "seq", "head"),
)
LETTER = (
    *("name", "topic", "service", "master"),
    *("arrives", "works", "until", "gift_value"),
)
BOOKING = ("branch", "name", "topic", "service", "time", "day", "slot")
DECISION = ("button.agree", "button.stop_all", "button.take_over")
CLOSED_HOURS = (*BOOKING, "until")
TO_CLOSE = ("button.close_branch", "button.stay_open", "button.take_over")
STEP_DECISION = ("button.agree", "button.stop", "button.take_over")
ANSWERS = ("button.yes", "button.no", "button.unknown")
ANSWERS_OF_ALL = ("button.yes", "button.no", "button.all_but_one")
"""Three fit; where one room may be apart, that one says more than "I cannot tell"."""

BUTTONS = (
    *("agree", "stop", "stop_all", "take_over", "yes", "no", "all_but_one", "unknown"),
    *("move", "keep", "resolved", "other_time"),
    *("close_branch", "stay_open", "open_now"),
)
CARDS = (
    *("act", "ask", "act_relief", "ask_relief", "act_works", "ask_works", "observe"),
    *("person", "organised", "danger", "injury"),
)
INSTRUCTIONS = (
    *("stop_mailing", "check_payments", "stop_product"),
    *("stop_unclean", "pause_bookings", "water_and_shade"),
)
"""What the shift may be asked to do at once (workflows/instructing.py)."""
OUTSIDE = (
    *("price", "time", "no_ceiling", "prepayment"),
    *("link_or_code", "no_receipt", "safety"),
)
"""Why a vendor's offer goes to the owner (stages/negotiate.py)."""
GIFTS: Mapping[str, tuple[Pledge, ...]] = {
    "none": (),
    "desk": (Pledge("made_good_at_desk", "will"),),
    "bonus": (Pledge("bonus", "will", value="gift_value"),),
    "addon": (Pledge("addon", "will", value="gift_value"),),
    "discount": (Pledge("discount", "will", value="gift_value"),),
}
MEASURES: Mapping[str, tuple[Pledge, ...]] = {
    "coming": (Pledge("vendor_arrives", "will", value="arrives", due="arrives"),),
    "working": (Pledge("sorting_out", "may"),),
    "works": (Pledge("works_end", "may", value="until"),),
    "heat": (),
}
"""What a letter says of the help: who comes, or the cause as far as it is known."""
ONLY_NEWS = ("heat",)
"""Measures that come without a gift: nobody is hired and nothing is made good."""
NAMES_A_GIFT = ("bonus", "addon", "discount")


def _card_buttons(card: str) -> tuple[str, ...]:
    if card.startswith(("act", "ask")):
        return DECISION
    settled = ("button.resolved",) if card == "person" else ()
    return ("button.take_over", *settled)


def _owner() -> Iterator[Phrase]:
    for card in CARDS:
        buttons = _card_buttons(card)
        yield Phrase(f"owner.card.{card}", Audience.OWNER, CARD, buttons=buttons)
    one = ("branch", "step", "limit", "amount_kzt", "minutes")
    several = ("branch", "count", "amount_kzt", "minutes")
    for count, args in (("one", one), ("several", several)):
        key = f"owner.ask.{count}"
        yield Phrase(key, Audience.OWNER, args, buttons=STEP_DECISION)
    for key, names in (
        ("stopped", "branch cancelled"),
        ("taken_over", "branch cancelled"),
        ("changed_mind", "branch cause p"),
        ("nobody_found", "branch trade"),
        *((f"vendor_outside.{why}", "branch price_kzt eta_min") for why in OUTSIDE),
        ("bill_above_ceiling", "branch asked_kzt ceiling_kzt"),
        ("repair_failed", "branch"),
        ("still_open", "branch missing"),
        ("work_takes_long", "branch"),
        ("alert_failed", "branch to"),
        ("planned_works", "branch works until"),
        ("work_raised", ""),
        ("on_hold", "branch mode_cause"),
    ):
        yield Phrase(f"owner.{key}", Audience.OWNER, tuple(names.split()))
    owed = ("branch", "name", "why", "minutes")
    name = frozenset({"name"})
    yield Phrase("owner.nobody_wrote", Audience.OWNER, owed, name)
    for how in ("quiet", "silent", "crisis"):
        yield Phrase(f"owner.day.{how}", Audience.OWNER, DAY)
    yield from _closing()
    for how in ("under_control", "on_evidence", "by_person"):
        yield Phrase(f"owner.closed.{how}", Audience.OWNER, CLOSED)


def _closing() -> Iterator[Phrase]:
    """What a person is asked and told about closing a branch."""
    asked, opens = "branch why until bookings closing_kzt", ("button.open_now",)
    for key, names, buttons in (
        ("proposed", f"{asked} staying_kzt minutes", TO_CLOSE),
        ("danger", f"{asked} minutes", TO_CLOSE),
        ("closed", "branch until bookings", opens),
        ("mended", "branch until", opens),
        ("opened", "branch", ()),
        ("stays_open", "branch why until", ()),
    ):
        args = tuple(names.split())
        yield Phrase(f"owner.closure.{key}", Audience.OWNER, args, buttons=buttons)


def _shift() -> Iterator[Phrase]:
    for code in (*ASKED, "shift_confirms"):
        key = f"shift.question.{code}"
        buttons = ANSWERS_OF_ALL if code in ASKS_OF_ALL else ANSWERS
        yield Phrase(key, Audience.SHIFT, ("branch",), buttons=buttons)
    yield Phrase("shift.vendor_coming", Audience.SHIFT, JOB)
    for said in INSTRUCTIONS:
        yield Phrase(f"shift.{said}", Audience.SHIFT, ("branch", "until"))
    closed = ("branch", "until", "bookings")
    yield Phrase("shift.closure.closed", Audience.SHIFT, closed)
    yield Phrase("shift.closure.opened", Audience.SHIFT, ("branch",))
    yield Phrase("shift.receipt", Audience.SHIFT, ("branch",))
    name = frozenset({"name"})
    for call in ("hand_over", "tell_client"):
        yield Phrase(f"staff.{call}", Audience.SHIFT, ("name", "why"), name)


def _vendor() -> Iterator[Phrase]:
    for key, names in (
        ("request", "branch trade"),
        ("request_again", "branch trade"),
        *(
            (f"{kind}.{why}", "branch most_kzt most_min")
            for kind, reasons in (
                ("clarify", ("time", "price", "time_and_price")),
                ("counter", ("price", "time", "no_ceiling")),
            )
            for why in reasons
        ),
        ("thanks", "branch"),
        *((key, " ".join(JOB)) for key in ("authorise", "cancel")),
        *((key, " ".join(JOB)) for key in ("wait_for_owner", "raise_agreed")),
    ):
        yield Phrase(f"vendor.{key}", Audience.VENDOR, tuple(names.split()))


def _client() -> Iterator[Phrase]:
    for measure, done in MEASURES.items():
        for offer, given in GIFTS.items():
            if measure in ONLY_NEWS and offer != "none":
                continue
            is_gift = offer in NAMES_A_GIFT
            yield Phrase(
                f"client.letter.{measure}.{offer}",
                Audience.CLIENT,
                LETTER,
                frozenset({"name", "service", "master"}),
                (*done, *given),
                discloses=True,
                category=Category.MARKETING if is_gift else Category.UTILITY,
            )
    for offer in ("booking_offer", "later_slot"):
        yield Phrase(
            f"client.{offer}",
            Audience.CLIENT,
            BOOKING,
            frozenset({"name", "service"}),
            discloses=True,
            buttons=("button.move", "button.keep"),
        )
    yield from _closed_hours()
    yield from _updates()
    yield from _answers()


def _closed_hours() -> Iterator[Phrase]:
    """What a client reads whose visit falls into hours when the branch is closed."""
    optional, who = frozenset({"name", "service"}), Audience.CLIENT
    for key, promises, buttons in (
        ("offer", (), ("button.move", "button.other_time")),
        ("told", (Pledge("person_writes", "will"),), ()),
    ):
        yield Phrase(
            f"client.closure.{key}",
            who,
            CLOSED_HOURS,
            optional,
            promises,
            discloses=True,
            buttons=buttons,
        )


def _updates() -> Iterator[Phrase]:
    """What follows a promise about the help that could not be kept."""
    name = frozenset({"name"})
    for key, args, promises in (
        ("coming", ("name", "branch", "arrives"), MEASURES["coming"]),
        ("late", ("name", "branch"), MEASURES["working"]),
    ):
        update = f"client.update.{key}"
        yield Phrase(update, Audience.CLIENT, args, name, promises, discloses=True)


def _answers() -> Iterator[Phrase]:
    person = (Pledge("person_writes", "will"),)
    who = Audience.CLIENT
    yield Phrase("client.moved", who, ("day", "slot", "branch"))
    yield Phrase("client.opted_out", who, discloses=True, category=None)
    yield Phrase("client.yes_assistant", who, discloses=True, category=None)
    for key in ("handed_over", "emergency.danger", "emergency.injury"):
        yield Phrase(f"client.{key}", who, promises=person, discloses=True)


def _buttons() -> Iterator[Phrase]:
    for button in BUTTONS:
        yield Phrase(f"button.{button}", Audience.BUTTON, category=None)


PHRASES: Mapping[str, Phrase] = MappingProxyType(
    {
        phrase.key: phrase
        for group in (_owner, _shift, _vendor, _client, _buttons)
        for phrase in group()
    }
)
"""Every phrase by key; a language has words for exactly these."""
