"""How each kind of step is proposed and carried out: one table, read by the gate."""

from collections.abc import Mapping

from sondir.domain.incident import StepState
from sondir.domain.step import ProposedStep
from sondir.workflows.acts import Act
from sondir.workflows.authorising import authorise_job, propose_job
from sondir.workflows.case import Case
from sondir.workflows.closed_hours import offer_any, propose_any_offer
from sondir.workflows.closure import close_branch, propose_closing
from sondir.workflows.diagnosing import ask_shift, propose_question
from sondir.workflows.emergency import call_person, propose_rescue, send_emergency_text
from sondir.workflows.gifts import compensate, propose_gift
from sondir.workflows.instructing import instruct, is_instruction, propose_instruction
from sondir.workflows.letters import propose_letter, write_client
from sondir.workflows.moving import move_booking, propose_move
from sondir.workflows.offers import propose_request, request_offer
from sondir.workflows.owner import propose_notice, tell_owner
from sondir.workflows.searching import propose_search, search_vendor


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
    "offer_booking": Act(propose_any_offer, offer_any),
    "move_booking": Act(propose_move, move_booking),
    "propose_closure": Act(propose_closing, close_branch),
    "emergency_text": Act(propose_rescue, send_emergency_text),
    "hand_over": Act(propose_rescue, call_person),
    "stop_mailing": Act(propose_instruction, instruct),
    "check_payments": Act(propose_instruction, instruct),
    "stop_product": Act(propose_instruction, instruct),
    "pause_bookings": Act(propose_instruction, instruct),
}
