"""What one message costs the detector, complaint or not: microseconds of one update.

The least of three runs over the same stream, so that other programs count little.
"""

import time

from benchmarks.detection.streams import Parameters, make_stream

from sondir.domain.detection import Detector

STREAMS = {
    "0.2 to 5 a day": Parameters(days=60),
    "5 to 15 a day": Parameters(days=30, rate=(5.0, 15.0)),
}


def cost(seed: int) -> dict[str, dict[str, float]]:
    """Return microseconds per complaint and per other message, by rate."""
    return {name: _of(seed, parameters) for name, parameters in STREAMS.items()}


def _of(seed: int, parameters: Parameters) -> dict[str, float]:
    messages = make_stream(seed, parameters).messages
    runs = [_spent(messages) for _ in range(3)]
    return {
        kind: round(min(run[kind] for run in runs), 1)
        for kind in ("complaint", "other")
    }


def _spent(messages: list) -> dict[str, float]:
    detector, clock = Detector(), time.perf_counter
    spent, count = {"complaint": 0.0, "other": 0.0}, {"complaint": 0, "other": 0}
    for message in messages:
        began = clock()
        detector.update(message)
        took = clock() - began
        kind = "complaint" if message.topics else "other"
        spent[kind] += took
        count[kind] += 1
    return {kind: spent[kind] / max(count[kind], 1) * 1e6 for kind in spent}
