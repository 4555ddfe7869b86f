"""Templates carry the very words of the phrasebook, in a form WhatsApp takes."""

import re

import pytest
from tests.languages.test_phrases import label, sample

from sondir.domain.phrase import PHRASES, Audience
from sondir.languages import LANGUAGES, Phrasebook, templates

ALL = templates()
GAP = re.compile(r"\{\{(\d+)\}\}")
BY_NAME = {(each["name"], each["language"]): each for each in ALL}
SAID = [
    (phrase, lang)
    for phrase in PHRASES.values()
    for lang in LANGUAGES
    if phrase.template is not None
]


def named(each: object) -> str:
    """Name a case of a test."""
    if isinstance(each, dict):
        return f"{each['name']}-{each['language']}"
    return label(each)


@pytest.mark.parametrize("each", ALL, ids=named)
def test_a_template_keeps_the_rules_of_its_channel(each):
    """Name, length, gaps in order and never at an edge, at most three buttons."""
    gaps = [int(n) for n in GAP.findall(each["body"])]
    assert re.fullmatch(r"[a-z0-9_]{1,512}", each["name"])
    assert gaps == list(range(1, len(gaps) + 1))
    assert re.match(r"\W*\w", GAP.sub("", each["body"].split("{{")[0]))
    assert not re.search(r"\{\{\d+\}\}\W*\Z", each["body"])
    assert len(each["body"]) <= 1024
    assert len(each["buttons"]) <= 3


@pytest.mark.parametrize(("phrase", "lang"), SAID, ids=named)
def test_a_template_says_what_the_free_text_says(phrase, lang):
    """Filled with the parameters, the approved body is the text letter for letter."""
    wording = Phrasebook().wording(phrase.key, lang, sample(phrase))
    found = BY_NAME.get((phrase.template, lang))
    if found is None:
        assert wording.template is None
        return
    body = GAP.sub(lambda gap: wording.parameters[int(gap[1]) - 1], found["body"])
    assert body == wording.text
    assert len(wording.parameters) == len(GAP.findall(found["body"]))
    assert [p for p in wording.parameters if not p.strip() or "\n" in p] == []


def test_each_template_exists_in_russian_and_kazakh():
    """WhatsApp falls back to no other language: both are there for every name."""
    langs = {name: {x for n, x in BY_NAME if n == name} for name, _ in BY_NAME}
    assert set(map(frozenset, langs.values())) == {frozenset({"ru", "kk"})}
    assert len(BY_NAME) == len(ALL) <= 250


def test_bodies_differ_from_each_other():
    """WhatsApp rejects a body that it has already."""
    assert len({each["body"] for each in ALL}) == len(ALL)


def test_only_letters_that_name_a_gift_are_marketing():
    """Everything else is a utility message; a named gift is not."""
    marketing = {each["name"] for each in ALL if each["category"] == "MARKETING"}
    gifts = ("bonus", "addon", "discount")
    expected = {
        f"client_letter_{measure}_{gift}"
        for measure in ("coming", "working", "works")
        for gift in gifts
    }
    assert marketing == expected


def test_whoever_may_be_outside_the_window_has_templates():
    """Owner, shift and vendor wrote nothing in 24 hours on an ordinary day."""
    strangers = (Audience.OWNER, Audience.SHIFT, Audience.VENDOR)
    missing = [
        p.key
        for p in PHRASES.values()
        if p.audience in strangers and p.template is None
    ]
    assert missing == []
