"""Health and numbers for those who watch the machine; nothing in them is a person."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from sondir.ports.pages import Tally
from sondir.web.parts import SiteParts

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
KEPT_S = 5.0
"""Seconds that numbers are kept: counting reads whole tables."""


@dataclass(frozen=True)
class Metrics:
    """Serves `/healthz` and `/metrics`; numbers are read when they are asked for."""

    parts: SiteParts
    kept: dict[str, tuple[float, Tally]] = field(default_factory=dict)

    def routes(self) -> list[Route]:
        """List the two routes."""
        return [
            Route("/healthz", self.healthz),
            Route("/metrics", self.metrics),
        ]

    def healthz(self, request: Request) -> Response:
        """Say whether the database answers."""
        try:
            self.parts.views.read(lambda view: view.head(""))
        except Exception:  # noqa: BLE001 - the web edge: any failure is "not healthy"
            return JSONResponse({"status": "database"}, 503)
        return JSONResponse({"status": "ok"})

    def metrics(self, request: Request) -> Response:
        """Write the numbers in Prometheus' text format."""
        tally = self._tally()
        registry = CollectorRegistry(auto_describe=False)
        registry.register(Collected(tally))
        return PlainTextResponse(
            generate_latest(registry), headers={"content-type": CONTENT_TYPE}
        )

    def _tally(self) -> Tally:
        """Count at most once in a few seconds, however often a stranger asks."""
        now = self.parts.wall.monotonic()
        known = self.kept.get("tally")
        if known is None or now - known[0] >= KEPT_S:
            known = now, self.parts.views.read(lambda view: view.tally())
            self.kept["tally"] = known
        return known[1]


class Collected:
    """One tally as metrics."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally

    def collect(self) -> Iterator[Metric]:
        """Walk the metrics."""
        tally = self._tally
        yield _counter("inbox_bodies", "webhook bodies taken in", tally.bodies)
        yield _counter("inbox_unknown", "parts nobody understood", tally.unknown)
        yield _counter(
            "inbox_quarantined", "parts for numbers not ours", tally.quarantined
        )
        yield _counter("turns", "turns put into mailboxes", tally.turns)
        yield GaugeMetricFamily(
            "sondir_incidents_open", "incidents open now", tally.open_incidents
        )
        messages = GaugeMetricFamily(
            "sondir_messages", "messages of ours by state", labels=["state"]
        )
        for state, count in sorted(tally.messages.items()):
            messages.add_metric([state], count)
        yield messages


def _counter(name: str, told: str, count: int) -> Metric:
    return CounterMetricFamily(f"sondir_{name}", told, count)
