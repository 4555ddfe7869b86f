"""Who was heard in one stream, kept up to date vote by vote."""

from bisect import bisect_left
from collections.abc import Iterable

from sondir.domain.detection.votes import CHAIN_S, Vote, Witness


class Crowd:
    """Every client for themselves: repeats joined, copied texts not.

    Spares going through a day of votes at every complaint. Votes come at the end
    and leave at the front; what disturbs that (a late vote, a first vote that
    leaves its repeats behind) makes the crowd stale until it is gathered again.
    """

    __slots__ = ("_by_client", "_times", "_witnesses", "is_stale")

    def __init__(self) -> None:
        """Start with nobody."""
        self.gather(())

    def gather(self, votes: Iterable[Vote]) -> None:
        """Start over with *votes*, sorted by time and id."""
        self._witnesses: list[Witness] = []
        self._times: list[float] = []  # of the witnesses: plain numbers search faster
        self._by_client: dict[str, tuple[Witness, float]] = {}  # and the last vote
        self.is_stale = False
        for vote in votes:
            self.join(vote)

    def repeats(self, vote: Vote) -> bool:
        """Say whether *vote*, the latest of all, only repeats its client's last."""
        known = self._by_client.get(vote.client)
        return known is not None and vote.at - known[1] <= CHAIN_S

    def join(self, vote: Vote) -> None:
        """Take the latest vote of all."""
        if self.is_stale:
            return
        at, client = vote.at, vote.client
        known = self._by_client.get(client)
        if known is not None and at - known[1] <= CHAIN_S:
            witness = known[0]
            witness.hear_again(vote)
        else:
            witness = Witness(at, client, vote.weight, vote.visited, vote.text_group)
            self._witnesses.append(witness)
            self._times.append(at)
        self._by_client[client] = (witness, at)

    def leave(self, count: int) -> None:
        """Let the *count* oldest votes go."""
        if self.is_stale:
            return
        gone = self._witnesses[:count]
        if any(w.repeats for w in gone):
            self.is_stale = True
            return
        for witness in gone:
            if self._by_client[witness.client][0] is witness:
                del self._by_client[witness.client]
        del self._witnesses[:count], self._times[:count]

    def since(self, start: float) -> list[Witness]:
        """Return the witnesses first heard at *start* or later."""
        return self._witnesses[bisect_left(self._times, start) :]
