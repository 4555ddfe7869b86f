"""Deciding on the page as a browser without JavaScript does: forms and redirects."""

import re
from datetime import timedelta
from html import unescape

import pytest
from tests.web.stage import Stage

from sondir.domain.corridor import Permission

FORMS = re.compile(r'<form method="post" action="([^"]+)".*?</form>', re.S)
FIELDS = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def forms_of(text: str) -> list[tuple[str, dict[str, str]]]:
    """Find the forms that a page offers, with their hidden fields."""
    return [
        (m[1], {k: unescape(v) for k, v in FIELDS.findall(m[0])})
        for m in FORMS.finditer(text)
    ]


def press(stage: Stage, browser, **wanted: str):
    """Press the button whose form has these fields, as the page offers it."""
    page = browser.get(stage.url).text
    for action, fields in forms_of(page):
        own = {k: v for k, v in fields.items() if k != "csrf"}
        if own == wanted:
            return browser.post(action, data=fields)
    raise AssertionError(f"the page offers no such button: {wanted}")


def test_agree_ends_the_holds(stage: Stage):
    """The card's yes is in the journal with the owner's name, and acts go out."""
    owner = stage.signed_in()
    answer = press(stage, owner, decision="agree")
    assert answer.headers["location"] == f"{stage.url}?outcome=done"
    assert stage.entries("OWNER_DECISION") == [
        {
            "decision": "agree",
            "step": None,
            "by": "owner:1",
            "channel": "web",
            "factor": "none",
        }
    ]
    assert stage.incident.plan_agreed


def test_stop_stops_and_go_on_goes_on(stage: Stage):
    """After the stop the page offers only to go on."""
    owner = stage.signed_in()
    press(stage, owner, decision="stop_all")
    assert stage.incident.is_stopped
    with pytest.raises(AssertionError):
        press(stage, owner, decision="agree")
    press(stage, owner, decision="resume")
    assert not stage.incident.is_stopped


def test_a_second_stop_from_a_stale_tab_stops_again(stage: Stage):
    """A stop never counts as a repetition of an earlier one."""
    owner = stage.signed_in()
    form = {"decision": "stop_all", "csrf": stage.word()}
    owner.post(f"{stage.url}/decisions", data=form)
    press(stage, owner, decision="resume")
    owner.post(f"{stage.url}/decisions", data=form)
    assert stage.incident.is_stopped


def test_take_over_leaves_it_to_the_person(stage: Stage):
    """The autopilot stands down and keeps watching."""
    owner = stage.signed_in()
    press(stage, owner, decision="take_over")
    assert stage.incident.standing.taken_over
    assert stage.incident.is_open


def test_one_act_is_stopped_alone(stage: Stage):
    """The others wait on."""
    owner = stage.signed_in()
    step = next(s for s in stage.incident.steps.values() if s.state == "held")
    press(stage, owner, decision="stop_step", step=step.key)
    assert stage.incident.standing.stopped_steps == {step.key}
    assert not stage.incident.is_stopped


def test_a_whole_kind_is_stopped_before_it_begins(stage: Stage):
    """Nobody is hired, also later, until the step is brought back."""
    owner = stage.signed_in()
    press(stage, owner, decision="stop_step", step="authorise_job")
    assert stage.incident.standing.is_stopped("authorise_job/vendor:1")
    press(stage, owner, decision="resume", step="authorise_job")
    assert not stage.incident.standing.is_stopped("authorise_job/vendor:1")


def test_settled_closes(stage: Stage):
    """A person's word closes it, in the person's name, and the page says so."""
    owner = stage.signed_in()
    action = f"{stage.url}/settled"
    page = owner.get(stage.url).text
    fields = next(fields for found, fields in forms_of(page) if found == action)
    owner.post(action, data=fields)
    assert not stage.incident.is_open
    assert "Закрыто" in owner.get(stage.url).text


def test_a_closed_incident_takes_no_decision(stage: Stage):
    """The late button of another tab is told so."""
    owner = stage.signed_in()
    word = {"csrf": stage.word()}
    owner.post(f"{stage.url}/settled", data=word)
    late = owner.post(f"{stage.url}/decisions", data={"decision": "agree", **word})
    assert late.headers["location"].endswith("outcome=closed")
    assert "уже закрыт" in owner.get(late.headers["location"]).text


def test_a_manager_decides_in_their_own_name(stage: Stage):
    """The journal names who it was."""
    manager = stage.signed_in("manager")
    press(stage, manager, decision="stop_all")
    assert stage.entries("OWNER_DECISION")[0]["by"] == "staff:user-manager"


