"""What every playbook must keep, whoever writes it."""

import pytest

from sondir.bootstrap.scaffold_texts import WORDS
from sondir.domain.corridor import PLAYBOOKS as NAMES
from sondir.domain.corridor import Corridor, Permission
from sondir.domain.diagnosis.tables import MODELS
from sondir.domain.phrase import PHRASES
from sondir.domain.step import ACT_OF, OUTWARD, Act, StepKind
from sondir.languages import LANGUAGES, Phrasebook
from sondir.languages.book.shelf import language
from sondir.playbooks import PLAYBOOKS
from sondir.stages.detect import least
from sondir.workflows.every_act import ACTS
from sondir.workflows.planning import UNDO

DONE_ELSEWHERE = {
    "verify": "workflows/closing.py looks at the evidence",
    "report": "workflows/closing.py tells the owner how it ended",
    "check_notice": "workflows/planned_works.py, before anybody is hired",
}
"""Step kinds without an act of their own, and the workflow that does them."""
TRADES = {"hvac", "plumber", "electrician", "cleaner", "locksmith", "payments"}
books = pytest.mark.parametrize("book", PLAYBOOKS, ids=lambda book: book.name)
languages = pytest.mark.parametrize("lang", LANGUAGES)


@books
def test_every_step_is_done_by_somebody(book):
    """A step kind of the plan has an act, or a workflow that is named here."""
    kinds = {StepKind(kind) for kind in book.plan}

    assert [k for k in kinds if k not in ACTS and k not in DONE_ELSEWHERE] == []
    assert len(book.plan) == len(set(book.plan))


@books
def test_every_outward_step_says_how_it_is_undone(book):
    """What reaches a vendor or a client can be undone, repaired, or neither."""
    outward = {k for k in book.plan if ACT_OF[StepKind(k)] in OUTWARD}

    assert outward - set(UNDO) == set()


@books
def test_what_only_a_person_handles_plans_no_outward_act(book):
    """A human-only playbook tells, asks, rescues and hands over; it never acts.

    A closing is only ever proposed to a person.
    """
    acts = {ACT_OF[StepKind(kind)] for kind in book.plan}

    if book.human_only:
        assert acts <= {Act.RESCUE, Act.SAFE, Act.PREPARE, Act.CLOSURE}
        assert "notify_owner" in book.plan
        assert (book.vendor_causes, book.gifts, book.trade) == ((), (), None)


@books
def test_causes_and_questions_belong_to_its_topics(book):
    """Causes stand in the topic's table; its questions can be put to the shift."""
    models = [MODELS[topic] for topic in book.topics if topic in MODELS]
    known = {prior.cause for model in models for prior in model.priors}
    led_by = {
        *book.vendor_causes,
        *book.causes,
        *book.relief_causes,
        *book.notice_causes,
        *book.closure_causes,
        *(cause for one in book.instructions for cause in one.causes),
    }
    asked = {book.question, book.confirm, *book.alarms} - {None}

    assert led_by - known == set()
    assert [q for q in asked if f"shift.question.{q}" not in PHRASES] == []


@books
def test_whoever_acts_has_evidence_to_close(book):
    """A playbook that acts asks the shift how it ended; a vendor has a scope."""
    if not book.human_only:
        assert book.confirm is not None
        assert {"ask_shift", "verify", "report"} <= set(book.plan)
    if book.trade is not None:
        assert book.vendor_causes and book.scope and book.trade in TRADES
    if book.relief_causes:
        assert book.relief_min > 0
        assert "offer_booking" in book.plan


@books
def test_gifts_are_ordered_and_within_a_clients_limit(book):
    """The first rule that fits is the dearest; none exceeds what one client may get."""
    least_prices = [gift.from_price_kzt for gift in book.gifts]

    assert least_prices == sorted(least_prices, reverse=True)
    assert all(gift.costs_kzt <= Corridor().client_kzt for gift in book.gifts)


@languages
@books
def test_its_words_exist_in_every_language(book, lang):
    """Name, topics, trade, scope, gifts and instructions have words for people."""
    words, book_of = language(lang).words, Phrasebook()
    wanted = [("playbook", book.name), *(("topic", t) for t in book.topics)]
    wanted += [("trade", book.trade)] if book.trade else []
    wanted += [("scope", book.scope)] if book.scope else []
    wanted += [("rule", gift.rule) for gift in book.gifts]
    said = {"branch": "Абая", "until": "12:30"}
    texts = [
        book_of.wording(f"shift.{one.says}", lang, said).text
        for one in book.instructions
    ]

    assert [key for table, key in wanted if key not in words[table]] == []
    assert all("Абая" in text and "?" not in text for text in texts)


@languages
@books
def test_its_name_is_written_by_somebody(book, lang):
    """A scaffold's UNWRITTEN is no word: write it in languages/<lang>/words.toml."""
    name = language(lang).words["playbook"][book.name]

    assert not str(name).startswith(WORDS), f"languages/{lang}/words.toml, [playbook]"


@books
def test_until_the_owner_permits_it_it_observes(book):
    """An empty corridor lets no playbook act, and every name can be permitted."""
    assert book.name in NAMES
    granted = Corridor().permission_for(book.name)

    assert granted is Permission.OBSERVE
    assert least(str(granted), "act") == "observe"


@books
def test_a_closing_has_causes_hours_and_a_place_on_the_plan(book):
    """Closing may be proposed for named causes only, never for more than a day."""
    plans = "propose_closure" in book.plan

    assert plans == bool(book.closure_causes) == (0 < book.closure_min <= 24 * 60)


def test_instructions_are_steps_of_the_plan():
    """What the shift is told to do stands on the owner's plan."""
    missing = [
        (book.name, one.kind)
        for book in PLAYBOOKS
        for one in book.instructions
        if one.kind not in book.plan
    ]

    assert missing == []
