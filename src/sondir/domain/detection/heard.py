"""Message ids of the last day, so that a repeat changes nothing."""

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

    def is_new(self, message_id: str, at: float) -> bool:
        """Remember the id; False if it was known."""
        if message_id in self._known:
            return False
        self._known.add(message_id)
        bucket = int(at // BUCKET_S)
        kept = self._buckets.get(bucket)
        if kept is None:
            self._buckets[bucket] = [message_id]
            self._oldest = min(self._oldest, bucket)
        else:
            kept.append(message_id)
        return True

    def forget(self, before: float) -> list[int]:
        """Drop whole buckets older than *before*; return which."""
        border = before // BUCKET_S - 1
        if self._oldest > border:
            return []
        old = [b for b in self._buckets if b <= border]
        for bucket in old:
            self._known.difference_update(self._buckets.pop(bucket))
        self._oldest = min(self._buckets, default=0)
        return old

    def key(self, at: float) -> str:
        """Return the name under which the ids of the moment *at* are saved."""
        bucket = int(at // BUCKET_S)
        if bucket != self._key[0]:
            self._key = bucket, self.key_of(bucket)
        return self._key[1]

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
