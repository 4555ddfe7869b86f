"""The trace that an erased message leaves: enough to know it again, and no more."""

from hashlib import sha256

WORDLESS = ""
"""The text of a message of ours whose receiver was erased. It is never sent, and the
channel's id for it, which may hold a number, is not kept any more."""


def forgotten_id(channel_id: str) -> str:
    """Name a message that was erased: its repeat is known, its writer is not.

    >>> forgotten_id("wamid.HBgL")[:12]
    'erased:58c9e'
    """
    return f"erased:{sha256(channel_id.encode()).hexdigest()}"
