"""Kazakh endings that depend on the spoken number before them."""

ONES = ("нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
TENS = ("", "он", "жиырма", "отыз", "қырық", "елу")
SOFT = "әөүіеи"
VOICELESS = "птксшчфхцқ"


def to_time(clock: object) -> str:
    """Write a time of day in the dative, as it is said: "сағат 11:20-ға".

    The ending follows the last word of the number: vowel harmony, and a voiceless
    consonant before it.

    >>> [to_time(t) for t in ("11:20", "11:05", "14:40", "12:00", "09:50", "10:03")]
    ['11:20-ға', '11:05-ке', '14:40-қа', '12:00-ге', '09:50-ге', '10:03-ке']
    """
    hour, _, minute = str(clock).partition(":")
    number = minute if minute.strip("0") else hour
    return f"{clock}-{_dative(_last_word(int(number) if number.isdigit() else 0))}"


def _last_word(number: int) -> str:
    ones = number % 10
    return ONES[ones] if ones or not number else TENS[number // 10 % len(TENS)]


def _dative(word: str) -> str:
    vowels = [letter for letter in word if letter in "аоуыәөүіеи"]
    soft = vowels[-1] in SOFT if vowels else True
    if word == "елу":
        soft = True  # its last letter is read either way; the word is soft
    if word[-1:] in VOICELESS:
        return "ке" if soft else "қа"
    return "ге" if soft else "ға"
