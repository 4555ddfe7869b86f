"""The trust corridor as its owner reads it: one sentence a setting."""

from sondir.domain.corridor import Corridor
from sondir.domain.corridor_sentences import settings_of
from sondir.languages.book.phrasebook import Phrasebook


def corridor_sentences(corridor: Corridor, lang: str) -> list[str]:
    """Say a corridor in an owner's sentences, permissions first, in one language.

    >>> corridor_sentences(Corridor(), "en")[0]
    'For one crisis - at most 50 000 ₸.'
    """
    book = Phrasebook()
    return [
        book.sentence(setting.sentence.code, lang, dict(setting.sentence.args))
        for setting in settings_of(corridor)
    ]
