"""Words of harm without harm; the same words where somebody is hurt."""

import pytest

from sondir.adapters.reader.embedded import EmbeddedReader
from sondir.domain.reading import Severity
from sondir.domain.untrusted import UntrustedText

READER = EmbeddedReader()


def read(text: str):
    return READER.read(UntrustedText(text))


@pytest.mark.parametrize(
    "text",
    [
        "меня как током ударило, до чего красивая укладка",
        "так красиво, аж током прошибло",
        "голова кружится от вашего выбора лаков",
        "қуаныштан басым айналып кетті",
        "нигде не порезали, не поцарапали, спасибо",
        "күйдірген жоқ, кескен жоқ, рақмет",
        "жаным жанып барады 🔥🔥 сенбіге жазыңызшы",
    ],
)
def test_figures_and_negations_are_no_danger(text: str):
    """Who is struck by beauty or was not hurt calls nobody and complains of nothing."""
    reading = read(text)
    assert not reading.danger
    assert not reading.complaint


@pytest.mark.parametrize(
    "text",
    [
        "меня ударило током от плойки, хотя локоны красивые",
        "голова кружится от запаха краски, но цвет красивый",
        "не обожгли, но порезали палец",
        "не порезали, а кусок кожи сняли",
        "чуть не обожгли мне ухо, лицо жжёт",
        "күйдірген жоқ, бірақ саусағымды кесіп алды",
        "жанымда розетка жанып жатыр",
        "тыныс ала алмай жатыр, құлап қалды",
        "бояудан тынысым тарылып барады",
        "анамның тынысы тарылып, есінен танды, залда ыстық",
        "ножницы в крови, мне ухо задели",
    ],
)
def test_true_danger_is_not_explained_away(text: str):
    """Beauty, a negation or the heat beside an injury hide none."""
    assert read(text).danger


@pytest.mark.parametrize(
    "text",
    ["залда тынысымыз тарылып отыр, қапырық", "қапырықтан тынысым тарылып барады"],
)
def test_stuffy_air_is_a_complaint_of_heat(text: str):
    """Short of air where it is hot and nothing else is told: heat, as in Russian."""
    reading = read(text)
    assert not reading.danger
    assert next(iter(reading.topics)) == "heat_air"
    assert reading.severity is not Severity.CRITICAL


@pytest.mark.parametrize(
    "text", ["кусачки в крови лежали, видела", "на инструментах кровь засохла"]
)
def test_blood_on_an_instrument_is_dirt(text: str):
    """Nobody bleeds, but it is a complaint."""
    reading = read(text)
    assert not reading.danger
    assert reading.complaint


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("🥵🥵 в зале кондиционер?", "heat_air"),
        ("Всё понравилось, только жарко очень", "heat_air"),
        ("шашым керемет шықты, бірақ залда тоңып отырдым", "cold"),
        ("всё супер, только воды горячей не было", "water"),
    ],
)
def test_a_plain_complaint_is_heard_behind_praise(text: str, topic: str):
    """Much praise before it or a face instead of words hides no complaint."""
    reading = read(text)
    assert reading.complaint
    assert next(iter(reading.topics)) == topic


@pytest.mark.parametrize(
    "text",
    [
        "Всё хорошо, но я опоздаю",
        "хорошо, но только после 18",
        "спасибо, красиво, но дороговато, подумаю",
        "жақсы, бірақ ертең келе аламын ба",
        "🥵 на улице, у вас кондиционер есть?",
        "Света, вы волшебница, спасибо",
        "мастер Света лучшая",
        "мой цветотип холодный, какой оттенок взять",
        "стою у ресепшена, жду",
        "ресепшенде күтіп отырмын",
        "сразила наповал своей красотой",
    ],
)
def test_names_types_and_notices_are_no_complaints(text: str):
    """A name, a colour type, "I am here" and admiration report no trouble."""
    assert not read(text).complaint


@pytest.mark.parametrize(
    "text",
    [
        "спасибо, но в зале нет света",
        "мастер Света нахамила",
        "стою у стойки уже час",
        "сижу у ресепшена, никто не подходит",
        "убила мои волосы",
    ],
)
def test_the_trouble_beside_such_words_is_heard(text: str):
    """The same words with a trouble are complaints as before."""
    assert read(text).complaint
