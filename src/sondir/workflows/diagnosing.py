"""Think: what broke, how sure, who on site can tell. One question before money."""

from datetime import timedelta
from decimal import Decimal

from sondir.domain.diagnosis import (
    Diagnosis,
    Evidence,
    best_question,
    confirmation,
    diagnose,
    fixed,
    learned,
    supported_by,
)
from sondir.domain.diagnosis.polarity import answer_to, told_besides
from sondir.domain.incident import Incident, Question, StepState
from sondir.domain.journal import moment
from sondir.domain.phrase import PHRASES
from sondir.domain.step import ProposedStep, StepKind
from sondir.domain.turn import ShiftSaid
from sondir.stages.diagnose import leading, thought_of
from sondir.workflows.acts import want
from sondir.workflows.calm import is_calm_question
from sondir.workflows.case import Case
from sondir.workflows.gathering import evidence_of
from sondir.workflows.own_repair import is_about_own_repair
from sondir.workflows.owner import tell_once
from sondir.workflows.speech import Saying, say

LED = Decimal("0.5")
"""From here on a cause has led; an answer that settles an open matter contradicts
nothing."""
MOST_QUESTIONS = 2
"""One question before money, and one more where the answer was "I do not know"."""


def think(case: Case) -> Diagnosis:
    """Conclude the cause afresh from all that is known, and write it down."""
    diagnosis = _conclude(case)
    _take_over(case, diagnosis)
    case.record("AGENT_THOUGHT", thought_of(diagnosis))
    return diagnosis


def rethink(case: Case) -> None:
    """Conclude again as the crisis grows; written down only where it matters.

    It matters when another cause leads, or when the money gate is passed or lost:
    then steps that had been asked about, or had fallen to the safe side for want of
    a cause, are judged again.
    """
    if not _is_weighed(case):
        return
    incident, gate = case.incident, case.corridor.money_needs_p
    before = _belief(incident, gate)
    counts = case.desk.surroundings.counts(incident.org)
    found = leading(incident.topic, evidence_of(case), counts)
    incident.cause, incident.cause_p = found
    if _belief(incident, gate) != before:
        think(case)
    incident.decided = True


def _is_weighed(case: Case) -> bool:
    """A person decides without a diagnosis, but whether a crowd is real they ask us."""
    book = case.playbook
    if book is None:
        return False
    return not book.human_only or case.incident.level == "organised"


def _belief(incident: Incident, gate: Decimal) -> tuple[str | None, bool, bool]:
    """Say what the acts rest on: the cause, whether for money, whether it leads."""
    p = Decimal(incident.cause_p)
    return incident.cause, p >= gate, p >= LED


def _take_over(case: Case, diagnosis: Diagnosis) -> None:
    """Let the incident believe what was concluded, and its steps be judged by it."""
    incident, first = case.incident, diagnosis.leading
    incident.cause = first.cause if first else None
    incident.cause_p = fixed(first.p) if first else "0.00"
    incident.provisional = diagnosis.provisional
    incident.decided = True
    if Decimal(incident.cause_p) < case.corridor.money_needs_p:
        return
    for step in incident.steps.values():
        quote = incident.quotes.get(step.to or "")
        is_wanted = quote is not None and quote.state == "chosen"
        if step.state == "refused" and "money_needs_p" in step.limits and is_wanted:
            step.state = "proposed"


def _conclude(case: Case) -> Diagnosis:
    counts = case.desk.surroundings.counts(case.incident.org)
    return diagnose(case.incident.topic, evidence_of(case), counts)


def wonder(case: Case) -> None:
    """Ask the shift the question that is worth most, if any is worth asking."""
    incident = case.incident
    if incident.question is not None and incident.question.answer is None:
        return
    if incident.repaired_at is not None:
        return
    if case.playbook is None or "ask_shift" not in case.playbook.plan:
        return
    question = _question(case)
    enough = len(incident.asked_codes) >= MOST_QUESTIONS
    if question is None or enough or question in incident.asked_codes:
        return
    again = f"reopened-{incident.reopened}/" if incident.reopened else ""
    for shift in case.shifts():
        want(case, "ask_shift", shift.ref, f"{again}{question}")


def _question(case: Case) -> str | None:
    book = case.playbook
    if book is not None and book.asks_first and not case.incident.asked_codes:
        return book.question
    counts = case.desk.surroundings.counts(case.incident.org)
    found = best_question(case.incident.topic, evidence_of(case), counts)
    if found is not None and found.code not in case.incident.asked_codes:
        return found.code
    return case.playbook.question if case.playbook else None


