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


ONE_ROOM = (
    ("да блин он еле тянет, горячим гонит", "unknown"),
    ("да он же не дует совсем", "unknown"),
    ("иә қойшы, әрең үрлейді", "unknown"),
    ("жарко в зале", "unknown"),
    ("да", "yes"),
    ("иә", "yes"),
    ("Да, только в малом кабинете", "yes"),
    ("тек бір бөлмеде", "yes"),
    ("нет, везде жара", "no"),
    ("Во всех кабинетах, не только в одном", "no"),
    ("барлық залда", "no"),
    ("Бәрінде, тек бір кабинет емес", "no"),
    ("не знаю", "unknown"),
)


@pytest.mark.parametrize(("text", "expected"), ONE_ROOM)
def test_where_it_is_hot_is_told_by_a_place(text, expected):
    """How bad it is says nothing of where, and a sighed "да" agrees to nothing."""
    said = read_shift_answer(UntrustedText(text))
    assert expected == answer_to("hot_in_one_room", said)


ALL_BUT_ONE = (
    ("дует, только в одном кабинете не работает", "all_but_one"),
    ("дует везде, кроме одной комнаты", "all_but_one"),
    ("да, кроме одного кабинета", "all_but_one"),
    ("везде дует, кроме педикюра", "all_but_one"),
    ("Кроме одной комнаты", "all_but_one"),
    ("бір бөлмеден басқа жерде салқын", "all_but_one"),
    ("Бір бөлмеден басқа", "all_but_one"),
    ("не дует нигде, кроме одной комнаты", "no"),
    ("жарко везде, кроме одной комнаты", "no"),
    ("нет, жарко во всех кабинетах", "no"),
)


@pytest.mark.parametrize(("text", "expected"), ALL_BUT_ONE)
def test_all_rooms_but_one_is_an_answer_of_its_own(text, expected):
    """One warm room is neither a yes nor a no; one cool room is a no."""
    said = read_shift_answer(UntrustedText(text))
    assert expected == answer_to("cold_air_blowing", said)


@pytest.mark.parametrize(
    ("text", "expected"), [("да нет, прохладно", "yes"), ("да блин, тёплым дует", "no")]
)
def test_behind_a_sigh_the_description_counts(text, expected):
    """What follows "да нет" and "да блин" is the answer about the cold air."""
    said = read_shift_answer(UntrustedText(text))
    assert expected == answer_to("cold_air_blowing", said)
