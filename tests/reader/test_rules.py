"""Traps of the two languages: what is said, and what is meant."""

import pytest

from sondir.adapters.reader.embedded import EmbeddedReader
from sondir.adapters.reader.normalise import views
from sondir.adapters.reader.raising import RAISING
from sondir.adapters.reader.rule import beginnings
from sondir.domain.reading import Lang
from sondir.domain.untrusted import UntrustedText

READER = EmbeddedReader()


def read(text: str):
    return READER.read(UntrustedText(text))


@pytest.mark.parametrize(
    "text",
    [
        "невозможно дышать",
        "слишком жарко",
        "нет воздуха",
        "ыстық",
        "ауа жоқ",
        "дем алу мүмкін емес",
    ],
)
def test_the_mission_is_about_air_and_no_danger(text: str):
    """The six phrases of the mission are complaints of heat; nobody is hurt."""
    reading = read(text)
    assert reading.complaint
    assert next(iter(reading.topics)) == "heat_air"
    assert not reading.danger


@pytest.mark.parametrize(
    "text",
    [
        "жаркие скидки ещё действуют?",
        "кондиционер бар ма сіздерде?",
        "не холодно, всё отлично",
        "опаздываю минут на десять, пробка",
        "воду дали, спасибо",
        "в другом салоне мне сожгли волосы, сможете исправить?",
        "ыстық шай бар ма?",
        "шағымым жоқ, рақмет",
        "стоп",
        "дороговато, подумаю",
    ],
)
def test_traps_are_no_complaints(text: str):
    """Words of a complaint in a message that is none."""
    assert not read(text).complaint


@pytest.mark.parametrize(
    "text",
    [
        "девушка потеряла сознание",
        "задыхаюсь, горло сдавило",
        "меня ударило током",
        "пахнет газом",
        "из щитка идёт дым",
        "порезали палец, кровь не останавливается",
        "голову жжёт от краски, смойте",
        "лицо опухло после ваших ресниц",
        "палец загноился после педикюра",
        "бір кісі талып қалды",
        "тұншығып барамын",
        "розеткадан ұшқын шықты",
        "газ иісі шығып тұр",
        "саусағымды кесіп алды, қан ағып тұр",
        "басым күйіп барады бояудан",
        "көзім ісіп кетті кірпіктен кейін",
        "саусағым іріңдеп кетті",
        "tok soqty meni",
        "qan toqtamaidy",
    ],
)
def test_harm_calls_a_person(text: str):
    """Injury and danger in both languages, also in Latin, call a person at once."""
    assert read(text).danger


@pytest.mark.parametrize(
    "text",
    ["қанша тұрады?", "кровать массажная есть?", "магазин рядом?", "дымчатый макияж"],
)
def test_alike_words_raise_nothing(text: str):
    """Words that only look like blood, gas or smoke wake no alarm."""
    folded = views(text).folded
    assert RAISING.met(folded, beginnings(folded)) == []
    assert not read(text).danger


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("позовите администратора", "wants_human"),
        ("тірі адаммен сөйлескім келеді", "wants_human"),
        ("человек", "wants_human"),
        ("это бот?", "asks_if_bot"),
        ("бұл робот па?", "asks_if_bot"),
        ("СТОП", "opt_out"),
        ("тоқта жазба", "opt_out"),
        ("toqta", "opt_out"),
        ("ТОҚТАТЫҢЫЗ", "opt_out"),
        ("подам на вас в суд", "legal_threat"),
        ("сотқа беремін", "legal_threat"),
    ],
)
def test_wishes(text: str, wish: str):
    """What a writer asks of us is found by rule."""
    assert getattr(read(text), wish)


def test_stop_counts_only_as_the_first_word():
    """'не могу остановиться' or a stop in the middle is no opt-out."""
    assert not read("сказали стоп, а я жду").opt_out


def test_rules_and_words_are_given_as_reasons():
    """A reading says which rule and which words decided."""
    effects = [reason.effect for reason in read("су келді, рақмет, қазір жақсы").why]
    assert any(effect == "lowers: solved" for effect in effects)
    assert read("ауа жоқ, ыстық").why


