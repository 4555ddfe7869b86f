"""What a client answers to our message gets one of twelve labels."""

import pytest
from tests.reader.replies.measure import macro_f1, rows

from sondir.adapters.reader.replies import (
    client,
    read_client_reply,
    shift,
    vendor_model,
)
from sondir.adapters.reader.replies.linear import stored
from sondir.domain.untrusted import UntrustedText


def label(text: str) -> str:
    return read_client_reply(UntrustedText(text)).label


@pytest.mark.parametrize(
    ("name", "part"),
    [("client", "seen"), ("client", "unseen"), ("client_more", "all")],
)
def test_labels_reach_the_goal(name: str, part: str) -> None:
    """The labels of hand-made replies are read with a macro-F1 of .90."""
    pairs = [(row["label"], label(row["text"])) for row in rows(name, part)]
    assert macro_f1(pairs) >= 0.90


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("верните деньги, у меня ожог, подам в суд", "health_issue"),
        ("верните деньги или подам в суд, и больше не пишите", "legal_threat"),
        ("не пишите мне больше, позовите директора", "opt_out"),
        ("позовите директора и верните деньги", "asks_human"),
        ("мне нужен человек, а не бот", "asks_human"),
    ],
)
def test_the_graver_label_wins(text: str, expected: str) -> None:
    """Of two labels that fit, the annotation guide's order decides."""
    assert expected == label(text)


@pytest.mark.parametrize(
    "word", ["СТОП", "STOP", "ТОҚТА", "ТОКТА", "TOQTA", "ТОҚТАТ", "ТОҚТАТЫҢЫЗ"]
)
def test_every_stop_word_opts_out(word: str) -> None:
    """Each stop word, first in the message, ends our writing."""
    expected = ["opt_out", "opt_out"]
    assert expected == [label(word), label(f"{word}, рахмет")]


@pytest.mark.parametrize("word", ["человек", "адам", "Оператор!"])
def test_one_word_calls_a_person(word: str) -> None:
    """A single word is enough to be handed over."""
    expected = "asks_human"
    assert expected == label(word)


def test_a_negation_needs_its_own_word() -> None:
    """ "Мне понравилось" does not hold "не понравилось"."""
    expected = "satisfied"
    assert expected == label("мне понравилось")


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("client", client.RULES),
        ("shift", shift.RULES),
        ("vendor", vendor_model.RULES),
    ],
)
def test_stored_models_know_the_rules_of_the_code(
    name: str, rules: tuple[str, ...]
) -> None:
    """A model trained for other rules than the code's would misread in silence."""
    assert rules == stored(name).rules
