"""Every phrase, in every language: whole, equal, and true to its declaration."""

import re

import pytest

from sondir.domain.errors import Mistake
from sondir.domain.phrase import PHRASES, Audience, Phrase
from sondir.languages import LANGUAGES, Phrasebook
from sondir.languages.book.filling import GAP
from sondir.languages.book.shelf import Language, language

EVERY = [(phrase, lang) for phrase in PHRASES.values() for lang in LANGUAGES]


def label(each: object) -> str:
    """Name a case of a test, the same in every process."""
    return each.key if isinstance(each, Phrase) else str(each)


CLIENT = [p for p in PHRASES.values() if p.audience is Audience.CLIENT]
MARKETING = re.compile(
    r"акци|выгод|только для вас|подар|спешите|распродаж|промо|"
    r"сыйлы|науқан|асығыңыз|арзанда|promo|special offer|hurry|sale",
    re.IGNORECASE,
)
ASSISTANT = {
    "ru": ("автоматический помощник салона", "«человек»"),
    "kk": ("салонның автоматты көмекшісі", "«адам»"),
    "en": ("the salon's automated assistant", "«человек» or «адам»"),
}
SAMPLES: dict[str, str | int] = {
    "branch": "Абай",
    "topic": "heat_air",
    "step": "authorise_job",
    "limit": "vendor.min_rating",
    "cause": "climate_failure",
    "p": "0.87",
    "trade": "hvac",
    "missing": "confirmation",
    "to": "staff:2",
    "name": "Айгерім",
    "why": "asked_for_person",
    "scope": "hvac_minor",
    "arrives": "11:20",
    "valid_until": "14:10",
    "code": "4821",
    "service": "маникюр",
    "master": "Жанар",
    "time": "12:30",
    "day": "14.07",
    "slot": "16:00",
    "head": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "until": "14:00",
    "works": "water",
    "mode_cause": "clock_jumped",
}
GIFTS = {"bonus": "2000", "addon": "spa_care", "discount": "15"}


def sample(phrase: Phrase) -> dict[str, str | int]:
    """Give a value for every argument of a phrase."""
    args: dict[str, str | int] = {n: SAMPLES.get(n, 7_000) for n in phrase.args}
    if "gift_value" in args:
        args["gift_value"] = GIFTS.get(phrase.key.rsplit(".", 1)[-1], "")
    return args


def words_of(phrase: Phrase, lang: str, **changed: str) -> str:
    """Say a phrase with sample values, some of them *changed*."""
    return Phrasebook().wording(phrase.key, lang, sample(phrase) | changed).text


def names_in(text: str, lang: Language) -> set[str]:
    """List the arguments that a text uses, also inside its fragments."""
    found: set[str] = set()
    for gap in GAP.finditer(text):
        variants = lang.fragments.get(gap["name"])
        if variants is None:
            found.add(gap["name"])
            continue
        for key, variant in variants.items():
            found |= names_in(variant, lang)
            found |= set(key.split("+")) - {"none"}
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_has_exactly_the_declared_phrases(lang):
    """No language lacks a phrase, and none has one that nothing declares."""
    assert set(language(lang).phrases) == set(PHRASES)


@pytest.mark.parametrize(("phrase", "lang"), EVERY, ids=label)
def test_a_phrase_uses_only_what_it_is_given(phrase, lang):
    """The words of a phrase name no argument beyond its declaration."""
    book = language(lang)
    assert names_in(book.phrases[phrase.key], book) <= set(phrase.args)


@pytest.mark.parametrize("phrase", PHRASES.values(), ids=lambda p: p.key)
def test_every_language_tells_the_same_facts(phrase):
    """Each language uses the same arguments: none says more or less than another."""
    used = [names_in(language(x).phrases[phrase.key], language(x)) for x in LANGUAGES]
    assert used == [used[0]] * len(LANGUAGES)


@pytest.mark.parametrize(("phrase", "lang"), EVERY, ids=label)
def test_every_promise_is_in_the_words(phrase, lang):
    """What a promise names as its value or its end stands in every language's text."""
    book = language(lang)
    named = {n for p in phrase.promises for n in (p.value, p.due) if n}
    assert named <= names_in(book.phrases[phrase.key], book)


@pytest.mark.parametrize(("phrase", "lang"), EVERY, ids=label)
def test_a_filled_phrase_has_no_holes(phrase, lang):
    """With all its arguments a phrase shows no gap, no mark of a lost value."""
    text = words_of(phrase, lang)
    question = lang in text or "?" in language(lang).phrases[phrase.key]
    assert "{" not in text
    assert question or "?" not in text
    assert "  " not in text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("phrase", CLIENT, ids=lambda p: p.key)
def test_a_client_without_name_or_visit_reads_a_whole_sentence(phrase, lang):
    """Optional arguments may be empty: no stray comma, bracket or space remains."""
    text = words_of(phrase, lang, **dict.fromkeys(phrase.optional, ""))
    assert not re.search(r" [,.)]|\(\s*\)|, ,|^[,. ]| {2}|\( ", text)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("phrase", CLIENT, ids=lambda p: p.key)
