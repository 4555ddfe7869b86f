"""What each timer of an incident does when its moment has come."""

from collections.abc import Callable, Mapping

from sondir.domain.turn import TimerRang
from sondir.workflows.asking import expire
from sondir.workflows.case import Case
from sondir.workflows.caution import feel_timer
from sondir.workflows.closing import check, may_close_alone
from sondir.workflows.closure import reopening_is_due
from sondir.workflows.diagnosing import question_expired
from sondir.workflows.jobs import no_show
from sondir.workflows.lingering import (
    authorisation_ends,
    work_takes_long,
    work_takes_too_long,
)
from sondir.workflows.offers import offers_time_is_up
from sondir.workflows.own_repair import ask_how_it_went
from sondir.workflows.promises import nobody_wrote
from sondir.workflows.searching import search_again


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
    "own_repair": lambda case, _: ask_how_it_went(case),
    "ask": expire,
    "arrival": no_show,
    "valid": authorisation_ends,
    "work": work_takes_long,
    "work_most": work_takes_too_long,
    "check": _check,
    "reopen": reopening_is_due,
    "promise": nobody_wrote,
}
"""What a timer does besides letting everything be looked at again."""
