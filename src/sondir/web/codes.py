"""One-time codes: a deliberate second yes for sums above `second_factor_kzt`.

Six digits, five minutes, one use; kept as a digest. The code is bound to the user and
to the very step, so a yes to one sum is no yes to another.
"""

from dataclasses import dataclass
from datetime import timedelta

from sondir.ports.accounts import User
from sondir.web.parts import SiteParts
from sondir.web.sessions import digest

LIVES = timedelta(minutes=5)
DIGITS = 6


@dataclass(frozen=True)
class Codes:
    """Makes codes and takes them back."""

    parts: SiteParts

    def make(self, user: User, purpose: str) -> str:
        """Make the code for *purpose*; an older one is void from now on."""
        code = f"{int(self.parts.ids.unguessable(), 16) % 10**DIGITS:0{DIGITS}d}"
        until = self.parts.wall.now() + LIVES
        kept = _kept(user, purpose, code)
        name = digest(purpose)
        self.parts.accounts.write(
            lambda accounts: accounts.keep_code(user.id, name, kept, until)
        )
        return code

    def is_right(self, user: User, purpose: str, code: str) -> bool:
        """Say whether *code* is the one for *purpose*, and use it up."""
        given = "".join(letter for letter in code if letter.isdigit())
        kept, now = _kept(user, purpose, given), self.parts.wall.now()
        name = digest(purpose)
        return self.parts.accounts.write(
            lambda accounts: accounts.use_code(user.id, name, kept, now)
        )


def _kept(user: User, purpose: str, code: str) -> str:
    return digest(f"{user.id}|{purpose}|{code}")
