"""One incident, from the alarm to the close: a mailbox worked through turn by turn.

    diagnose -> plan -> [ judge -> hold -> act -> record ]* -> verify -> close

A run takes the turns that wait, one after the other, each in one transaction: load
the incident, take in what the turn says, pursue what follows from it, let every open
step through the corridor, save. Between turns nothing runs and nothing waits; a timer
is a row. So a run that dies is simply run again, and a deploy finds no one waiting.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

from sondir.domain.turn import (
    ClientSaid,
    Delivery,
    Grew,
    Opened,
    OwnerDecided,
    PersonWrote,
    ReceiptEntered,
    Resolved,
    ShiftSaid,
    Spread,
    TimerRang,
    Turn,
    VendorSaid,
)
from sondir.ports.desk import Desk
from sondir.ports.steps import Steps
from sondir.workflows.acts import Act, settle_steps
from sondir.workflows.authorising import refuse_raise
from sondir.workflows.bells import ring
from sondir.workflows.case import Case, open_case
from sondir.workflows.caution import feel_wait
from sondir.workflows.closed_hours import (
    hear_closed_answer,
    pursue_closed_hours,
)
from sondir.workflows.closing import (
    hear_confirmation,
    may_close_alone,
    pursue_closing,
    resolve,
)
from sondir.workflows.closure import (
    pursue_closure,
)
from sondir.workflows.diagnosing import (
    answers,
    hear_answer,
    think,
    wonder,
)
from sondir.workflows.emergency import pursue_emergency
from sondir.workflows.every_act import ACTS
from sondir.workflows.fitting import fit_playbook, follow_cause
from sondir.workflows.growing import believe, grow
from sondir.workflows.holding import tell_of_hold
from sondir.workflows.instructing import pursue_instructions
from sondir.workflows.letters import (
    hear_client_turn,
    pursue_letters,
)
from sondir.workflows.moving import (
    hear_booking_answer,
    pursue_bookings,
)
from sondir.workflows.obeying import obey
from sondir.workflows.offers import (
    hear_vendor_turn,
)
from sondir.workflows.owner import (
    hand_card_over,
    is_card,
    refresh_mode,
)
from sondir.workflows.parting import hear_one_branch
from sondir.workflows.planned_works import pursue_notice
from sondir.workflows.planning import plan_made, renew_plan, want_card
from sondir.workflows.promises import hear_person
from sondir.workflows.receipts import enter_receipt
from sondir.workflows.repair import pursue_repair
from sondir.workflows.spreading import weigh_spread
from sondir.workflows.undelivered import not_delivered
from sondir.workflows.updates import pursue_updates

LONGEST_TURN_MS = 600_000
"""A turn that waited longer waited for a machine, not for our own work."""


async def incident(
    steps: Steps[Desk], incident_id: str, acts: Mapping[str, Act] = ACTS
) -> None:
    """Work through the incident's mailbox until it is empty."""
    while await steps.transact("turn", lambda desk: take_turn(desk, incident_id, acts)):
        pass


def take_turn(desk: Desk, incident_id: str, acts: Mapping[str, Act] = ACTS) -> bool:
    """Take the oldest turn that waits; False when there is none."""
    waiting = desk.mailbox.next(incident_id)
    if waiting is None:
        return False
    case = open_case(desk, desk.incidents.load(incident_id))
    case.incident.turns += 1
    feel_wait(case, desk.monotonic_ms - waiting.put_ms)
    if case.incident.is_open or _outlives(waiting.turn):
        TURNS[type(waiting.turn)](case, waiting.turn)
    if case.incident.is_open:
        pursue(case, acts)
    own_ms = desk.monotonic_ms - waiting.put_ms
    if 0 <= own_ms < LONGEST_TURN_MS:
        case.incident.own_time_ms += own_ms
    for line in case.lines:
        case.incident.own_ms_until.setdefault(line, case.incident.own_time_ms)
    desk.incidents.save(case.incident)
    desk.mailbox.done(waiting.id)
    return True


