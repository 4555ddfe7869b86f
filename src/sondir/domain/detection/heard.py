"""Message ids of the last day, so that a repeat changes nothing."""

from collections.abc import Iterable

BUCKET_S = 600.0


class HeardIds:
    """Remembers ids by the time they were written, in ten-minute buckets.

    A message older than the memory is refused by the detector, so forgetting its
    id is safe: its repeat would be refused as well.
    """

    __slots__ = ("_buckets", "_key", "_known", "_oldest")

    def __init__(self) -> None:
        """Start with nothing heard."""
        self._known: set[str] = set()
        self._buckets: dict[int, list[str]] = {}
        self._oldest = 0  # no bucket is older
        self._key = (-1, "")  # the last bucket asked for

    def hear(self, message_id: str, at: float) -> str | None:
        """Remember the id; return the name under which it is saved, None if known."""
        known = self._known
        if message_id in known:
            return None
        known.add(message_id)
        bucket = int(at // BUCKET_S)
        kept = self._buckets.get(bucket)
        if kept is None:
            self._buckets[bucket] = [message_id]
            self._oldest = min(self._oldest, bucket)
        else:
            kept.append(message_id)
        last = self._key
        if bucket != last[0]:
            self._key = last = bucket, self.key_of(bucket)
        return last[1]

    def forget(self, before: float) -> list[int]:
        """Drop whole buckets older than *before*; return which."""
        border = int(before // BUCKET_S)  # of what is kept
        if not self._buckets or self._oldest >= border:
            return []
        passed: Iterable[int] = range(self._oldest, border)
        if border - self._oldest > len(self._buckets):  # the first time, or a silence
            passed = sorted(b for b in self._buckets if b < border)
        old = [b for b in passed if b in self._buckets]
        for bucket in old:
            self._known.difference_update(self._buckets.pop(bucket))
        self._oldest = border
        return old

    def key_of(self, bucket: int) -> str:
        """Return the name under which a bucket is saved."""
        return f"ids:{bucket}"

    def keys(self) -> list[str]:
        """Return the names of all buckets."""
        return [self.key_of(b) for b in self._buckets]

    def bucket(self, number: int) -> list[str]:
        """Return the ids of a bucket."""
        return self._buckets[number]

    def put_back(self, number: int, ids: list[str]) -> None:
        """Take a saved bucket back."""
        self._buckets[number] = list(ids)
        self._oldest = min(self._oldest, number)
        self._known.update(ids)
