"""When clients of this organisation write: by hour and by weekday.

All messages teach it, complaint or not, so the shape is known after a day or two.
Before that a salon's ordinary day stands in: quiet nights, busy from nine to nine
(our assumption; worth about one day of a small branch).
"""

from itertools import accumulate
from math import floor, inf
from operator import mul
from typing import Any

HOUR_S = 3600.0
DAY_S = 86400.0
_FIRST_MONDAY_S = 4 * DAY_S  # 5 January 1970
_PRIOR = [0.35] * 7 + [0.5, 0.9] + [1.7] * 12 + [1.2, 0.8, 0.5]
_PRIOR_MEAN = sum(_PRIOR) / 24
_PRIOR_HOURS = [p / _PRIOR_MEAN for p in _PRIOR]
_HOUR_PRIOR = 6.0  # messages' worth of trust in the assumed hour
_BELIEVED = [_HOUR_PRIOR * p / _PRIOR_MEAN for p in _PRIOR]
_WEEKDAY_PRIOR = 200.0  # days differ by chance, so weekdays are believed slowly
_KEPT_PER_DAY = 1 - 1 / 90


class Profile:
    """The weekly rhythm, as a clock that runs faster in busy hours.

    *operational* turns a moment (seconds since 1970, UTC) into operational days: an
    average week has seven. The difference of two moments is the exposure between them.
    """

    __slots__ = (
        "_cells", "_cumulative", "_hour", "_hourly", "_hours", "_learned", "_monday",
        "busiest_day", "busiest_hour", "by_hour", "by_weekday", "offset",
        "quietest_day",
    )  # fmt: skip

    def __init__(self, offset_s: float) -> None:
        """*offset_s*: local time minus UTC, in seconds."""
        self.offset = offset_s
        self._monday = _FIRST_MONDAY_S - offset_s  # the fixed one
        self._hour: int | None = None  # the running local hour since 1970
        self._learned = -inf  # start of the hour whose cells are at hand
        self._cells: tuple[list[float], list[float]] = ([], [])
        self.by_hour = [[0.0, 0.0] for _ in range(24)]  # messages, hours watched
        self.by_weekday = [[0.0, 0.0] for _ in range(7)]
        self._take([h / 24 for h in _PRIOR_HOURS * 7])

    def learn(self, at: float) -> None:
        """Count one message written at *at*."""
        if not 0.0 <= at - self._learned < HOUR_S:
            hour = int((at + self.offset) // HOUR_S)
            if self._hour is None:
                self._hour = hour
            if hour > self._hour:
                self._advance(hour)
            self._learned = hour * HOUR_S - self.offset
            self._cells = self.by_hour[hour % 24], self.by_weekday[_weekday(hour)]
        of_hour, of_day = self._cells
        of_hour[0] += 1.0
        of_day[0] += 1.0

    def operational(self, at: float) -> float:
        """Return operational days since a fixed Monday."""
        hours = (at - self._monday) / HOUR_S
        whole = floor(hours)
        try:  # the same few hours are asked for again and again
            before, within = self._hours[whole]
        except KeyError:
            slot = whole % 168
            before = whole // 168 * 7.0 + self._cumulative[slot]
            within = self._hourly[slot]
            self._hours[whole] = before, within
        return before + (hours - whole) * within

    def most_within(self, span_s: float) -> float:
        """Return operational days that no window of *span_s* exceeds.

        Of a day or less; within a day no window holds more than its busiest hours.
        """
        return min(self.busiest_day, self.busiest_hour * (span_s / HOUR_S))

    def trust(self, at: float) -> float:
        """Return the gamma shape of what is known about the hour of *at*."""
        hour = int((at + self.offset) // HOUR_S) % 24
        return _HOUR_PRIOR + self.by_hour[hour][0]

    def local_midnight(self, at: float) -> float:
        """Return the last local midnight before or at *at*."""
        return (at + self.offset) // DAY_S * DAY_S - self.offset

    def _advance(self, hour: int) -> None:
        """Move the clock on, hour by hour (a long gap is cut to one week)."""
        last = hour if self._hour is None else self._hour
        for h in range(max(last, hour - 168), hour):
            if h % 24 == 0:
                self._forget()
            self.by_hour[h % 24][1] += 1.0
            # the night is little of a weekday: an hour counts as much as it brings
            share = sum(self._hourly[h % 24 :: 24]) * 24 / 7
            self.by_weekday[_weekday(h)][1] += share
        self._hour = hour
        days = int(sum([e for _, e in self.by_weekday])) // 24
        every = min(max(days, 1), 24)  # hours: an older rhythm moves more slowly
        if hour // every != last // every:
            self._refresh()

    def _forget(self) -> None:
        for cell in (*self.by_hour, *self.by_weekday):
            cell[0] *= _KEPT_PER_DAY
            cell[1] *= _KEPT_PER_DAY

    def _refresh(self) -> None:
        """Estimate both factors from whole hours."""
        counts = [c for c, _ in self.by_hour]
        watched = [e for _, e in self.by_hour]
        believed = [c + p for c, p in zip(counts, _BELIEVED, strict=True)]
        hours, total = _PRIOR_HOURS, sum(counts)
        for _ in range(3):
            level = total / max(sum(map(mul, watched, hours)), 1.0)
            hours = [
                b / (level * e + _HOUR_PRIOR)
                for b, e in zip(believed, watched, strict=True)
            ]
        mean = sum(hours) / 24
        hours = [h / mean for h in hours]
        level = total / max(sum([e for _, e in self.by_weekday]), 1.0)
        days = [
            (c + _WEEKDAY_PRIOR) / (level * e + _WEEKDAY_PRIOR)
            for c, e in self.by_weekday
        ]
        week = sum(days)
        days = [d * 7 / week for d in days]
        self._take([h * d / 24 for d in days for h in hours])

    def _take(self, hourly: list[float]) -> None:
        self._hourly = hourly
        # operational days within any 24 hours are never less, or more
        days = [sum(hourly[d : d + 24]) for d in range(0, 168, 24)]
        self.quietest_day, self.busiest_day = min(days), max(days)
        self.busiest_hour = max(hourly)
        self._cumulative = list(accumulate(hourly, initial=0.0))
        # hour -> operational days before it, and within it
        self._hours: dict[int, tuple[float, float]] = {}

    def snapshot(self) -> dict[str, Any]:
        """Return what a restart needs, ready for JSON."""
        return {
            "offset": self.offset,
            "hour": self._hour,
            "by_hour": [list(c) for c in self.by_hour],
            "by_weekday": [list(c) for c in self.by_weekday],
            "hourly": list(self._hourly),
        }

    @classmethod
    def restore(cls, saved: dict[str, Any]) -> "Profile":
        """Return the profile as it was."""
        profile = cls(saved["offset"])
        profile._hour = saved["hour"]
        profile.by_hour = [list(c) for c in saved["by_hour"]]
        profile.by_weekday = [list(c) for c in saved["by_weekday"]]
        profile._take(list(saved["hourly"]))
        return profile


def _weekday(hour: int) -> int:
    return (hour // 24 - 4) % 7