def pursue(case: Case, acts: Mapping[str, Act] = ACTS) -> None:
    """Want whatever follows from where the incident stands, and settle it."""
    refresh_mode(case)
    follow_cause(case)
    pursue_notice(case)
    _settle(case, acts)
    tell_of_hold(case)


def _settle(case: Case, acts: Mapping[str, Act]) -> None:
    """Want what follows and let it through the corridor, until nothing moves."""
    for _ in range(3):  # a refusal may call for the next best thing
        before = _standing_of(case)
        pursue_emergency(case)
        pursue_repair(case)
        renew_plan(case)
        pursue_closure(case)
        pursue_letters(case)
        pursue_updates(case)
        pursue_closed_hours(case)
        pursue_bookings(case)
        pursue_instructions(case)
        pursue_closing(case)
        settle_steps(case, acts)
        refuse_raise(case)
        if _standing_of(case) == before:
            return


def _standing_of(case: Case) -> tuple[list[str], list[str]]:
    """Steps and jobs are only ever added, so their states in order say everything."""
    steps = [step.state for step in case.incident.steps.values()]
    return steps, [job.state for job in case.incident.jobs.values()]


def begin(case: Case, _: Opened) -> None:
    """The incident was opened: think, tell the owner, ask the shift, make the plan."""
    if case.incident.playbook not in ("danger", "injury"):
        think(case)
        fit_playbook(case)
        wonder(case)
    plan_made(case)
    want_card(case, str(case.incident.reopened or ""))
    if may_close_alone(case):
        case.wake_in("check", case.desk.patience.check_every_min)
    if case.playbook is not None:
        case.wake_in("letters", case.playbook.letters_wait_min)


def hear_shift_turn(case: Case, turn: ShiftSaid) -> None:
    """The shift's answer is evidence of the cause, or of the repair."""
    question = case.incident.question
    if question is None or not answers(question, turn):
        return
    hear_answer(case, turn)
    hear_confirmation(case, question)
    if case.incident.branch is None:
        hear_one_branch(case, turn, question)
    if case.incident.level == "organised" and _bears_out(case):
        believe(case)
    question = case.incident.question
    if question is not None and question.answer == "unknown":
        wonder(case)


def _bears_out(case: Case) -> bool:
    """Say whether the shift's word speaks for something that really broke."""
    supports = case.incident.shift_supports
    books = case.desk.playbooks.values()
    return any(supports in book.vendor_causes for book in books)


def hear_client(case: Case, turn: ClientSaid) -> None:
    """A client answers a letter or an offer."""
    hear_client_turn(case, turn)
    hear_booking_answer(case, turn)
    hear_closed_answer(case, turn)


def hear_delivery(case: Case, turn: Delivery) -> None:
    """The card was handed over, or a message of ours did not arrive."""
    if turn.state == "failed":
        not_delivered(case, turn)
    elif is_card(case.incident, turn.key):
        hand_card_over(case)


T = TypeVar("T", bound=Turn)
Take = Callable[[Case, Turn], None]


def _on(kind: type[T], take: Callable[[Case, T], None]) -> tuple[type[object], Take]:
    """Pair a kind of turn with who takes it."""

    def taken(case: Case, turn: Turn) -> None:
        if isinstance(turn, kind):
            take(case, turn)

    return kind, taken


TURNS: Mapping[type[object], Take] = dict(
    (
        _on(Opened, begin),
        _on(Grew, grow),
        _on(Spread, weigh_spread),
        _on(ShiftSaid, hear_shift_turn),
        _on(OwnerDecided, obey),
        _on(VendorSaid, hear_vendor_turn),
        _on(ClientSaid, hear_client),
        _on(Delivery, hear_delivery),
        _on(TimerRang, ring),
        _on(ReceiptEntered, enter_receipt),
        _on(Resolved, resolve),
        _on(PersonWrote, hear_person),
    )
)
"""Who takes which turn."""


def _outlives(turn: Turn) -> bool:
    """A closed incident still settles the sum of the work, and opens the branch."""
    opens = isinstance(turn, TimerRang) and turn.name.startswith("reopen/")
    return opens or isinstance(turn, ReceiptEntered)