def propose_question(case: Case, step: StepState) -> ProposedStep:
    """Asking the shift is free and not held."""
    return ProposedStep(step.key, StepKind.ASK_SHIFT, to=step.to)


def ask_shift(case: Case, step: StepState, _: ProposedStep) -> None:
    """Ask, with three buttons and an end."""
    code = step.key.removesuffix("/again").rsplit("/", 1)[-1]
    shift = case.person(step.to or "")
    here, key = case.incident.id, f"{code}.{case.incident.turns}"
    asked = case.incident.question
    if asked is not None and asked.code == code and asked.is_open:
        key = asked.key  # one question to several branches
    at = case.organisation.branch(shift.branch) or case.branch
    args: dict[str, str | int] = {"branch": at.name}
    phrase = f"shift.question.{code}"
    buttons = tuple(
        (f"answer/{here}/{key}/{title.removeprefix('button.')}", title)
        for title in PHRASES[phrase].buttons
    )
    said = say(case, shift, Saying(step.key, phrase, args, "alert", buttons))
    if said is None:
        return
    until = case.desk.now + timedelta(minutes=case.desk.patience.shift_answers_min)
    incident = case.incident
    visited = any(j.state == "arrived" for j in incident.jobs.values())
    visited = visited or "/visit-" in step.key
    after_repair = visited or incident.repaired_at is not None
    after_repair = after_repair or is_calm_question(step.key)
    after_repair = after_repair or is_about_own_repair(step.key)
    case.incident.question = Question(
        code, shift.ref, case.desk.now, until, after_repair=after_repair, key=key
    )
    if not after_repair and code not in case.incident.asked_codes:
        case.incident.asked_codes.append(code)
    case.desk.timers.set(case.incident.id, "question", until)
    case.record(
        "QUESTION_ASKED",
        {
            "question": {"code": phrase, "args": args},
            "to": shift.ref,
            "lang": said.wording.lang,
            "expires_at": moment(until),
        },
        step=step.key,
    )


def answers(question: Question, turn: ShiftSaid) -> bool:
    """Say whether a turn answers this question; the button of an older one does not."""
    return question.is_open and turn.question in (None, question.key)


def hear_answer(case: Case, turn: ShiftSaid) -> None:
    """Take the shift's answer into the evidence, and think again."""
    question = case.incident.question
    if question is None or not answers(question, turn):
        return
    answer = answer_to(question.code, turn.answer)
    question.answer = answer
    besides = told_besides(question.code, turn.answer)
    told = not question.after_repair
    supports = _supports(case, question.code, answer) if told else None
    case.desk.timers.cancel(case.incident.id, "question")
    case.record(
        "QUESTION_ANSWERED",
        {
            "question": {"code": f"shift.question.{question.code}", "args": {}},
            "answer": answer,
            "by": turn.staff,
            "supports": supports,
        },
        actor=turn.staff,
    )
    if question.after_repair:
        return
    case.incident.shift_supports = supports
    case.incident.evidence.append(Evidence(question.code, answer, "shift"))
    for other, state in besides.items():
        case.incident.evidence.append(Evidence(other, state, "shift"))
    before, led = case.incident.cause, Decimal(case.incident.cause_p) >= LED
    think(case)
    if case.incident.cause != before:
        if led and not _is_refined(case, before):
            case.incident.contradicted_at = case.desk.now
        tell_once(
            case,
            "owner.changed_mind",
            {"cause": case.incident.cause or "unknown", "p": case.incident.cause_p},
        )


def _is_refined(case: Case, before: str | None) -> bool:
    """Say whether the new cause only narrows the old one: one repair mends both."""
    mended = case.playbook.vendor_causes if case.playbook else ()
    return before in mended and case.incident.cause in mended


def _supports(case: Case, code: str, answer: str) -> str | None:
    """Name the cause that an answer speaks for, of those that it can tell apart."""
    return supported_by(case.incident.topic, code, answer, evidence_of(case))


def question_expired(case: Case) -> None:
    """Nobody on site answered: nothing is concluded, money keeps waiting."""
    question = case.incident.question
    if question is not None and question.answer is None:
        question.answer = "expired"


def confirm_cause(case: Case, by: str) -> None:
    """Somebody on site has found the cause: it is provisional no longer, and taught."""
    incident = case.incident
    if incident.cause is None or incident.confirmed_by is not None:
        return
    incident.confirmed_by = by
    incident.evidence.append(confirmation(incident.cause, by))
    think(case)
    before = case.desk.surroundings.counts(incident.org)
    after = learned(before, incident.topic, incident.cause, incident.evidence)
    case.desk.surroundings.learn(incident.org, after)
