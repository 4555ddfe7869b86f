"""Phrases that are nobody's copy: buttons, quick replies, what everybody writes."""

from typing import Any

_DAY_S = 86400.0
_ENOUGH = 3
_MOST = 400


class StockPhrases:
    """Remembers texts of complaints; one used on earlier days by several is stock.

    A stock phrase carries no fingerprint: two guests who press the same button are
    two witnesses. A brigade's text is new on its day.
    """

    __slots__ = ("_known",)

    def __init__(self) -> None:
        """Start with none."""
        self._known: dict[str, list[float]] = {}  # text -> last counted, days counted

    def is_stock(self, fingerprint: frozenset[int], at: float) -> bool:
        """Note a text; say whether it was heard on enough earlier days."""
        key = ".".join(str(n) for n in sorted(fingerprint)[:4])
        last = self._known.pop(key, None)
        if last is None:
            last = [at, 0.0]
        elif at - last[0] >= _DAY_S / 2:
            last = [at, last[1] + 1.0]
        self._known[key] = last
        if len(self._known) > _MOST:
            del self._known[next(iter(self._known))]
        return last[1] >= _ENOUGH

    def snapshot(self) -> dict[str, Any]:
        """Return the texts' numbers, ready for JSON, oldest first."""
        return {k: list(v) for k, v in self._known.items()}

    def put_back(self, saved: dict[str, Any]) -> None:
        """Take the saved numbers back."""
        self._known = {k: list(v) for k, v in saved.items()}
