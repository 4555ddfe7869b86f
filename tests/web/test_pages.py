"""What the pages show, in each language, on a calm day and in a crisis."""

import re
from datetime import timedelta

import pytest
from tests.web.stage import Stage, story_in_crisis

from sondir.domain.journal import Entry
from sondir.web.words import LANGUAGES, texts

RAW_KEY = re.compile(r">\s*[a-z_]+\.[a-z_.]+\s*<")
"""A code that nobody has put into words."""


def speaking(stage: Stage, lang: str):
    """A browser of the owner, who has chosen a language with the switch."""
    owner = stage.signed_in()
    form = {"lang": lang, "next": stage_url(stage), "csrf": stage.word()}
    answer = owner.post("/language", data=form)
    assert answer.headers["location"] == form["next"]
    return owner


def stage_url(stage: Stage) -> str:
    return stage.url if stage.story.desk.incidents.known else "/"


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
def test_the_crisis_reads_in_every_language(stage: Stage, lang: str):
    """Headings, buttons and lines are in the language of the reader."""
    page = speaking(stage, lang).get(stage.url).text
    words = texts(lang)
    assert f'<html lang="{lang}">' in page
    wanted = ("button.agree", "button.stop_all", "button.take_over", "money.title")
    assert [words[key] for key in wanted if words[key] not in page] == []
    assert RAW_KEY.findall(page) == []


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
@pytest.mark.parametrize("path", ["/", "/journal?verify=1", "/inbox", "/no-such-page"])
def test_the_other_pages_read_in_every_language(calm: Stage, lang: str, path: str):
    """Nobody meets a page in a foreign language."""
    page = speaking(calm, lang).get(path).text
    assert f'<html lang="{lang}">' in page
    assert RAW_KEY.findall(page) == []


def test_the_switch_has_no_flags(calm: Stage):
    """Languages are named РУС, ҚАЗ and ENG."""
    page = calm.browser().get("/sign-in").text
    assert all(f">{name}<" in page for name in ("РУС", "ҚАЗ", "ENG"))


def test_a_stranger_reads_in_the_browsers_language(calm: Stage):
    """The sign-in speaks Kazakh to a Kazakh browser."""
    page = calm.browser().get("/sign-in", headers={"accept-language": "kk-KZ"}).text
    assert texts("kk")["sign_in.password"] in page


def test_a_calm_day_says_so(calm: Stage):
    """The first page is not empty when nothing burns."""
    assert texts("ru")["today.calm"] in calm.signed_in().get("/").text


def test_an_open_incident_stands_on_the_first_page(stage: Stage):
    """The way to it is one link."""
    assert f'href="{stage.url}"' in stage.signed_in().get("/").text


def test_entries_stand_in_the_sources_form(stage: Stage):
    """`[10:07:14] AGENT_MONITOR():` and lines below, whatever the language."""
    page = speaking(stage, "kk").get(stage.url).text
    records = stage.story.desk.journal.records(stage.story.org, 0, stage.incident.id)
    record = next(records)
    head = stage.parts.voice.entry(record.fields, "kk", {})[0]
    assert head.endswith("():")
    assert f'<code class="head">{head}</code>' in page


def test_people_have_names_and_the_journal_has_none(stage: Stage):
    """Names are joined on the page; the record keeps references."""
    owner, desk = stage.signed_in(), stage.story.desk
    client = next(iter(stage.incident.witnesses))
    name = desk.people.get(stage.story.org, client).name
    assert name in owner.get(stage.url).text
    assert all(name not in r.text for r in desk.journal.records(stage.story.org))


def test_a_hold_counts_down_on_the_storys_clock(stage: Stage):
    """The page says how many seconds are left for a veto."""
    step = next(s for s in stage.incident.steps.values() if s.state == "held")
    left = int((step.until - stage.story.clock.now()).total_seconds())
    assert f'data-left="{left}"' in stage.signed_in().get(stage.url).text


def test_money_stands_against_its_limit(stage: Stage):
    """The bar of the incident's limit has the limit as its end."""
    limit = stage.incident.ledger.limit_kzt
    assert f'max="{limit}"' in stage.signed_in().get(stage.url).text


def test_the_journal_says_whether_it_holds(stage: Stage):
    """A whole chain is called whole, a changed record is named."""
    owner = stage.signed_in()
    assert texts("ru")["journal.holds"][:12] in owner.get("/journal?verify=1").text
    chain = stage.story.desk.journal.chains[stage.story.org]
    chain[2] = type(chain[2])(
        3, chain[2].hash, chain[2].prev, chain[2].text + " ", chain[2].fields
    )
    assert "№ 3 (json)" in owner.get("/journal?verify=1").text


def test_the_journal_filters_by_kind_and_incident(stage: Stage):
    """Only what was asked for is listed."""
    owner = stage.signed_in()
    page = owner.get("/journal", params={"entry": "PLAN_MADE"}).text
    assert page.count('<li class="entry') == 1
    none = owner.get("/journal", params={"incident": "inc-404"}).text
    assert texts("ru")["journal.empty"] in none


def test_a_long_journal_has_pages(calm: Stage):
    """Older records are one link away, and none is listed twice."""
    journal, org = calm.story.desk.journal, calm.story.org
    for _ in range(150):
        data = {"from": "NORMAL", "to": "HOLD", "causes": []}
        journal.append(Entry("MODE_CHANGED", calm.story.clock.now(), org, data))
    owner = calm.signed_in()
    first, second = (owner.get(p).text for p in ("/journal", "/journal?before=51"))
    counts = [page.count('<li class="entry') for page in (first, second)]
    assert (counts, "before=51" in first) == ([100, 50], True)


def test_the_inbox_shows_what_nobody_understood(calm: Stage):
    """Kinds and counts are there; a foreign number is shortened."""
    inbox = calm.story.desk.inbox
    inbox.keep_unknown("body-1", "<poll>", "kind")
    inbox.quarantine("body-1", "104996122399160")
    page = calm.signed_in().get("/inbox").text
    assert "&lt;poll&gt;" in page
    assert "…9160" in page
    assert "104996122399160" not in page


@pytest.mark.parametrize(("seed", "lang"), [(1, "ru"), (2, "kk"), (3, "en")])
def test_the_page_can_be_shown_at_any_moment_of_the_story(seed: int, lang: str):
    """From the alarm to the end no moment breaks it or shows a raw code."""
    stage = Stage(story_in_crisis(seed=seed))
    owner, clock = speaking(stage, lang), stage.story.clock
    for _ in range(40):
        moment = clock.now() + timedelta(minutes=6)
        stage.story.run(until=moment)
        clock.jump_to(moment)
        answer = owner.get(stage.url)
        assert (answer.status_code, RAW_KEY.findall(answer.text)) == (200, [])


def test_numbers_for_the_machine_name_nobody(stage: Stage):
    """`/metrics` counts, without a person and without a sign-in."""
    text = stage.browser().get("/metrics").text
    assert "sondir_incidents_open 1.0" in text
    assert "sondir_inbox_quarantined_total 0.0" in text
    assert stage.incident.id not in text


def test_health_is_told_without_a_sign_in(calm: Stage):
    """A probe asks whether the database answers."""
    assert calm.browser().get("/healthz").json() == {"status": "ok"}
