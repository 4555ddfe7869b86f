"""Other scripts: Kazakh on a Russian keyboard, and both languages in Latin."""

import numpy as np

_NO_SPECIAL = (
    str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ"),
    str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухыАГКНОУУХЫ"),
    str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "эгкноуухиЭГКНОУУХИ"),
    str.maketrans("әғңөұүһі", "агноуухи"),
    str.maketrans("әөұүі", "аоууи"),
    str.maketrans("і", "i"),
)
_LATIN_KK = (
    dict(
        zip(
            "әғқңөұүһіыйу",
            ["a", "g", "q", "n", "o", "u", "u", "h", "i", "y", "i", "u"],
            strict=True,
        )
    ),
    dict(
        zip(
            "әғқңөұүһіыйу",
            ["a", "g", "k", "n", "o", "u", "u", "h", "i", "i", "i", "u"],
            strict=True,
        )
    ),
    dict(
        zip(
            "әғқңөұүһіыйу",
            ["a", "g", "k", "n", "o", "u", "u", "h", "i", "y", "y", "u"],
            strict=True,
        )
    ),
    dict(
        zip(
            "әғқңөұүһіыйу",
            ["ä", "ğ", "q", "ñ", "ö", "ū", "ü", "h", "i", "y", "i", "u"],
            strict=True,
        )
    ),
    dict(
        zip(
            "әғқңөұүһіыйу",
            ["e", "gh", "q", "ng", "o", "u", "u", "h", "i", "y", "i", "w"],
            strict=True,
        )
    ),
)
_LATIN_SHARED = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "h",
            "c",
            "ch",
            "sh",
            "sh",
            "_",
            "y",
            "_",
            "e",
            "yu",
            "ya",
        ],
        strict=True,
    )
)
_LATIN_RU = (
    {},
    {"ж": "j", "х": "kh", "ц": "ts", "й": "y", "ё": "yo", "щ": "sch"},
    {"х": "x", "я": "ia", "ю": "iu", "ш": "w", "й": "j"},
)


def without_special_letters(text: str, random: np.random.Generator) -> str:
    """Kazakh on a Russian keyboard."""
    return text.translate(_NO_SPECIAL[int(random.integers(len(_NO_SPECIAL)))])


def in_latin(text: str, lang: str, random: np.random.Generator) -> str:
    """Transliteration in one of the schemes people use."""
    scheme = dict(_LATIN_SHARED)
    if lang == "ru":
        scheme |= _LATIN_RU[int(random.integers(len(_LATIN_RU)))]
    else:
        scheme |= _LATIN_KK[int(random.integers(len(_LATIN_KK)))]
        if random.random() < 0.5:
            scheme["ж"] = "j"
    return "".join(scheme.get(letter, letter) for letter in text.lower()).replace(
        "_", ""
    )
