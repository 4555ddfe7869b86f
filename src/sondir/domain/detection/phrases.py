"""The words that make a window different from the branch's usual day."""

from collections.abc import Iterable, Mapping

from sondir.domain.detection.votes import Vote

MOST_PHRASES = 6
_RARE = 1.0  # smoothing: a word never heard before is not infinitely telling


def key_phrases(
    votes: Iterable[Vote], usual: Mapping[str, float], messages: float
) -> tuple[str, ...]:
    """Return stems used by at least two clients, most telling first.

    *usual* counts messages of the branch with the stem, *messages* counts all.
    """
    users: dict[str, set[str]] = {}
    for vote in votes:
        for stem in vote.stems:
            users.setdefault(stem, set()).add(vote.client)
    shared = {s: len(u) for s, u in users.items() if len(u) >= 2}
    total = messages + _RARE

    def telling(stem: str) -> tuple[float, str]:
        return -shared[stem] * total / (usual.get(stem, 0.0) + _RARE), stem

    return tuple(sorted(shared, key=telling)[:MOST_PHRASES])
