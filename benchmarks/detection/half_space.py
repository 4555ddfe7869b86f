"""River's half-space trees: a forest that learns what a stream's windows look like.

Optional, since nothing else needs it: `pip install river` (BSD, 3 MB beside numpy
and scipy) into the environment of this benchmark; without it the run says so.

One forest per branch and topic learns how many clients wrote in each forty minutes,
and scores the last forty minutes at every complaint when it arrives. That is in its
favour: a stream in bins would wait for the bin's end. On the tuning seeds finer steps,
windows of ten and twenty minutes, and two hours or the rhythm of day and week as a
second feature did no better.
"""

import importlib
import importlib.util
from bisect import bisect_left, bisect_right
from collections.abc import Callable

from benchmarks.detection.peers import minutes
from benchmarks.detection.rivals import Candidates, Windows
from benchmarks.detection.score import Raised
from benchmarks.detection.streams import DAY_MIN, Stream

_WINDOW = 40.0
_WEEK = int(7 * DAY_MIN / _WINDOW)
_MOST = 15.0  # clients in a window; the trees need to know the range


class _Forest:
    """The trees of one stream, fed since its branch was first heard."""

    def __init__(self, since: float) -> None:
        anomaly = importlib.import_module("river.anomaly")
        self.trees = anomaly.HalfSpaceTrees(
            n_trees=10, height=6, window_size=_WEEK, limits={"now": (0, _MOST)}, seed=1
        )
        self.learned = since

    def learn_until(self, at: float, times: list[float]) -> None:
        """Learn the windows that ended before *at*; *times* are of the witnesses."""
        while self.learned + _WINDOW < at:
            self.learned += _WINDOW
            self.trees.learn_one({"now": _heard(times, self.learned)})

    def score(self, at: float, times: list[float]) -> float:
        """Say how strange the window that ends at *at* is, from 0 to 1."""
        return self.trees.score_one({"now": _heard(times, at)})


def _heard(times: list[float], end: float) -> float:
    heard = bisect_right(times, end) - bisect_left(times, end - _WINDOW)
    return min(float(heard), _MOST)


def half_space_trees(stream: Stream) -> Candidates:
    """Half-space trees on the witnesses of forty minutes."""
    seen, out = Windows(), []
    forests: dict[tuple[str, str], _Forest] = {}
    for m in stream.messages:
        added = seen.add(m)
        if added is None:
            continue
        key, at, times = added
        forest = forests.setdefault(key, None) or _Forest(seen.first[key[0]])
        forest = forests.get(key) or _Forest(seen.first[key[0]])
        forests[key] = forest
        forest.learn_until(at, times)
        heard = int(_heard(times, at))
        out.append((forest.score(at, times), Raised(minutes(m.seen_at), *key, heard)))
    return out


def installed() -> dict[str, tuple[Callable[[Stream], Candidates], float]]:
    """Return the peer with its default limit, or nothing where river is missing."""
    if importlib.util.find_spec("river") is None:
        return {}
    return {"half-space trees": (half_space_trees, 0.95)}
