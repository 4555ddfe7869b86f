"""One detector per organisation: a reading in, alarms out."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sondir.domain.detection.alarm import Alarm, Level
from sondir.domain.detection.assessment import Assessment, assess
from sondir.domain.detection.ballot import meant, vote_of
from sondir.domain.detection.branch import BranchVoice
from sondir.domain.detection.complaint import Complaint
from sondir.domain.detection.description import alarm_of_branch, alarm_of_network
from sondir.domain.detection.episode import (
    SET_ASIDE,
    begin,
    close_if_lapsed,
    count_day,
    is_higher,
)
from sondir.domain.detection.heard import HeardIds
from sondir.domain.detection.network import Network
from sondir.domain.detection.profile import DAY_S, HOUR_S, Profile
from sondir.domain.detection.rise import (
    FEWEST_BRANCHES,
    HOURS_3,
    HOURS_24,
    loud_spans,
)
from sondir.domain.detection.settings import DetectorSettings
from sondir.domain.detection.shared import shared_finding
from sondir.domain.detection.stock import StockPhrases
from sondir.domain.detection.stream import Stream
from sondir.domain.detection.votes import Vote

ALMATY = timedelta(hours=5)
_MENTIONED = 0.5
_FORGET_EVERY_S = 600.0
_UNTOLD = "", 0.0


class Detector:
    """Notices clusters of complaints over all branches of one organisation.

    Serial: one reading after the other, in order of arrival. A repeat of a message
    id changes nothing. What was written more than a day before the newest arrival
    changes nothing either.
    """

    def __init__(
        self,
        tz_offset: timedelta = ALMATY,
        settings: DetectorSettings | None = None,
    ) -> None:
        """*tz_offset*: local time of the branches minus UTC."""
        self.settings = settings or DetectorSettings()
        self._of_first_days = self.settings.of_first_days()
        self.network = Network(
            Profile(tz_offset.total_seconds()), self.settings.longest_window_min * 60.0
        )
        self._heard = HeardIds()
        self._voices: dict[str, BranchVoice] = {}
        self._stock = StockPhrases()
        self._late_s = self.settings.late_h * 3600.0
        self._lapse_s = self.settings.lapse_min * 60.0
        self._now = 0.0
        self._tick = 0.0  # until then time passes without work
        self._changed: set[str] = set()
        self._gone: set[str] = set()

    def update(self, complaint: Complaint) -> list[Alarm]:
        """Take one reading; return the levels that rose or changed kind."""
        seen = complaint.seen_at.timestamp()
        # a phone's clock may run ahead, but nothing arrives before it is written
        written = complaint.at
        at = seen if written is complaint.seen_at else min(written.timestamp(), seen)
        if seen >= self._tick:
            self._pass_time(seen)
        elif seen > self._now:
            self._now = seen
        if at < self._now - self._late_s:
            return []
        key = self._heard.hear(complaint.message_id, at)
        if key is None:
            return []
        self._changed.add(key)
        branch = complaint.branch or ""
        self._learn(complaint, branch, at)
        if not complaint.topics:
            return []
        alarms: list[Alarm] = []
        for topic, p in meant(complaint.topics):
            stream = self._stream(branch, topic)
            alarms += self._weigh(complaint, stream, vote_of(complaint, at, p))
        return alarms

    def _weigh(self, complaint: Complaint, stream: Stream, vote: Vote) -> list[Alarm]:
        """Let a complaint vote in one stream; look at all branches, then at its own."""
        network, alarms = self.network, []
        news = self._add(stream, vote)
        if len(network.since) >= FEWEST_BRANCHES:
            days = self.settings.swell_days
            spans = loud_spans(network, stream.topic, vote.at, days)
            if spans or stream.topic in network.shared:
                alarms.append(self._share(complaint, stream.topic, vote.at, spans))
        if news or stream.level:
            alarms.append(self._assess(complaint, stream, vote, news=news))
        return [a for a in alarms if a is not None] if alarms else []

    def _stream(self, branch: str, topic: str) -> Stream:
        network = self.network
        stream = network.streams.get((branch, topic)) or network.stream(branch, topic)
        self._changed.add(stream.key)
        return stream

    def _learn(self, complaint: Complaint, branch: str, at: float) -> None:
        if self.network.open(branch, at):
            self._tick = 0.0  # its rates are due
            self._changed.add("network")
        self.network.profile.learn(at)
        if complaint.sentiment is not None or complaint.stems:
            voice = self._voices.setdefault(branch, BranchVoice())
            voice.hear(at, complaint.sentiment, complaint.stems)
            self._changed.add(f"voice:{branch}")
        topics = complaint.topics
        if complaint.about:
            for topic, p in complaint.about.items():
                if p >= _MENTIONED and topic not in topics:
                    self._stream(branch, topic).mention(at)
        for topic in topics:
            self._stream(branch, topic).mention(at)

    def _add(self, stream: Stream, vote: Vote) -> bool:
        """Let the complaint vote; say whether the stream has to be looked at."""
        at = vote.at
        if stream.level:
            close_if_lapsed(self.network, stream, at, self._lapse_s)
        stream.forget(self._now)
        if vote.fingerprint:
            self._changed.add("stock")
            if self._stock.is_stock(vote.fingerprint, at):
                vote.fingerprint = None
        news = stream.add(vote)
        if vote.counted > 0:
            self.network.hear(stream.topic, at)
            self._changed.add(f"heard:{stream.topic}")
        stream.last_at = max(stream.last_at, at)
        return news

    def _assess(
        self, complaint: Complaint, stream: Stream, vote: Vote, *, news: bool
    ) -> Alarm | None:
        assessed = self._risen(stream, vote.at) if news else None
        if assessed is not None:
            begin(stream, assessed.finding, vote.at)
        if stream.level in SET_ASIDE:
            # the episode's earlier votes are aside, unless it has just begun
            stream.set_aside_from(
                stream.first_at, [vote] if assessed is None else stream.votes
            )
        if assessed is None:
            return None
        voice = self._voices.get(stream.branch)
        return alarm_of_branch(complaint.seen_at, stream, assessed, voice)

    def _risen(self, stream: Stream, at: float) -> Assessment | None:
        """Assess the stream; None unless its level rises or changes kind."""
        if stream.level == Level.INCIDENT:  # nothing is higher: spare the work
            return None
        known = at - self.network.since[stream.branch]
        is_new = known < self.settings.first_days * DAY_S
        settings = self._of_first_days if is_new else self.settings
        found = assess(self.network, stream, at, settings)
        higher = found is not None and is_higher(found.finding.level, stream.level)
        return found if higher else None

    def _share(
        self, complaint: Complaint, topic: str, at: float, spans: tuple[float, ...]
    ) -> Alarm | None:
        """Look over all branches for a cause they share."""
        network = self.network
        level, last = network.shared.get(topic, _UNTOLD)
        if level and at - last > self._lapse_s:
            del network.shared[topic]
            self._changed.add("network")
            level = ""
        limits = {
            HOURS_3: self.settings.certain_days,
            HOURS_24: self.settings.swell_days,
        }
        found = shared_finding(network, topic, (at, spans), limits, level)
        risen = found is not None and is_higher(found.level, level)
        if found is not None and risen:
            level = found.level
        if level:
            network.shared[topic] = (level, max(at, last))
            self._changed.add("network")
        if found is None or not risen:
            return None
        return alarm_of_network(complaint.seen_at, network, topic, found)

    def _pass_time(self, now: float) -> None:
        """Do what is due by the clock; *now* is the newest arrival, or older."""
        profile, before = self.network.profile, self._now
        if now <= before:
            return
        self._now = now
        if now // _FORGET_EVERY_S != before // _FORGET_EVERY_S:
            for bucket in self._heard.forget(now - self._late_s):
                self._gone.add(self._heard.key_of(bucket))
        if now >= self.network.due:
            self.network.renew(now)
            self._changed.add("network")
        midnight = profile.local_midnight(now)
        if before and midnight > before:
            self._close_day(midnight)
        every = (now // p * p + p for p in (_FORGET_EVERY_S, HOUR_S))
        self._tick = min(*every, midnight + DAY_S, self.network.due)

    def _close_day(self, midnight: float) -> None:
        for stream in self.network.streams.values():
            if stream.level:
                close_if_lapsed(self.network, stream, midnight, self._lapse_s)
                if stream.level in SET_ASIDE:
                    count_day(self.network, stream, midnight - 1.0)
                self._changed.add(stream.key)
        self.network.close_day(midnight)
        self._changed.add("network")

    def dirty(self) -> dict[str, Any]:
        """Return the parts that changed since the last call; None means: delete.

        A database keeps one row per key. *restore* takes all of them back.
        """
        parts = {key: self._part(key) for key in sorted(self._changed - self._gone)}
        if self._now:
            parts["clock"] = self._part("clock")
        parts.update(dict.fromkeys(sorted(self._gone)))
        self._changed.clear()
        self._gone.clear()
        return parts

    def snapshot(self) -> dict[str, Any]:
        """Return the whole state, ready for JSON, as the parts of *dirty*."""
        keys = ["clock", "network", "stock", *(f"voice:{b}" for b in self._voices)]
        keys += [s.key for s in self.network.streams.values()]
        keys += [f"heard:{t}" for t in self.network.heard]
        keys += self._heard.keys()
        return {key: self._part(key) for key in keys}

    def _part(self, key: str) -> Any:
        kind, _, name = key.partition(":")
        if kind == "stream":
            branch, topic = name.split("\t", 1)
            return self.network.streams[branch, topic].snapshot()
        if kind == "voice":
            return self._voices[name].snapshot()
        if kind == "ids":
            return self._heard.bucket(int(name))
        if kind == "heard":
            return list(self.network.heard[name])
        if kind == "network":
            return self.network.snapshot()
        clock = {"now": self._now, "profile": self.network.profile.snapshot()}
        return self._stock.snapshot() if kind == "stock" else clock

    @classmethod
    def restore(
        cls, snapshot: Mapping[str, Any], settings: DetectorSettings | None = None
    ) -> "Detector":
        """Return the detector as it was; also from JSON read back."""
        detector = cls(settings=settings)
        if "clock" not in snapshot:
            return detector
        clock = snapshot["clock"]
        detector._now = clock["now"]
        detector.network = Network(
            Profile.restore(clock["profile"]), detector.network.lag_s
        )
        if "network" in snapshot:
            detector.network.restore(snapshot["network"])
        for key, part in snapshot.items():
            kind, _, name = key.partition(":")
            detector._take_back(kind, name, part)
        return detector

    def _take_back(self, kind: str, name: str, part: Any) -> None:
        if kind == "stream":
            self.network.keep(Stream.restore(part))
        elif kind == "voice":
            self._voices[name] = BranchVoice.restore(part)
        elif kind == "heard":
            self.network.heard[name] = list(part)
        elif kind == "stock":
            self._stock.put_back(part)
        elif kind == "ids":
            self._heard.put_back(int(name), part)
