"""Each limit of the corridor, by what it says and by what breaks without it."""

from dataclasses import replace

import pytest
from tests.domain.corridor.expectations import EXPECTED
from tests.domain.corridor.steps import FREE, case_of

from sondir.domain.hold import Agreement, Factor
from sondir.domain.limits import LIMITS, Limit
from sondir.domain.limits.case import Case
from sondir.domain.limits.sentences import SENTENCES
from sondir.domain.mode import Mode
from sondir.domain.step import ACT_OF, OUTWARD, StepKind
from sondir.domain.verdict import judge

ROWS = [pytest.param(*row[1:], id=row[0]) for row in EXPECTED]
FREE_KINDS = [kind for kind in StepKind if kind is not StepKind.PROPOSE_CLOSURE]


@pytest.mark.parametrize(("case", "name", "limit"), ROWS)
def test_a_spoilt_step_meets_its_limit(case: Case, name: str, limit: str | None):
    """One spoilt fact gives the expected answer and names the expected limit."""
    verdict = judge(case, LIMITS)

    assert (name, limit) == (verdict.name, verdict.limit)


@pytest.mark.parametrize("kind", FREE_KINDS)
def test_an_unspoilt_step_is_allowed(kind: StepKind):
    """With every fact known and in order nothing objects."""
    assert judge(case_of(kind), LIMITS).name == "allow"


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.__name__)
def test_no_limit_can_be_taken_away(limit: Limit):
    """Without any one limit at least one expectation breaks."""
    rest = tuple(other for other in LIMITS if other is not limit)

    broken = [
        row
        for row, case, name, expected in EXPECTED
        if (name, expected) != (judge(case, rest).name, judge(case, rest).limit)
    ]

    assert broken != []


@pytest.mark.parametrize(("case", "name", "limit"), ROWS)
def test_every_sentence_is_declared_with_its_args(
    case: Case, name: str, limit: str | None
):
    """What a verdict says is a declared code with exactly its declared args."""
    sentence = judge(case, LIMITS).sentence

    assert SENTENCES[sentence.code] == set(sentence.args)


def test_every_declared_sentence_is_said_by_some_limit():
    """No sentence waits for a translation that nobody ever reads."""
    said = {judge(case, LIMITS).sentence.code for _, case, _, _ in EXPECTED}
    said |= {"verdict.allow", "verdict.expired"}

    assert set(SENTENCES) == said


@pytest.mark.parametrize(("case", "name", "limit"), ROWS)
def test_an_unanswered_question_is_refused(case: Case, name: str, limit: str | None):
    """When a question expires the step is refused, and the same limit is named."""
    expired = replace(case.standing, expired_steps=frozenset({case.step.key}))
    verdict = judge(replace(case, standing=expired), LIMITS)

    expected = ("refuse", limit) if name == "ask" else (name, limit)
    assert expected == (verdict.name, verdict.limit)


@pytest.mark.parametrize(("case", "name", "limit"), ROWS)
def test_a_yes_lifts_what_was_asked_and_nothing_else(
    case: Case, name: str, limit: str | None
):
    """A yes that names all asked limits allows the step; a refusal stays."""
    asked = judge(case, LIMITS)
    named = frozenset(getattr(asked, "limits", ()))
    yes = Agreement(case.step.key, case.step.amount_kzt, named, Factor.CODE)
    after = judge(
        replace(case, standing=replace(case.standing, agreements=(yes,))), LIMITS
    )

    kept = name == "refuse" or (limit == "messages.quiet" and name == "hold")
    assert after.name == (name if kept else "allow")


@pytest.mark.parametrize("kind", [StepKind.EMERGENCY_TEXT, StepKind.HAND_OVER])
def test_rescue_is_never_stopped(kind: StepKind):
    """Danger is answered in MANUAL, after a stop, at night and without money."""
    worst = replace(
        FREE,
        mode=Mode.MANUAL,
        stopped_all=True,
        taken_over=True,
        stopped_steps=frozenset({"step"}),
    )
    case = case_of(kind, standing=worst, local_minute=0, injury=True, legal_threat=True)

    assert judge(case, LIMITS).name == "allow"


@pytest.mark.parametrize("kind", [k for k in StepKind if ACT_OF[k] in OUTWARD])
def test_a_step_of_which_nothing_is_known_is_not_allowed(kind: StepKind):
    """An act without facts is asked or refused, whatever it is."""
    bare = case_of(kind)
    bare = replace(bare, step=replace(bare.step, facts=type(bare.facts)()))

    assert judge(bare, LIMITS).name in ("ask", "refuse")


def test_every_kind_of_step_says_towards_whom_it_acts():
    """A new kind without a class of act would be refused for ever."""
    assert set(StepKind) == set(ACT_OF)
