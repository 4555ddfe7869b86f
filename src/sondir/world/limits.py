"""What the channels accept: sizes, the 24-hour window, the pair rate.

Numbers are the platforms' own (docs/reference/world.md names the sources).
"""

from datetime import datetime, timedelta

from sondir.world.messages import Outbound, Refused

TEXT_LONGEST = 4096
BODY_LONGEST = 1024
BUTTONS_MOST = 3
TITLE_LONGEST = 20
BUTTON_ID_LONGEST = 256
KEY_LONGEST = 512
INSTAGRAM_BYTES = 1000
QUICK_REPLIES_MOST = 13
WINDOW = timedelta(hours=24)
PAIR_EVERY = timedelta(seconds=6)
PAIR_BURST = 45

INVALID, BAD_VALUE, PAIR_RATE, OUTSIDE_WINDOW = 100, 131009, 131056, 131047
NO_TEMPLATE, WRONG_PARAMS = 132001, 132000


def size_refusal(letter: Outbound) -> Refused | None:
    """Say why the message is too large or malformed for its channel, if it is."""
    if letter.channel == "instagram":
        return _instagram_refusal(letter)
    if letter.key is not None and len(letter.key) > KEY_LONGEST:
        return Refused(INVALID, f"biz_opaque_callback_data is over {KEY_LONGEST}")
    if letter.type == "text":
        return _length_refusal(letter.text, TEXT_LONGEST)
    if letter.type == "interactive":
        return _length_refusal(letter.text, BODY_LONGEST) or _buttons_refusal(letter)
    return None


def _length_refusal(text: str, longest: int) -> Refused | None:
    if not text:
        return Refused(INVALID, "the body is empty")
    if len(text) > longest:
        return Refused(INVALID, f"the body has {len(text)} characters, over {longest}")
    return None


def _buttons_refusal(letter: Outbound) -> Refused | None:
    titles = [button.title for button in letter.buttons]
    ids = [button.id for button in letter.buttons]
    if not 1 <= len(titles) <= BUTTONS_MOST:
        return Refused(BAD_VALUE, f"{len(titles)} buttons; 1 to {BUTTONS_MOST} allowed")
    if any(not 1 <= len(title) <= TITLE_LONGEST for title in titles):
        return Refused(BAD_VALUE, f"a button title must have 1 to {TITLE_LONGEST}")
    if any(not 1 <= len(one) <= BUTTON_ID_LONGEST for one in ids):
        return Refused(BAD_VALUE, f"a button id must have 1 to {BUTTON_ID_LONGEST}")
    if len(set(titles)) < len(titles) or len(set(ids)) < len(ids):
        return Refused(BAD_VALUE, "button titles and ids must be unique")
    return None


def _instagram_refusal(letter: Outbound) -> Refused | None:
    if letter.type == "template":
        return Refused(INVALID, "Instagram has no templates")
    size = len(letter.text.encode())
    if not 1 <= size <= INSTAGRAM_BYTES:
        return Refused(INVALID, f"{size} bytes; 1 to {INSTAGRAM_BYTES} allowed")
    if len(letter.buttons) > QUICK_REPLIES_MOST:
        return Refused(INVALID, f"over {QUICK_REPLIES_MOST} quick replies")
    if any(len(button.title) > TITLE_LONGEST for button in letter.buttons):
        return Refused(INVALID, f"a quick reply title is over {TITLE_LONGEST}")
    return None


class Windows:
    """When each person last wrote to each of our accounts."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, str], datetime] = {}

    def wrote(self, account: str, person: str, at: datetime) -> None:
        """Open (or lengthen) the window: it counts from when the person wrote."""
        known = self._last.get((account, person))
        self._last[account, person] = max(at, known) if known else at

    def is_open(self, account: str, person: str, now: datetime) -> bool:
        """Say whether a free-form message may go out now."""
        last = self._last.get((account, person))
        return last is not None and now - last < WINDOW


class PairRate:
    """One message in six seconds to one person; a burst is borrowed, then refused."""

    def __init__(self) -> None:
        self._paid_until: dict[tuple[str, str], datetime] = {}

    def refusal(self, account: str, person: str, now: datetime) -> Refused | None:
        """Take one place in the pair's rate, or say that there is none."""
        paid = max(self._paid_until.get((account, person), now), now)
        if paid - now >= PAIR_EVERY * PAIR_BURST:
            return Refused(PAIR_RATE, "too many messages to this recipient")
        self._paid_until[account, person] = paid + PAIR_EVERY
        return None
