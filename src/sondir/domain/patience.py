"""How long the autopilot waits for people before it takes the safe side.

Times of business, counted on the clock port and set in the settings; tests and the
crash suite make them short. Minutes unless the name says otherwise.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """Waits that are the same for every playbook."""

    shift_answers_min: int = 10
    """An unanswered question to the shift expires; nothing is concluded from it."""
    offers_most_min: int = 15
    """After this the search goes on with the next vendors or with the owner."""
    arrival_grace_min: int = 15
    """A vendor later than this past the promised time counts as a no-show."""
    work_min: int = 150
    """After arrival; then the shift is asked how far it is."""
    person_writes_min: int = 15
    """So soon a person writes to whoever was promised it in a danger."""
    check_every_min: int = 10
    """How often the evidence to close is looked at."""
    open_most_min: int = 360
    """Then the owner is told why it is still open."""
    unknown_settles_s: int = 120
    """A message without a status after this long, while others are reported on, is
    settled by rule."""
    silent_settles_s: int = 600
    """The same where the channel reports on nothing at all: then nothing else would
    ever tell."""
