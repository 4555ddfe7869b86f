"""What is known of a crisis, before anybody concludes anything from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

CONFIRMED = "confirmed"
"""The finding whose state is a cause that a person on site has named."""
SHARED = frozenset({"all_but_one", "repairing", "unknown", "wrong_branch"})
"""Answers that read alike whatever was asked."""
Args = tuple[tuple[str, str | int], ...]
"""Named figures behind a finding, hashable."""


class Sentence(NamedTuple):
    """One thing to tell a person: a phrasebook code and its arguments.

    The words live in languages/; `codes.py` lists every code with its arguments.
    Arguments are whole numbers and strings, never floats: they go to the journal.
    """

    code: str
    args: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding in the state in which it was met, and who says so.

    *source* is `detector`, `weather`, `sensor`, `notices`, `bookings`, `network`,
    `shift`, `vendor` or `owner`. *args* are the figures behind the state, for the
    sentence only; they do not enter the inference.

    >>> Evidence("witnesses", "many", "detector", (("n", 7),)).sentence()
    Sentence(code='witnesses.many', args={'n': 7})
    """

    finding: str
    state: str
    source: str
    args: Args = ()

    def sentence(self) -> Sentence:
        """Give the code under which the phrasebook words this finding."""
        return Sentence(self.code(), dict(self.args))

    def code(self) -> str:
        """Name the finding in its state; some answers read alike for all questions.

        >>> Evidence("lights_on", "repairing", "shift").code()
        'answer.repairing'
        """
        if self.finding == CONFIRMED:
            return f"confirmed_by.{self.source}"
        shared = self.state in SHARED
        return f"{'answer' if shared else self.finding}.{self.state}"


def confirmation(cause: str, source: str) -> Evidence:
    """Record that the shift, a vendor or the owner has found *cause* on site.

    >>> confirmation("climate_failure", "vendor").state
    'climate_failure'
    """
    return Evidence(CONFIRMED, cause, source, (("cause", cause),))
