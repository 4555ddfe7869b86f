"""The week on one page: counted from the books, honest where there is nothing."""

import re
from datetime import timedelta

import pytest
from tests.web.stage import OTHER, Stage, story_in_crisis

from sondir.domain.journal import Entry
from sondir.web.words import LANGUAGES, texts

RAW_KEY = re.compile(r">\s*[a-z_]+\.[a-z_.]+\s*<")
NARROW = "\u202f"


@pytest.fixture(scope="module")
def over() -> Stage:
    """The demo's Tuesday, with its crisis put out."""
    stage = Stage(story_in_crisis())
    stage.story.run(until=stage.story.clock.now() + timedelta(hours=9))
    assert not stage.incident.is_open
    return stage


def page(stage: Stage, query: str = "", login: str = "owner") -> str:
    """The page as somebody sees it."""
    return stage.signed_in(login).get(f"/week{query}").text


def day(text: str, number: int) -> str:
    """One day's part of the page, Monday first."""
    return text.split('<article class="day')[number + 1]


def test_the_day_of_a_crisis_links_to_it_and_counts_what_the_books_hold(over: Stage):
    """Spent, questions, promises and the head, on the day on which they happened."""
    tuesday = day(page(over), 1)
    ledger, journal = over.incident.ledger, over.story.desk.journal
    spent = f"{ledger.spent_kzt:,}".replace(",", NARROW)
    states = [data["state"] for data in over.entries("PROMISE")]
    last = list(journal.records(over.story.org))[-1]
    words = texts("ru")
    assert f'href="{over.url}"' in tuesday
    assert f"{spent}{NARROW}₸ (" in tuesday
    promised = {state: states.count(state) for state in ("made", "kept", "broken")}
    assert words["week.promises_n"].format(**promised) in tuesday
    asked = len(over.entries("QUESTION_ASKED"))
    answered = len(over.entries("QUESTION_ANSWERED"))
    assert words["week.questions_n"].format(asked=asked, answered=answered) in tuesday
    assert last.hash in tuesday
    assert 'class="chip state-crisis"' in tuesday


def test_days_without_words_are_not_called_calm(over: Stage):
    """Monday nobody wrote; Wednesday has not come."""
    text = page(over)
    assert texts("ru")["week.silent"] in day(text, 0)
    assert texts("ru")["week.ahead"] in day(text, 2)


def test_an_empty_week_says_that_nothing_is_recorded(over: Stage):
    """No invented calm, and a way back to the week that has something."""
    text = page(over, "?day=2026-06-30")
    assert texts("ru")["week.empty"] in text
    assert 'href="/week?day=2026-07-06"' in text
    assert '<article class="day' not in text


def test_a_crisis_that_goes_on_burns_on_each_of_its_days():
    """Open since Tuesday: Wednesday is no calm day, and the next week neither."""
    stage = Stage(story_in_crisis())
    now = stage.story.clock.now()
    stage.story.clock.jump_to(now + timedelta(days=1))
    text = page(stage)
    assert [stage.url in day(text, n) for n in range(4)] == [False, True, True, False]
    stage.story.clock.jump_to(now + timedelta(days=7))
    assert [stage.url in day(page(stage), n) for n in range(3)] == [True, True, False]
    assert stage.url in day(page(stage, "?day=2026-07-14"), 6)


def test_a_changed_mode_is_told_with_its_causes(over: Stage):
    """Why the autopilot became careful stands on its day."""
    data = {"from": "NORMAL", "to": "HOLD", "causes": ["quality_falls"]}
    journal, org = over.story.desk.journal, over.story.org
    journal.append(Entry("MODE_CHANGED", over.story.clock.now(), org, data))
    tuesday = day(page(over), 1)
    assert over.parts.voice.word("mode_cause", "quality_falls", "ru") in tuesday


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
@pytest.mark.parametrize("query", ["", "?day=2026-06-30", "?day=%3Cscript%3E"])
def test_it_reads_in_every_language(over: Stage, lang: str, query: str):
    """Nobody meets a raw key; a day that is none shows this week."""
    owner = over.signed_in()
    owner.post("/language", data={"lang": lang, "next": "/", "csrf": over.word()})
    answer = owner.get(f"/week{query}")
    assert (answer.status_code, RAW_KEY.findall(answer.text)) == (200, [])
    assert f'<html lang="{lang}">' in answer.text
    assert texts(lang)["page.week"] in answer.text


def test_a_stranger_is_sent_to_sign_in_and_a_neighbour_sees_their_own(over: Stage):
    """The page belongs to the visitor's organisation, and to nobody without one."""
    assert over.browser().get("/week").status_code == 303
    text = page(over, login="stranger")
    assert over.url not in text
    assert texts("ru")["week.empty"] in text
    assert OTHER not in text


def test_the_first_page_leads_to_it(over: Stage):
    """It stands among the sections."""
    assert 'href="/week"' in over.signed_in("viewer").get("/").text