def test_a_letter_fits_into_one_message_of_every_channel(phrase, lang):
    """Instagram takes 1000 bytes; a letter to a client stays in one piece."""
    assert len(words_of(phrase, lang).encode()) <= 1000


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("phrase", CLIENT, ids=lambda p: p.key)
def test_a_disclosure_says_who_writes_and_how_to_reach_a_person(phrase, lang):
    """A phrase that is declared to disclose does so, in every language."""
    assistant, word = ASSISTANT[lang]
    text = words_of(phrase, lang).lower()
    comes = "person_writes" in {promise.what for promise in phrase.promises}
    says = assistant in text and (word in text or comes)
    assert says == phrase.discloses


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("phrase", CLIENT, ids=lambda p: p.key)
def test_an_apology_has_no_marketing_in_it(phrase, lang):
    """Words that sell stand in no message to a client."""
    assert MARKETING.findall(words_of(phrase, lang)) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_letter_for_the_desk_names_no_gift(lang):
    """Who has not agreed to advertising hears neither a gift nor its worth."""
    letters = [p for p in CLIENT if p.key.endswith((".desk", ".none"))]
    for phrase in letters:
        text = words_of(phrase, lang, gift_value="15").lower()
        assert not re.search(r"бонус|скидк|бесплатн|жеңілдік|тегін|free|%|₸", text)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["danger", "injury"])
def test_an_emergency_names_all_four_numbers(lang, kind):
    """112, 101, 103 and 104 are in the text, and a person is promised."""
    phrase = PHRASES[f"client.emergency.{kind}"]
    text = words_of(phrase, lang)
    assert [n for n in ("112", "101", "103", "104") if n not in text] == []
    assert [p.what for p in phrase.promises] == ["person_writes"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_authorisation_carries_its_code_on_a_line_of_its_own(lang):
    """The technician finds the arrival code and both sums in the authorisation."""
    for key in ("vendor.authorise", "vendor.raise_agreed", "shift.vendor_coming"):
        text = words_of(PHRASES[key], lang)
        lines = [line for line in text.splitlines() if "4821" in line]
        assert len(lines) == 1
        assert re.search(r"\b(код\w*|code)\b", lines[0], re.IGNORECASE)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_called_off_visit_repeats_no_arrival_code(lang):
    """A cancellation must not read like an authorisation."""
    assert "4821" not in words_of(PHRASES["vendor.cancel"], lang)


@pytest.mark.parametrize(("phrase", "lang"), EVERY, ids=label)
def test_a_button_fits_on_a_button(phrase, lang):
    """Titles have at most 20 characters, and those of one message differ."""
    phrases = language(lang).phrases
    titles = [phrases[button] for button in phrase.buttons]
    if phrase.audience is Audience.BUTTON:
        titles.append(phrases[phrase.key])
    assert [title for title in titles if len(title) > 20] == []
    assert len(set(titles)) == len(titles) <= 3


@pytest.mark.parametrize("phrase", PHRASES.values(), ids=lambda p: p.key)
def test_kazakh_is_written_in_kazakh(phrase):
    """No Kazakh text is left in Russian: it has letters that Russian lacks."""
    if phrase.key == "button.move":
        return
    assert re.search("[әғқңөұүһі]", language("kk").phrases[phrase.key].lower())


@pytest.mark.parametrize("phrase", PHRASES.values(), ids=lambda p: p.key)
def test_russian_has_no_grammatical_gender_of_ours(phrase):
    """Nobody of ours or theirs is made a man or a woman by a verb or an ending."""
    text = language("ru").phrases[phrase.key]
    assert not re.search(
        r"\((?:а|ла|ая)\)|\bрад[аы]?\b(?! )|\bдолжна?\b|\bсама?\b", text
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sentence_of_the_source_closes_a_crisis_under_control(lang):
    """Only `under_control` ends with it."""
    end = {
        "ru": "Справились. Репутация в безопасности. Всё под контролем.",
        "kk": "Еңсердік. Беделіміз сақталды. Бәрі бақылауда.",
        "en": "Managed. Reputation safe. Everything under control.",
    }[lang]
    ends = {p for p in PHRASES if words_of(PHRASES[p], lang).endswith(end)}
    assert ends == {"owner.closed.under_control"}


def test_nobody_but_a_person_approves_kazakh():
    """Shipped Russian and English are approved; Kazakh waits for a native reader."""
    approved = {x: Phrasebook().is_approved("vendor.request", x) for x in LANGUAGES}
    assert approved == {"ru": True, "kk": False, "en": True}
    assert {x: language(x).approved for x in LANGUAGES} == approved


def test_an_owner_may_approve_a_language_as_a_whole():
    """With the language named, its phrases count as approved; unknown ones never."""
    book = Phrasebook(approved_languages=frozenset({"kk"}))
    assert book.is_approved("vendor.request", "kk")
    assert not book.is_approved("vendor.request", "ru")
    assert not book.is_approved("vendor.unheard_of", "kk")


@pytest.mark.parametrize(
    ("phrase", "lang", "args", "code"),
    [
        ("vendor.unheard_of", "ru", {}, "phrase.unknown"),
        ("vendor.thanks", "de", {"branch": "x"}, "phrase.unknown_language"),
        ("vendor.thanks", "ru", {}, "phrase.argument_missing"),
    ],
)
def test_a_wrong_use_is_a_mistake_with_its_code(phrase, lang, args, code):
    """Nothing half is ever said: the caller hears what is wrong."""
    with pytest.raises(Mistake) as raised:
        Phrasebook().wording(phrase, lang, args)
    assert raised.value.code == code


def test_foreign_words_cannot_break_a_line_or_fill_a_gap():
    """A client's name with line breaks, braces or great length stays a name."""
    name = "Анна\n\nКод: 1234 {branch}" + "а" * 500
    text = words_of(PHRASES["staff.hand_over"], "ru", name=name)
    assert "\n" not in text
    assert "{branch}" in text
    assert len(text) < 400
