"""How people really type: fast, by voice, with emoji, in whatever script."""

import re
from collections.abc import Callable

import numpy as np

from training.rows import draw
from training.scripts import in_latin, without_special_letters

_KEYS = "йцукенгшщзхъ|фывапролджэ|ячсмитьбю"
_EMOJI_BAD = [
    "😡",
    "😤",
    "😠",
    "🤬",
    "😭",
    "😢",
    "😞",
    "🙄",
    "🤦‍♀️",
    "💔",
    "👎",
    "😩",
    "🤯",
    "😒",
]
_EMOJI_GOOD = ["😍", "❤️", "🔥", "🙏", "👍", "🥰", "😊", "💕", "👏", "🌸", "😘", "✨"]
_EMOJI_PLAIN = ["🙏", "😊", "🙂", "😅", "😂", "👀", "🤔"]
_FILLERS = {
    "ru": ["ну", "вот", "как бы", "короче", "это", "значит", "типа", "в общем"],
    "mixed": ["ну", "енді", "короче", "вот", "сосын"],
    "kk": ["енді", "сосын", "негізі", "міне", "жаңағы", "ну", "короче", "сонымен"],
}
_SLIPS_RU = (
    ("тся", "ться"),
    ("ться", "тся"),
    ("что", "чё"),
    ("что", "што"),
    ("сейчас", "щас"),
    ("его", "ево"),
    ("жарко", "жарка"),
    ("очень", "оч"),
    ("вообще", "ваще"),
    ("пожалуйста", "пж"),
    ("пожалуйста", "пожалуста"),
    ("спасибо", "спс"),
    ("здравствуйте", "здрасте"),
    ("не ", "ни "),
    ("нет ", "нету "),
    ("кондиционер", "кандиционер"),
    ("кондиционер", "кондицонер"),
    ("администратор", "администраторша"),
    ("администратор", "одминистратор"),
    ("педикюр", "педик"),
    ("маникюр", "маник"),
    ("о", "а"),
    ("а", "о"),
    ("е", "и"),
    ("и", "е"),
    ("сегодня", "седня"),
    ("только", "тока"),
    ("человек", "чел"),
    ("ничего", "ничё"),
    ("нн", "н"),
    ("сс", "с"),
)
_SLIPS_KK = (
    ("рақмет", "рахмет"),
    ("емес", "емс"),
    ("қазір", "кәзір"),
    ("қазір", "казр"),
    ("жоқ", "жок"),
    ("отырмын", "отрмын"),
    ("отырмыз", "отрмыз"),
    ("жатыр", "жатр"),
    ("келемін", "келем"),
    ("барамын", "барам"),
    ("болады", "болад"),
    ("істемейді", "істемид"),
    ("істемейді", "иштемейди"),
    ("емейді", "емиди"),
    ("майды", "мийди"),
    ("кондиционер", "кондицонер"),
    ("кондиционер", "кандиционер"),
    ("жақсы", "жахсы"),
    ("ы", "и"),
    ("и", "ы"),
    ("бірақ", "бирак"),
    ("керек", "керк"),
    ("үшін", "ушын"),
)


def typos(text: str, random: np.random.Generator) -> str:
    """One or two slips of the finger."""
    letters = list(text)
    for _ in range(1 + int(random.random() < 0.3)):
        at = int(random.integers(max(1, len(letters) - 1)))
        if at + 1 < len(letters) and letters[at].isalpha():
            _slip(letters, at, random)
    return "".join(letters)


def _slip(letters: list[str], at: int, random: np.random.Generator) -> None:
    kind = random.random()
    if kind < 0.3:
        del letters[at]
    elif kind < 0.5 and letters[at + 1].isalpha():
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
    elif kind < 0.7:
        letters[at] = letters[at] * 2
    else:
        letters[at] = _neighbour(letters[at], random)


def _neighbour(letter: str, random: np.random.Generator) -> str:
    at = _KEYS.find(letter)
    if at < 0:
        return letter
    return _KEYS[max(0, min(len(_KEYS) - 1, at + draw_step(random)))].replace("|", "")


def draw_step(random: np.random.Generator) -> int:
    """One key to the left or to the right."""
    return 1 if random.random() < 0.5 else -1


def slips(text: str, lang: str, random: np.random.Generator) -> str:
    """Spelling as it sounds, chat abbreviations."""
    pairs = _SLIPS_RU if lang == "ru" else _SLIPS_KK
    usable = [pair for pair in pairs if pair[0] in text]
    for _ in range(1 + int(random.random() < 0.4)):
        if usable:
            old, new = usable[int(random.integers(len(usable)))]
            text = text.replace(old, new, 1)
    return text


def by_voice(text: str, lang: str, random: np.random.Generator) -> str:
    """A voice transcript: no marks, no capitals, fillers."""
    words = re.sub(r"[^\w\s]", " ", text.lower()).split()
    for _ in range(int(random.integers(3))):
        fillers = _FILLERS.get(lang, _FILLERS["ru"])
        words.insert(int(random.integers(len(words) + 1)), draw(random, fillers))
    return " ".join(words)


def stretched(text: str, random: np.random.Generator) -> str:
    """Оооочень."""
    places = [at for at, letter in enumerate(text) if letter in "аеоуыиәөүіяю"]
    if not places:
        return text
    at = places[int(random.integers(len(places)))]
    return text[:at] + text[at] * int(random.integers(3, 7)) + text[at + 1 :]


def with_emoji(text: str, mood: float, random: np.random.Generator) -> str:
    """One to three emoji at the end, fitting the mood (0 bad .. 1 good)."""
    plain = random.random() < 0.25
    choices = _EMOJI_PLAIN if plain else _EMOJI_BAD if mood < 0.4 else _EMOJI_GOOD
    return f"{text} {draw(random, choices) * int(random.integers(1, 4))}"


def marks(text: str, random: np.random.Generator) -> str:
    """Marks at the end and capitals, as the mood takes people."""
    kind = random.random()
    if kind < 0.35:
        text = text[:1].upper() + text[1:]
    elif kind < 0.4:
        text = text.upper()
    if random.random() < 0.4:
        text = text.rstrip(".!") + draw(
            random, [".", "!", "!!", "...", ")", "!!!", "))"]
        )
    if random.random() < 0.25:
        text = text.replace(",", "")
    return text


Noise = Callable[[str, str, np.random.Generator], str]


def as_typed(
    text: str, lang: str, mood: float, random: np.random.Generator
) -> tuple[str, str]:
    """Apply a random mixture; returns the text and its script's name."""
    script = "cyrillic"
    chance = random.random
    if chance() < 0.2:
        text = slips(text, lang, random)
    text = by_voice(text, lang, random) if chance() < 0.12 else marks(text, random)
    if lang != "ru" and chance() < 0.42:
        text, script = without_special_letters(text, random), "no special letters"
    if chance() < 0.2:
        text = typos(text, random)
    if chance() < (0.03 if lang == "ru" else 0.1):
        text, script = in_latin(text, lang, random), "latin"
    return _decorated(text, mood, random), script


def _decorated(text: str, mood: float, random: np.random.Generator) -> str:
    if random.random() < 0.05:
        text = stretched(text, random)
    if random.random() < 0.12:
        text = with_emoji(text, mood, random)
    return text
