"""Personal data taken out of a text before it leaves the house.

Phones, numbers, links, @names, e-mail addresses and what looks like a person's name.
It errs on the side of masking too much: the question is what a message is about.
"""

import re

_MASKS = (
    (re.compile(r"\S+@\S+\.\w+"), "[email]"),
    (
        re.compile(r"(?:https?://|www\.)\S+|\b\S+\.(?:kz|ru|com|me)\b\S*", re.I),
        "[link]",
    ),
    (re.compile(r"@[\w.]+"), "[name]"),
    (re.compile(r"\+?\d[\d\-() ]{5,}\d"), "[number]"),
    (re.compile(r"\d{3,}"), "[number]"),
    (
        re.compile(
            r"((?:меня зовут|зовут|мастер|мастера|мастеру|к|атым|есімім|аты)\s+)"
            r"[А-ЯЁӘҒҚҢӨҰҮҺІA-Z][\w-]+",
        ),
        r"\1[name]",
    ),
    (
        re.compile(r"(?<=[^\s.!?…:\n]\s)[А-ЯЁӘҒҚҢӨҰҮҺІA-Z][а-яёәғқңөұүһіa-z-]+"),
        "[name]",
    ),
    (
        re.compile(
            r"\b[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]+(?=,? (?:апай|ханым|тәте|мырза)\b)"
        ),
        "[name]",
    ),
)


def masked(text: str) -> str:
    """Return *text* without what could name or reach a person.

    >>> masked("Я Асель, +7 777 123 45 67, мастер Дина нахамила")
    'Я [name], [number], мастер [name] нахамила'
    """
    for pattern, mask in _MASKS:
        text = pattern.sub(mask, text)
    return text
