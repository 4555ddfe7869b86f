"""What a branch's messages sound like as a whole: sums, never a person."""

from typing import Any

_BUCKET_S = 300.0
_BUCKETS = 48
_MOST_STEMS = 400
_USUAL_LIMIT = 5000.0


class BranchVoice:
    """Sentiment sums (five-minute buckets and the usual) and the usual words."""

    __slots__ = ("buckets", "messages", "stems", "usual")

    def __init__(self) -> None:
        """Start silent."""
        self.buckets: dict[int, list[float]] = {}  # bucket -> n, sum, squares
        self.usual = [0.0, 0.0, 0.0]
        self.stems: dict[str, float] = {}
        self.messages = 0.0

    def hear(self, at: float, sentiment: float | None, stems: tuple[str, ...]) -> None:
        """Add one message to the sums."""
        if sentiment is not None:
            cell = self.buckets.setdefault(int(at // _BUCKET_S), [0.0, 0.0, 0.0])
            for sums in (cell, self.usual):
                sums[0] += 1.0
                sums[1] += sentiment
                sums[2] += sentiment * sentiment
            self._bound()
        if stems:
            self.messages += 1.0
            for stem in set(stems):
                self.stems[stem] = self.stems.get(stem, 0.0) + 1.0
            if len(self.stems) > _MOST_STEMS:
                self._halve_stems()

    def deviation(self, start: float, end: float) -> tuple[float | None, int]:
        """Return the window's mean sentiment in standard deviations, and its n."""
        first, last = int(start // _BUCKET_S), int(end // _BUCKET_S)
        inside = [c for b, c in self.buckets.items() if first <= b <= last]
        n = sum(c[0] for c in inside)
        rest = self.usual[0] - n
        if n < 2 or rest < 5:
            return None, int(n)
        total = sum(c[1] for c in inside)
        mean = (self.usual[1] - total) / rest
        squares = (self.usual[2] - sum(c[2] for c in inside)) / rest
        spread = max(squares - mean * mean, 0.0) ** 0.5
        return round((total / n - mean) / max(spread, 0.05), 2), int(n)

    def _bound(self) -> None:
        while len(self.buckets) > _BUCKETS:
            del self.buckets[min(self.buckets)]
        if self.usual[0] > _USUAL_LIMIT:
            self.usual = [v / 2 for v in self.usual]

    def _halve_stems(self) -> None:
        """Forget rare words first, in an order that does not depend on arrival."""
        kept = sorted(self.stems.items(), key=lambda s: (-s[1], s[0]))
        self.stems = {s: c / 2 for s, c in kept[: _MOST_STEMS // 2]}
        self.messages /= 2

    def snapshot(self) -> dict[str, Any]:
        """Return the sums, ready for JSON."""
        return {
            "buckets": [[b, *c] for b, c in self.buckets.items()],
            "usual": list(self.usual),
            "stems": dict(self.stems),
            "messages": self.messages,
        }

    @classmethod
    def restore(cls, saved: dict[str, Any]) -> "BranchVoice":
        """Return the voice as it was."""
        voice = cls()
        voice.buckets = {int(b): c for b, *c in saved["buckets"]}
        voice.usual = list(saved["usual"])
        voice.stems = dict(saved["stems"])
        voice.messages = saved["messages"]
        return voice
