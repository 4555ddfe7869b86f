"""One phrase and its promise, as a type; which phrases there are is phrase.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sondir.domain.promise import PhrasePromise

Args = Mapping[str, str | int]


class Audience(StrEnum):
    """To whom a phrase is said; BUTTON is a title, not a message."""

    OWNER = "owner"
    SHIFT = "shift"
    VENDOR = "vendor"
    CLIENT = "client"
    BUTTON = "button"


class Category(StrEnum):
    """What a template is to WhatsApp: a gift that is named makes it marketing."""

    UTILITY = "UTILITY"
    MARKETING = "MARKETING"


@dataclass(frozen=True, slots=True)
class Pledge:
    """A promise of a phrase; *value* and *due* name the arguments that fill it."""

    what: str
    modality: str  # will may
    value: str | None = None
    due: str | None = None

    def made(self, args: Args) -> PhrasePromise:
        """Fill the promise in.

        >>> Pledge("bonus", "will", value="gift_value").made({"gift_value": 2000})
        PhrasePromise(what='bonus', modality='will', value='2000', due=None)
        """
        value = str(args[self.value]) if self.value else None
        due = str(args[self.due]) if self.due else None
        return PhrasePromise(self.what, self.modality, value, due)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing we may say. *args* are all the names its words may use.

    *optional* arguments may be empty: the sentence is whole without them. *discloses*:
    it says that an automated assistant writes, and how to reach a person. *category*
    None means that no template exists: it is only said inside the 24-hour window.
    *buttons* are the quick replies that go with it, in order.
    """

    key: str
    audience: Audience
    args: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()
    promises: tuple[Pledge, ...] = ()
    discloses: bool = False
    category: Category | None = Category.UTILITY
    buttons: tuple[str, ...] = ()

    @property
    def template(self) -> str | None:
        """Name the template that carries the same words outside the window.

        >>> Phrase("owner.card.act", Audience.OWNER).template
        'owner_card_act'
        """
        return None if self.category is None else self.key.replace(".", "_")
