"""Texts made of other texts: a question is written once and used in many places.

Put to the shift, quoted as its answer, and imagined with another answer.
"""

from collections.abc import Mapping

Texts = Mapping[str, str]

PUT = "put_to_shift"
ANSWERS = ("yes", "no")


def questions_put(asked: Texts) -> dict[str, str]:
    """Write every question as the shift receives it.

    >>> questions_put({"put_to_shift": "{branch}: {question}", "lights_on": "light?"})
    {'shift.question.lights_on': '{branch}: light?'}
    """
    frame = asked.get(PUT, "{question}")
    return {
        f"shift.question.{code}": frame.replace("{question}", text)
        for code, text in asked.items()
        if code != PUT
    }


def composed(sentences: Texts, asked: Texts) -> dict[str, str]:
    """Add the sentences that are made of a question or a fact to the written ones."""
    found = {
        code: text
        for code, text in sentences.items()
        if not code.startswith(("pattern.", "if_fact."))
    }
    for code, text in asked.items():
        if code != PUT:
            found |= _of_question(code, text, sentences)
    for code, text in sentences.items():
        if code.startswith("if_fact."):
            frame = sentences["pattern.if_fact"]
            found[f"if.{code[8:]}"] = frame.replace("{fact}", text)
    return found


def _of_question(code: str, text: str, sentences: Texts) -> dict[str, str]:
    """Word a question by itself, its two answers, and both as imagined."""
    first = text.partition("?")[0] + "?"
    found = {f"ask.{code}": text[:1].upper() + text[1:]}
    for answer in ANSWERS:
        for before, frame in (("", "answered"), ("if.", "if")):
            pattern = sentences[f"pattern.{frame}_{answer}"]
            found[f"{before}{code}.{answer}"] = pattern.replace("{question}", first)
    return found
