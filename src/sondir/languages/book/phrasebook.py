"""The phrasebook: approved words, filled in, with the promises that they make."""

from sondir.domain.errors import Mistake
from sondir.domain.phrase import PHRASES, Phrase
from sondir.languages.book.filling import GAP, Args, filled, tidy, value_of
from sondir.languages.book.shelf import LANGUAGES, UnknownLanguage, language
from sondir.ports.phrasebook import Args as PhraseArgs
from sondir.ports.phrasebook import Wording

__all__ = ["LANGUAGES", "Phrasebook", "UnknownLanguage"]

LONGEST_NAME = 120
"""Characters of one value in a message: names of people and branches are shorter."""
TEMPLATE_LANGUAGES = ("ru", "kk")
"""Languages in which templates are approved; others speak inside the window only."""


class Phrasebook:
    """Every word for a person (port `sondir.ports.phrasebook.Phrasebook`).

    *approved_languages* are those whose texts a person has approved as a whole; of
    others only what is marked in the language's own file counts.
    """

    def __init__(
        self, approved_languages: frozenset[str] = frozenset({"ru", "en"})
    ) -> None:
        self._approved = approved_languages

    def wording(self, phrase: str, lang: str, args: PhraseArgs) -> Wording:
        """Fill a phrase in; raises Mistake for an unknown one or a missing argument."""
        declared, book = _declared(phrase), language(lang)
        text = book.phrases.get(phrase)
        if text is None:
            raise Mistake("phrase.not_written", phrase=phrase, lang=lang)
        _require(declared, args)
        given = {name: _short(value) for name, value in args.items()}
        has_template = lang in TEMPLATE_LANGUAGES and declared.template is not None
        return Wording(
            phrase=phrase,
            lang=lang,
            text=filled(text, given, book),
            template=declared.template if has_template else None,
            parameters=_parameters(text, given, lang) if has_template else (),
            promises=tuple(pledge.made(args) for pledge in declared.promises),
            discloses=declared.discloses,
        )

    def is_approved(self, phrase: str, lang: str) -> bool:
        """Say whether a person has approved this phrase in this language."""
        if phrase not in PHRASES or lang not in LANGUAGES:
            return False
        book = language(lang)
        marked = lang in self._approved or phrase in book.approved_phrases
        return marked and phrase in book.phrases

    def sentence(self, code: str, lang: str, args: PhraseArgs) -> str:
        """Render a code of the journal; one without words is shown as it stands."""
        book = language(lang)
        bare = code.replace("shift.question.", "ask.", 1)
        text = book.sentences.get(bare, book.phrases.get(code))
        return code if text is None else filled(text, dict(args), book)


def _declared(phrase: str) -> Phrase:
    found = PHRASES.get(phrase)
    if found is None:
        raise Mistake("phrase.unknown", phrase=phrase[:80])
    return found


def _require(phrase: Phrase, args: PhraseArgs) -> None:
    for name in phrase.args:
        if name not in args:
            raise Mistake("phrase.argument_missing", phrase=phrase.key, argument=name)


def _parameters(text: str, args: Args, lang: str) -> tuple[str, ...]:
    book = language(lang)
    found = {gap[0]: gap for gap in GAP.finditer(text)}
    return tuple(value_of(gap, args, book) for gap in found.values())


def _short(value: str | int) -> str | int:
    return tidy(value, LONGEST_NAME) if isinstance(value, str) else value
