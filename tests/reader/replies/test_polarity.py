"""The same words answer different questions differently."""

import pytest

from sondir.adapters.reader.replies import read_shift_answer
from sondir.domain.diagnosis.polarity import answer_to
from sondir.domain.untrusted import UntrustedText

COLD_AIR = (
    ("Да, кондиционер работает, прохладно", "yes"),
    ("Нет, не дует", "no"),
    ("Иә, салқын ауа үрлеп тұр", "yes"),
    ("Жоқ, ыстық ауа", "no"),
    ("Работает, холодно", "yes"),
    ("ия кондер истеп тур", "yes"),
    ("Дует, но тёплым", "no"),
    ("Не работает", "no"),
    ("Жоқ, салқын емес", "no"),
    ("Мастер уже чинит", "repairing"),
    ("это не у нас", "wrong_branch"),
    ("не знаю", "unknown"),
)


@pytest.mark.parametrize(("text", "expected"), COLD_AIR)
def test_what_a_shift_says_of_cold_air(text, expected):
    """A description beats a bare yes or no."""
    said = read_shift_answer(UntrustedText(text))
    assert expected == answer_to("cold_air_blowing", said)


@pytest.mark.parametrize(
    ("question", "expected"),
    [("terminal_works", "yes"), ("leak_or_blocked_drain", "no")],
)
def test_all_is_well_means_what_was_asked(question, expected):
    """ "Всё хорошо" is a yes to one question and a no to another."""
    said = read_shift_answer(UntrustedText("всё хорошо, работает"))
    assert expected == answer_to(question, said)
