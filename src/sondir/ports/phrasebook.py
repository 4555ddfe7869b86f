"""The phrasebook: approved words in every language, with the promises they make."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from sondir.domain.promise import PhrasePromise

Args = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Wording:
    """A phrase in one language, filled in.

    *template* names the approved WhatsApp template that carries the same words
    outside the 24-hour window, with *parameters* in order; *buttons* are
    (payload, title) with titles of at most 20 characters.
    """

    phrase: str
    lang: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    template: str | None = None
    parameters: tuple[str, ...] = ()
    promises: tuple[PhrasePromise, ...] = ()
    discloses: bool = False  # says that an assistant writes, and the way to a person


class Phrasebook(Protocol):
    """Where every word for a person comes from."""

    def wording(self, phrase: str, lang: str, args: Args) -> Wording:
        """Fill an approved phrase; raises Mistake for an unknown one."""
        ...

    def is_approved(self, phrase: str, lang: str) -> bool:
        """Say whether a person has approved this phrase in this language."""
        ...

    def sentence(self, code: str, lang: str, args: Args) -> str:
        """Render a {"code", "args"} pair of the journal for a reader."""
        ...
