"""Templates: the same words, as WhatsApp has approved them for a closed window."""

from sondir.domain.phrase import PHRASES, Phrase
from sondir.languages.book.filling import gaps
from sondir.languages.book.phrasebook import TEMPLATE_LANGUAGES
from sondir.languages.book.shelf import Language, language

Template = dict[str, object]


def templates() -> list[Template]:
    """List every template of the phrasebook, by name and language.

    Each is {"name", "language" ru|kk, "category", "body" with {{1}}.. in order of
    appearance, "buttons" with the titles of its quick replies}.
    """
    return [
        _template(phrase, language(code))
        for phrase in PHRASES.values()
        for code in TEMPLATE_LANGUAGES
        if phrase.template is not None
    ]


def _template(phrase: Phrase, lang: Language) -> Template:
    return {
        "name": phrase.template,
        "language": lang.code,
        "category": str(phrase.category),
        "body": _body(lang.phrases[phrase.key]),
        "buttons": [lang.phrases[button] for button in phrase.buttons],
    }


def _body(text: str) -> str:
    """Number the gaps of a text.

    >>> _body("Филиал «{branch}»: {price_kzt}")
    'Филиал «{{1}}»: {{2}}'
    """
    for number, gap in enumerate(gaps(text), start=1):
        text = text.replace(gap, f"{{{{{number}}}}}")
    return text
