"""Passwords: argon2id, and the same work for a login that does not exist."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

SHORTEST = 10
"""Characters a new password has at least."""
LONGEST = 1024
"""Characters that are hashed at all: more would only be work for the machine."""
AT_ONCE = 2
"""Hashes computed at the same time: each takes 64 MiB."""
PATIENCE_S = 5.0
"""Seconds to wait for one's turn; a flood of sign-ins must not block the pages."""


class Crowded(Exception):  # noqa: N818 - an answer to the caller
    """Too many passwords are being checked just now."""


class Passwords:
    """Hashes and checks passwords; one object serves a process.

    >>> quick = Passwords(PasswordHasher(1, 8, 1))
    >>> quick.is_right("correct horse", quick.hash("correct horse"))
    True
    >>> quick.is_right("correct horse", None)
    False
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._gate = threading.BoundedSemaphore(AT_ONCE)
        self._nobodys = self._hasher.hash("the password of a login that is not there")

    def hash(self, password: str) -> str:
        """Hash a new password."""
        with self._gate:
            return self._hasher.hash(password)

    def is_right(self, password: str, known: str | None) -> bool:
        """Check *password*; with no hash *known* the work, and the answer, is "no".

        Raises Crowded when too many are being checked.
        """
        if not self._gate.acquire(timeout=PATIENCE_S):
            raise Crowded
        try:
            right = self._hasher.verify(known or self._nobodys, password[:LONGEST])
        except (Argon2Error, InvalidHashError):
            return False
        finally:
            self._gate.release()
        return right and known is not None and len(password) <= LONGEST

    def is_outdated(self, known: str) -> bool:
        """Say whether a hash was made with weaker parameters than today's."""
        return self._hasher.check_needs_rehash(known)
