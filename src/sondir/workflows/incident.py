"""One incident, from the alarm to the close: a mailbox worked through turn by turn.

    diagnose -> plan -> [ judge -> hold -> act -> record ]* -> verify -> close

A run takes the turns that wait, one after the other, each in one transaction: load
the incident, take in what the turn says, pursue what follows from it, let every open
step through the corridor, save. Between turns nothing runs and nothing waits; a timer
is a row. So a run that dies is simply run again, and a deploy finds no one waiting.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

from sondir.domain.incident import StepState
from sondir.domain.step import ProposedStep
from sondir.domain.turn import (
    ClientSaid,
    Delivery,
    Grew,
    Opened,
    OwnerDecided,
    ReceiptEntered,
    Resolved,
    ShiftSaid,
    TimerRang,
    Turn,
    VendorSaid,
)
from sondir.ports.desk import Desk
from sondir.ports.steps import Steps
from sondir.workflows.acts import Act, settle_steps, want
from sondir.workflows.asking import expire
from sondir.workflows.authorising import authorise_job, propose_job, refuse_raise
from sondir.workflows.case import Case, open_case
from sondir.workflows.caution import feel_timer, feel_wait
from sondir.workflows.closing import (
    check,
    hear_confirmation,
    may_close_alone,
    pursue_closing,
    resolve,
)
from sondir.workflows.diagnosing import (
    answers,
    ask_shift,
    hear_answer,
    propose_question,
    question_expired,
    think,
    wonder,
)
from sondir.workflows.emergency import (
    call_person,
    propose_rescue,
    pursue_emergency,
    send_emergency_text,
)
from sondir.workflows.fitting import fit_playbook, follow_cause
from sondir.workflows.gifts import compensate, propose_gift
from sondir.workflows.growing import believe, grow
from sondir.workflows.instructing import (
    instruct,
    is_instruction,
    propose_instruction,
    pursue_instructions,
)
from sondir.workflows.jobs import no_show, work_takes_long, work_takes_too_long
from sondir.workflows.letters import (
    hear_client_turn,
    propose_letter,
    pursue_letters,
    write_client,
)
from sondir.workflows.moving import (
    hear_booking_answer,
    move_booking,
    offer_booking,
    propose_move,
    propose_offer,
    pursue_bookings,
)
from sondir.workflows.obeying import obey
from sondir.workflows.offers import (
    hear_vendor_turn,
    offers_time_is_up,
    propose_request,
    request_offer,
)
from sondir.workflows.owner import (
    hand_card_over,
    is_card,
    propose_notice,
    refresh_mode,
    tell_owner,
)
from sondir.workflows.parting import hear_one_branch
from sondir.workflows.planned_works import pursue_notice
from sondir.workflows.planning import plan_made
from sondir.workflows.receipts import enter_receipt
from sondir.workflows.repair import pursue_repair
from sondir.workflows.searching import propose_search, search_again, search_vendor
from sondir.workflows.undelivered import not_delivered
from sondir.workflows.updates import pursue_updates


def tell_or_ask(case: Case, step: StepState, proposed: ProposedStep) -> None:
    """The shift is asked a question, or told what to do."""
    turn = instruct if is_instruction(step) else ask_shift
    turn(case, step, proposed)


ACTS: Mapping[str, Act] = {
    "notify_owner": Act(propose_notice, tell_owner),
    "ask_shift": Act(propose_question, tell_or_ask),
    "search_vendor": Act(propose_search, search_vendor),
    "request_offer": Act(propose_request, request_offer),
    "authorise_job": Act(propose_job, authorise_job),
    "compensate": Act(propose_gift, compensate),
    "write_client": Act(propose_letter, write_client),
    "offer_booking": Act(propose_offer, offer_booking),
    "move_booking": Act(propose_move, move_booking),
    "emergency_text": Act(propose_rescue, send_emergency_text),
    "hand_over": Act(propose_rescue, call_person),
    "stop_mailing": Act(propose_instruction, instruct),
    "check_payments": Act(propose_instruction, instruct),
    "stop_product": Act(propose_instruction, instruct),
    "pause_bookings": Act(propose_instruction, instruct),
}
"""How each kind of step is proposed and carried out."""

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
    if case.incident.is_open or isinstance(waiting.turn, AFTER_THE_CLOSE):
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
    for _ in range(3):  # a refusal may call for the next best thing
        before = _standing_of(case)
        pursue_emergency(case)
        pursue_repair(case)
        pursue_letters(case)
        pursue_updates(case)
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
    want(case, "notify_owner", tag=str(case.incident.reopened or ""))
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


def hear_delivery(case: Case, turn: Delivery) -> None:
    """The card was handed over, or a message of ours did not arrive."""
    if turn.state == "failed":
        not_delivered(case, turn)
    elif is_card(case.incident, turn.key):
        hand_card_over(case)


def ring(case: Case, turn: TimerRang) -> None:
    """A moment has come that the incident had asked for."""
    name, _, rest = turn.name.partition("/")
    feel_timer(case, turn.due)
    if name in ("offers", "letters"):
        case.incident.rung.append(name)
    heard = BELLS.get(name)
    if heard is not None:
        heard(case, rest)


def _check(case: Case, _: str) -> None:
    if may_close_alone(case):
        check(case)


BELLS: Mapping[str, Callable[[Case, str], None]] = {
    "question": lambda case, _: question_expired(case),
    "offers_most": lambda case, _: offers_time_is_up(case),
    "search_again": lambda case, _: search_again(case),
    "ask": expire,
    "arrival": no_show,
    "work": work_takes_long,
    "work_most": work_takes_too_long,
    "check": _check,
}
"""What a timer does besides letting everything be looked at again."""

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
        _on(ShiftSaid, hear_shift_turn),
        _on(OwnerDecided, obey),
        _on(VendorSaid, hear_vendor_turn),
        _on(ClientSaid, hear_client),
        _on(Delivery, hear_delivery),
        _on(TimerRang, ring),
        _on(ReceiptEntered, enter_receipt),
        _on(Resolved, resolve),
    )
)
"""Who takes which turn."""
AFTER_THE_CLOSE = (ReceiptEntered,)
"""Turns that a closed incident still takes: the sum of the work is settled."""