def test_the_full_stop_holds_for_what_is_to_come(stage: Stage):
    """The first page stops the house, and brings it back."""
    owner = stage.signed_in()
    word = {"csrf": stage.word()}
    owner.post("/stop", data=word)
    causes = stage.story.desk.standings.causes(stage.story.org)
    assert set(causes) == {"owner_stopped"}
    assert stage.incident.is_stopped
    owner.post("/resume", data=word)
    assert stage.story.desk.standings.causes(stage.story.org) == {}
    assert not stage.incident.is_stopped


def large(stage: Stage) -> str:
    """Let an act wait for a yes to a sum that takes the code."""
    desk = stage.story.desk
    corridor = desk.corridors.versions[stage.story.org][0]
    assert corridor.permission_for("climate_failure") is Permission.ACT
    step = next(
        s
        for s in stage.incident.steps.values()
        if s.kind == "compensate" and s.state == "held"
    )
    step.state, step.limits = "asked", ("client_kzt", "second_factor_kzt")
    return step.key


def code_in(text: str) -> str:
    """Read the code from the page that shows it."""
    return re.search(r'class="code"[^>]*>(\d{6})<', text)[1]


def ask_code(stage: Stage, owner) -> tuple[str, dict[str, str]]:
    """Agree to the large sum; return the code that is shown and the form for it."""
    step = large(stage)
    shown = press(stage, owner, decision="agree", step=step)
    assert stage.entries("OWNER_DECISION") == []
    fields = dict(FIELDS.findall(shown.text))
    form = {"csrf": stage.word(), "decision": "agree", "step": step}
    assert fields.items() <= {**fields, **form}.items()
    return code_in(shown.text), form


def agree_with(stage: Stage, owner, form: dict[str, str], code: str) -> str:
    answer = owner.post(f"{stage.url}/decisions", data={**form, "code": code})
    return answer.headers["location"].partition("outcome=")[2]


def test_a_large_sum_takes_a_code(stage: Stage):
    """Pressing alone decides nothing; typing the code does, and the journal says so."""
    owner = stage.signed_in()
    code, form = ask_code(stage, owner)
    assert agree_with(stage, owner, form, code) == "done"
    decided = stage.entries("OWNER_DECISION")[0]
    assert (decided["step"], decided["factor"]) == (form["step"], "code")


def test_a_code_works_once(stage: Stage):
    """The same code is no second yes."""
    owner = stage.signed_in()
    code, form = ask_code(stage, owner)
    agree_with(stage, owner, form, code)
    large_again = {**form, "step": form["step"]}
    stage.incident.steps[form["step"]].limits = ("second_factor_kzt",)
    assert agree_with(stage, owner, large_again, code) == "code_wrong"


def test_a_code_holds_five_minutes(stage: Stage):
    """After that it is not right any more."""
    owner = stage.signed_in()
    code, form = ask_code(stage, owner)
    stage.wall.jump_to(stage.wall.now().replace(minute=5, second=1))
    assert agree_with(stage, owner, form, code) == "code_wrong"


def test_a_code_is_no_yes_to_a_sum_that_grew(stage: Stage):
    """What was shown with the code is what it is for."""
    owner = stage.signed_in()
    code, form = ask_code(stage, owner)
    stage.incident.steps[form["step"]].amount_kzt += 1
    assert agree_with(stage, owner, form, code) == "code_wrong"


def test_five_wrong_codes_void_it(stage: Stage):
    """Six digits cannot be guessed."""
    owner = stage.signed_in()
    code, form = ask_code(stage, owner)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    outcomes = [agree_with(stage, owner, form, wrong) for _ in range(5)]
    outcomes.append(agree_with(stage, owner, form, code))
    assert outcomes == ["code_wrong"] * 6
    assert stage.entries("OWNER_DECISION") == []


def test_a_receipt_settles_the_job(stage: Stage):
    """The sum that a person enters replaces what was promised."""
    jobs, clock = stage.incident.jobs, stage.story.clock
    for _ in range(300):
        if any(j.state == "done" and j.settled_kzt is None for j in jobs.values()):
            break
        stage.story.run(until=clock.now() + timedelta(minutes=1))
        clock.jump_to(clock.now() + timedelta(seconds=59))
    job = next(j for j in jobs.values() if j.state == "done")
    owner = stage.signed_in()
    form = {"amount_kzt": "4 000", "csrf": stage.word()}
    owner.post(f"{stage.url}/receipt", data=form)
    assert job.settled_kzt == 4000
    assert "4\u202f000\u202f₸" in owner.get(stage.url).text
