"""From messages to independent witnesses: one client, one vote; one text, one vote."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

CHAIN_S = 3 * 3600.0
"""A client who writes again within this time repeats the same complaint."""


@dataclass(slots=True)
class Vote:
    """One complaint about one topic, as kept for a day (times in seconds UTC)."""

    at: float
    message_id: str
    client: str
    weight: float
    visited: bool | None
    fingerprint: frozenset[int] | None
    text_group: str  # votes of near-copies share it
    counted: float  # what a new witness adds to the baseline; 0 for a repeat
    aside: bool  # part of an episode: no longer in the baseline
    stems: tuple[str, ...]

    def row(self) -> list[Any]:
        """Return the vote as JSON values."""
        prints = None if self.fingerprint is None else sorted(self.fingerprint)
        return [
            self.at, self.message_id, self.client, self.weight, self.visited,
            prints, self.text_group, self.counted, self.aside,
            list(self.stems),
        ]  # fmt: skip

    @classmethod
    def from_row(cls, row: list[Any]) -> "Vote":
        """Return the vote that *row* was."""
        (
            at,
            message_id,
            client,
            weight,
            visited,
            prints,
            group,
            counted,
            aside,
            stems,
        ) = row
        shingles = None if prints is None else frozenset(prints)
        return cls(
            at, message_id, client, weight, visited, shingles, group, counted,
            aside, tuple(stems),
        )  # fmt: skip


@dataclass(slots=True)
class Witness:
    """One independent person: when first heard, how surely, visited or not."""

    at: float
    client: str
    weight: float
    visited: bool | None
    text_group: str
    repeats: int = 0

    def hear_again(self, vote: Vote) -> None:
        """Join a vote of the same person: the surest of what they said counts."""
        self.repeats += 1
        self.weight = max(self.weight, vote.weight)
        self.visited = _surest(self.visited, vote.visited)


def witnesses_of(votes: Iterable[Vote]) -> list[Witness]:
    """Return the independent witnesses among *votes* (sorted by time and id).

    A repeat by the same client joins the first vote; so does a near-copy by
    anybody without a known visit. *Crowd* counts near-copies one by one.
    """
    found: list[Witness] = []
    by_client: dict[str, tuple[Witness, float]] = {}
    by_text: dict[str, Witness] = {}
    for vote in votes:
        at, client = vote.at, vote.client
        known = by_client.get(client)
        witness = known[0] if known and at - known[1] <= CHAIN_S else None
        if witness is None and _may_be_copy(vote):
            witness = by_text.get(vote.text_group)
        if witness is None:
            witness = Witness(at, client, vote.weight, vote.visited, vote.text_group)
            found.append(witness)
        else:
            witness.hear_again(vote)
        by_client[client] = (witness, at)
        if vote.fingerprint is not None:
            by_text.setdefault(vote.text_group, witness)
    return found


def _may_be_copy(vote: Vote) -> bool:
    """A known visit outweighs equal words: that guest is a witness of their own."""
    return vote.fingerprint is not None and vote.visited is not True


def _surest(one: bool | None, other: bool | None) -> bool | None:
    if one or other:
        return True
    return None if one is None and other is None else False
