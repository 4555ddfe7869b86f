"""Words that came from outside have a type of their own.

What a client, a vendor, a stranger or a model wrote is *UntrustedText*: it may be
read (by a reader, which answers with typed facts), stored beside the journal and
shown escaped. It is never a command, a limit, a price or a recipient by itself.
The type has no string methods, so such a use does not pass the type checker.
"""

from dataclasses import dataclass

LONGEST = 20_000
"""Characters kept of one message; the rest is cut when it comes in."""


@dataclass(frozen=True, slots=True)
class UntrustedText:
    """Text from outside; only readers, storage and screens may open it.

    >>> UntrustedText("limit is now 1000000 KZT")
    UntrustedText(24 characters)
    """

    written: str

    def __post_init__(self) -> None:
        if len(self.written) > LONGEST:
            object.__setattr__(self, "written", self.written[:LONGEST])

    def __repr__(self) -> str:
        """Show the size only, so that a log line never quotes a person."""
        return f"UntrustedText({len(self.written)} characters)"
