"""Names for new things."""

from typing import Protocol


class Ids(Protocol):
    """The only source of new ids: 32 lower-case hexadecimal digits each."""

    def unguessable(self) -> str:
        """Make an id that a stranger cannot guess: sessions, tokens, links."""
        ...

    def ordered(self) -> str:
        """Make an id that sorts after every earlier one of this source: rows."""
        ...