@pytest.mark.parametrize(
    "text",
    [
        "Подтверждаю запись на 15:30",
        "Шарф мой вчера у вас не остался?",
        "Подскажите цену, чистка лица на средние волосы",
        "Девочки, с наступающим вас!",
        "Сыртта суық, жылы киініңіздер",
    ],
)
def test_the_chat_of_every_day_is_no_complaint(text: str):
    """Confirming, a lost scarf, prices, greetings and the weather are ordinary."""
    assert not read(text).complaint


@pytest.mark.parametrize(
    "text", ["Залда ыстық емес пе?", "у вас не жарко сейчас?", "в салоне не душно?"]
)
def test_a_question_about_heat_is_about_heat(text: str):
    """Who asks about the heat before a visit does not complain, but it is heard."""
    assert read(text).about.get("heat_air", 0) >= 0.5
    assert not read(text).complaint


@pytest.mark.parametrize(
    "text",
    [
        "Сижу под феном, и так жарко, а ещё и кондиционер гонит горячий воздух",
        "У меня из гардероба пропал шарф",
        "залда қапырық, терлеп кеттік",
    ],
)
def test_heat_and_theft_are_no_danger(text: str):
    """Heat without a symptom, and a word that begins like smoke, call nobody."""
    assert not read(text).danger


def test_who_had_it_remade_elsewhere_complains_of_us():
    """Another salon that mended our work does not lower the complaint."""
    text = "Испортили причёску перед свадьбой, пришлось переделывать в другом месте"
    assert "service_quality" in read(text).topics


@pytest.mark.parametrize(
    "text", ["Записана на 14:00, уже 14:40, никто не подошёл", "взяли 12 000, а не 8"]
)
def test_numbers_speak_no_language(text: str):
    """Times and sums leave a Russian message Russian."""
    assert read(text).lang == Lang.RU


def test_heat_behind_another_trouble_is_heard():
    """A queue in the heat is a complaint about both."""
    assert {"heat_air", "waiting"} == set(read("Час жду в очереди, и духота").topics)


@pytest.mark.parametrize(
    "text", ["Здравствуйте!", "до свидания", "нет", "жоқ рахмет", "запись", "стрижка"]
)
def test_a_word_or_two_with_nothing_beside_them_is_no_complaint(text: str):
    """Greetings, yes and no, the bare name of a service: sure, and no complaint."""
    reading = read(text)
    assert (reading.complaint, reading.abstain) == (False, False)


@pytest.mark.parametrize("text", ["нет света", "жду уже час", "су жоқ"])
def test_a_grievance_beside_ordinary_words_stays_one(text: str):
    """Two words are enough for a complaint."""
    assert read(text).complaint


@pytest.mark.parametrize(
    "text",
    [
        "музыка орёт, бас жарылып барады",
        "администратор закатывает глаза, бросила прайс",
        "халат кир, сасық иіс",
        "оплатите по ссылке, мне пришло",
        "обожгла руку на даче, перенесите маникюр",
    ],
)
def test_idioms_and_own_mishaps_call_nobody(text: str):
    """Words that only sound like harm or like the law."""
    reading = read(text)
    assert not reading.danger
    assert not reading.legal_threat


@pytest.mark.parametrize(
    "text",
    [
        "после укола онемела щека",
        "сняли ноготь с мясом",
        "апам аппақ болып кетті",
        "тілім күрмеліп қалды уколдан кейін",
    ],
)
def test_numbness_and_open_flesh_call_a_person(text: str):
    """Harm without blood, burn or swelling."""
    assert read(text).danger


@pytest.mark.parametrize(
    "text",
    [
        "хоть бы вентилятор поставили, парилка",
        "терлеп кеттік, ауа жоқ",
        "как в духовке у вас",
        "кондей для красоты висит?",
        "ішіңіз монша ғой",
        "плавимся мына жерде, сплитті қосыңыздар",
    ],
)
def test_heat_in_images_is_heat(text: str):
    """Heat that is not called so."""
    assert "heat_air" in read(text).topics
