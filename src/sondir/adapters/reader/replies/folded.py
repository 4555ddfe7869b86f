"""One spelling for many: the text that the grammar of replies reads.

People write Kazakh with and without its nine letters, in Latin, and mix alphabets
inside a word. Folding brings all of it to plain lower-case Russian letters, so that
a rule is written once. Digits, punctuation and sums stay as they were.
"""

import re
import unicodedata

_KAZAKH = str.maketrans("ёәғқңөұүһі", "еагкноуухи") | str.maketrans(
    dict.fromkeys("’ʼ`ʻ", "'") | dict.fromkeys("–—−‑", "-") | dict.fromkeys("«»“”", '"')
)
_TWINS = str.maketrans("aoecpxykmthbi", "аоесрхукмтнви")
_LATIN = [
    ("shch", "щ"), ("sch", "щ"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"),
    ("gh", "г"), ("ts", "ц"), ("ya", "я"), ("ja", "жа"), ("yu", "ю"), ("yo", "е"),
    ("ye", "е"), ("ph", "ф"), ("iy", "ий"),
]  # fmt: skip
_LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzäáğǵñńöóşüúıç",
    "абцдефгхижклмнопкрстуввхызааггнноошууыч",
)
_VOWELS = "аеиоуыэюя"
_YES = "👍👌✅🤝🆗💯✔☑"
_THANKS = "🙏❤♥😊🥰😘💐🌹☺💋💕😍🤗👏"
_BAD = "😡🤬😠👎😤🤮💩😒🙄😞😭😢"

_SPELT = (("ракмет", "рахмет"), ("рахмед", "рахмет"), ("жахсы", "жаксы"))

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_REPEAT = re.compile(r"([^\W\d_])\1{2,}")
_ONLY_LATIN = re.compile(r"[a-zäáğǵñńöóşüúıç']+")
_ANY_LATIN = re.compile(r"[a-zäáğǵñńöóşüúıç]")
_USUAL = re.compile(r"[ -~а-я\n₸]*")
_FACE = re.compile(r"[^\w\s!-/:-@\[-`{-~₸]|[\u0300-\u036f]")


def fold(written: str) -> str:
    """Return *written* in plain lower-case Russian letters, one space between words.

    >>> fold("Жарты САҒАТТА келем")
    'жарты сагатта келем'
    >>> fold("bir sagattan keyin")
    'бир сагаттан кейин'
    """
    text = unicodedata.normalize("NFC", written).lower().translate(_KAZAKH)
    if not _USUAL.fullmatch(text) and _FACE.search(text):
        text = _with_faces(text)
    text = _REPEAT.sub(r"\1", text)
    if _ANY_LATIN.search(text):
        text = _WORD.sub(_one_alphabet, text)
    for often, rightly in _SPELT:
        text = text.replace(often, rightly)
    return " ".join(text.split())


def _one_alphabet(word: re.Match[str]) -> str:
    letters = word.group()
    if not _ANY_LATIN.search(letters):
        return letters
    if not _ONLY_LATIN.fullmatch(letters):
        return letters.translate(_TWINS).translate(_LETTERS)
    return _from_latin(letters.replace("'", ""))


def _from_latin(word: str) -> str:
    for latin, cyrillic in _LATIN:
        word = word.replace(latin, cyrillic)
    out = ""
    for letter in word:
        after_vowel = letter in "yi" and out != "" and out[-1] in _VOWELS
        out += "й" if after_vowel else letter.translate(_LETTERS)
    return out


def _with_faces(text: str) -> str:
    """Name the emoji that carry an answer; drop the others."""
    out = []
    for char in text:
        if char in _YES:
            out.append(" эмода ")
        elif char in _THANKS:
            out.append(" эмоспс ")
        elif char in _BAD:
            out.append(" эмозло ")
        elif unicodedata.category(char) in {"So", "Sk", "Mn", "Cf"} and char != "₸":
            out.append(" " if char != "\u200d" else "")
        else:
            out.append(char)
    return "".join(out)
