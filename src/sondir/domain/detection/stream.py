"""The memory of one branch and topic."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from math import inf
from typing import Any

from sondir.domain.detection.baseline import RECENT_DAYS, FadingSum, exposure
from sondir.domain.detection.crowd import Crowd
from sondir.domain.detection.near_copy import are_near_copies
from sondir.domain.detection.votes import CHAIN_S, Vote, Witness, witnesses_of

MOST_VOTES, _LEFT_VOTES = 300, 270
MOST_MENTIONS = 500
_KEPT_S, _LONGEST_KEPT_S = 86400.0, 30 * 3600.0
_MENTIONS_KEPT_S = 3 * 3600.0


class Stream:
    """Votes and mentions of the last hours, the count behind the baseline, the level.

    Bounded: at most 300 votes and 500 mentions, whatever happens outside.
    """

    __slots__ = (
        "_copied_until", "_crowd", "branch", "count", "episode_days", "first_at",
        "fresh", "key", "last_at", "level", "mentions", "recent", "risen_at",
        "set_aside",
        "since", "times", "told_until", "topic", "votes",
    )  # fmt: skip

    def __init__(self, branch: str, topic: str, since: float) -> None:
        """*since*: the branch's first message, seconds UTC."""
        self.branch, self.topic, self.since = branch, topic, since
        self.key = f"stream:{branch}\t{topic}"  # under which it is saved
        self.count = FadingSum(at=since)
        self.recent = _recent(0.0, since)  # episodes too
        self.votes: list[Vote] = []
        self._crowd = Crowd()  # of the votes
        self._copied_until = -inf  # the latest vote with a text heard before
        self.times: list[float] = []  # of the votes: plain numbers search faster
        self.fresh: list[float] = []  # of those by new witnesses
        self.mentions: list[float] = []
        self.level = ""
        self.first_at = self.last_at = 0.0  # of the running episode
        self.risen_at = 0.0  # when its level was first told
        self.set_aside = FadingSum(at=since)  # operational days inside episodes
        self.episode_days: list[int] = []
        self.told_until = 0.0  # end of the last incident

    def add(self, vote: Vote) -> bool:
        """Keep *vote* in order, count a new witness; say whether it may be news.

        A client who goes on writing is no news: no window holds more people than
        before. What comes late may complete a window that had ended.
        """
        alike = vote.fingerprint is not None and self._joins_copies(vote)
        at = vote.at
        is_latest = not self.times or at > self.times[-1]
        repeats = self.crowd().repeats(vote) if is_latest else self._repeats(vote)
        if not repeats and (not alike or vote.visited):
            vote.counted = weight = vote.weight
            self.count.add(weight, at)
            self.recent.add(weight, at)
            if weight > 0:
                insort(self.fresh, at)
        if not is_latest:
            insort(self.votes, vote, key=_order)
            insort(self.times, at)
            self._crowd.is_stale = True
            return True
        self.votes.append(vote)
        self.times.append(at)
        self._crowd.join(vote)
        return not repeats

    def _joins_copies(self, vote: Vote) -> bool:
        """Put near-copies into one group; say whether there are any."""
        text = vote.fingerprint
        alike = [v for v in self.votes if are_near_copies(v.fingerprint, text)]
        if not alike:
            return False
        old = {v.text_group for v in alike}
        vote.text_group = min(vote.text_group, *old)
        self._crowd.is_stale |= old != {vote.text_group}
        for v in self.votes:
            if v.text_group in old:
                v.text_group = vote.text_group
        self._copied_until = _copied_until([*self.votes, vote])
        return True

    def _repeats(self, vote: Vote) -> bool:
        first = bisect_left(self.times, vote.at - CHAIN_S)
        # one second more: the exact distance decides, not the rounded border
        last = bisect_right(self.times, vote.at + CHAIN_S + 1.0)
        near = self.votes[max(first - 1, 0) : last]
        return any(
            v.client == vote.client and abs(v.at - vote.at) <= CHAIN_S for v in near
        )

    def repeats_words(self, message_id: str) -> bool:
        """Say whether a vote only repeats what another client wrote before.

        Of a guest with a known visit it never does: equal words are their own.
        """
        vote = next((v for v in self.votes if v.message_id == message_id), None)
        if vote is None or vote.visited:
            return False
        return any(
            v.text_group == vote.text_group and v.client != vote.client
            for v in self.votes
            if _order(v) < _order(vote)
        )

    def mention(self, at: float) -> None:
        """Remember that somebody wrote about the topic."""
        mentions = self.mentions
        insort(mentions, at)
        oldest = mentions[-1] - _MENTIONS_KEPT_S
        if mentions[0] < oldest or len(mentions) > MOST_MENTIONS:
            del mentions[: bisect_left(mentions, oldest)]
            del mentions[:-MOST_MENTIONS]

    def fresh_between(self, start: float, end: float) -> int:
        """Return how many new witnesses were heard in a window."""
        return bisect_right(self.fresh, end) - bisect_left(self.fresh, start)

    def heard_since(self, start: float) -> int:
        """Return how many votes came at *start* or later (cheap, an upper bound)."""
        return len(self.times) - bisect_left(self.times, start)

    def forget(self, now: float) -> None:
        """Drop votes older than a day, some at a time; they stay in the count."""
        times = self.times
        if times and (times[0] < now - _LONGEST_KEPT_S or len(times) >= MOST_VOTES):
            drop = max(bisect_left(times, now - _KEPT_S), len(times) - _LEFT_VOTES)
            del self.fresh[: sum(v.counted > 0 for v in self.votes[:drop])]
            del self.votes[:drop], self.times[:drop]
            self._crowd.leave(drop)
            if self._copied_until > -inf:
                self._copied_until = _copied_until(self.votes)

    def between(self, start: float, end: float) -> list[Vote]:
        """Return the votes of a window, both ends included."""
        first = bisect_left(self.times, start)
        return self.votes[first : bisect_right(self.times, end)]

    def mentions_between(self, start: float, end: float) -> int:
        """Return how many messages of a window were about the topic."""
        return sum(start <= m <= end for m in self.mentions)

    def crowd(self) -> Crowd:
        """Return everybody who was heard, copies one by one."""
        if self._crowd.is_stale:
            self._crowd.gather(self.votes)
        return self._crowd

    def witnesses(self, start: float) -> list[Witness]:
        """Return independent witnesses heard at *start* or later."""
        # a repeat must still find its first vote, so look a chain further back
        before = start - CHAIN_S
        if not self.has_copies(before):
            return self.crowd().since(start)
        found = witnesses_of(self.votes[bisect_left(self.times, before) :])
        return [w for w in found if w.at >= start]

    def has_copies(self, start: float) -> bool:
        """Say whether a text heard at *start* or later was heard before."""
        return self._copied_until >= start

    def counted_between(self, start: float, end: float) -> float:
        """Return what the votes of a window added to the count."""
        times = self.times
        if not times or times[-1] < start:
            return 0.0
        votes = self.votes[bisect_left(times, start) : bisect_left(times, end)]
        return sum([v.counted for v in votes if not v.aside], 0.0)

    def set_aside_from(self, start: float, votes: Iterable[Vote]) -> None:
        """Take those of the *votes* that belong to an episode out of the baseline."""
        for vote in votes:
            if vote.at >= start and not vote.aside:
                self.count.add(-vote.counted, vote.at)
                vote.aside = True

    def accept_level(self, at: float) -> None:
        """Take the last days as the usual, with two days' worth of trust."""
        days = exposure((at - self.since) / _KEPT_S, RECENT_DAYS)
        per_day = self.recent.value(at) / max(days, 0.1)
        self.since = at - RECENT_DAYS * _KEPT_S
        self.count = FadingSum(per_day * RECENT_DAYS, at)
        self.set_aside = FadingSum(at=at)
        self.episode_days = []
        for vote in self.votes:
            vote.aside = True

    def snapshot(self) -> dict[str, Any]:
        """Return what a restart needs, ready for JSON."""
        return {
            "branch": self.branch, "topic": self.topic, "since": self.since,
            "count": [self.count.total, self.count.at],
            "recent": [self.recent.total, self.recent.at],
            "set_aside": [self.set_aside.total, self.set_aside.at],
            "votes": [v.row() for v in self.votes],
            "mentions": list(self.mentions),
            "level": self.level,
            "episode": [self.first_at, self.last_at, self.told_until],
            "risen_at": self.risen_at,
            "episode_days": list(self.episode_days),
        }  # fmt: skip

    @classmethod
    def restore(cls, saved: dict[str, Any]) -> "Stream":
        """Return the stream as it was."""
        stream = cls(saved["branch"], saved["topic"], saved["since"])
        stream.count = FadingSum(*saved["count"])
        stream.recent = _recent(*saved["recent"])
        stream.set_aside = FadingSum(*saved["set_aside"])
        stream.votes = [Vote.from_row(row) for row in saved["votes"]]
        stream._crowd.gather(stream.votes)
        stream._copied_until = _copied_until(stream.votes)
        stream.times = [v.at for v in stream.votes]
        stream.fresh = [v.at for v in stream.votes if v.counted > 0]
        stream.mentions = list(saved["mentions"])
        stream.level = saved["level"]
        stream.first_at, stream.last_at, stream.told_until = saved["episode"]
        stream.risen_at = saved.get("risen_at", stream.first_at)
        stream.episode_days = list(saved["episode_days"])
        return stream


def _recent(total: float, at: float) -> FadingSum:
    return FadingSum(total, at, RECENT_DAYS)


def _copied_until(votes: list[Vote]) -> float:
    copied = (v.at for v in reversed(votes) if v.text_group != v.message_id)
    return next(copied, -inf)


def _order(vote: Vote) -> tuple[float, str]:
    return vote.at, vote.message_id
