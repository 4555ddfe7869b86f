"""Words that came import re
from outside have a type of their own.

What a client, a vendor, a stranger or a model wrote is *UntrustedText*: it may be
read (by a reader, which answers with typed facts), stored beside the journal and
shown escaped. It is never a command, a limit, a price or a recipient by itself.
The type has no string methods, so such a use does not pass the type checker.
"""

import re
from dataclasses import dataclass

LONGEST = 20_000
"""Characters kept of one message; the rest is cut when it comes in."""
_FOLDED = str.maketrans("ёәғқңөұүһі", "еагкноуухи")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")


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


def folded_words(written: str) -> list[str]:
    """Give the words in small letters, without punctuation, without invisible marks
    and without the letters that only Kazakh has: for comparing, never for showing.

    >>> folded_words("Массаж бөлмесінде ЫСТЫҚ!")
    ['массаж', 'болмесинде', 'ыстык']
    """
    plain = _INVISIBLE.sub("", written).lower().translate(_FOLDED)
    return re.findall(r"\w+", plain)
