"""What the administrator answers to the one question."""

import pytest
from tests.reader.replies.measure import macro_f1, rows

from sondir.adapters.reader.replies import read_shift_answer
from sondir.domain.untrusted import UntrustedText


def answer(text: str) -> str:
    return read_shift_answer(UntrustedText(text)).answer


@pytest.mark.parametrize(
    ("name", "part"),
    [("shift", "seen"), ("shift", "unseen"), ("shift_more", "all")],
)
def test_answers_reach_the_goal(name: str, part: str) -> None:
    """The answers of hand-made messages are read with a macro-F1 of .90."""
    pairs = [(row["answer"], answer(row["text"])) for row in rows(name, part)]
    assert macro_f1(pairs) >= 0.90


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("да", "yes"),
        ("жоқ", "no"),
        ("не работает", "yes"),
        ("работает", "no"),
        ("да, но мастер уже чинит", "repairing"),
        ("не наш филиал", "wrong_branch"),
        ("", "unknown"),
    ],
)
def test_plain_answers(text: str, expected: str) -> None:
    """The answers that come most are never missed."""
    assert expected == answer(text)
