"""Is "by chance once in N days" true? Streams without a single crisis."""

from concurrent.futures import Executor

from benchmarks.detection.streams import Parameters, make_stream
from scipy.stats import chi2

from sondir.domain.detection import Detector

DAYS = {0.2: 110, 1.0: 70, 5.0: 36, 15.0: 24}
SHAPES = (0.8, 3.0, 20.0)
NOMINAL_DAYS = 180.0
_WARM_DAYS = 10.0


def quiet(task: tuple[float, float, int]) -> tuple[float, float, int, float]:
    """Return rate, shape, alarms (looks too) and stream-days of one null stream."""
    rate, shape, seed = task
    parameters = Parameters(
        days=DAYS[rate], rate=(rate, rate), neutral=(30, 30), branch_shape=1e6,
        stream_shape=shape, recall=1.0, false_share=0.0, crisis_every_days=0,
    )  # fmt: skip
    stream = make_stream(seed, parameters)
    start = stream.messages[0].at.timestamp() + _WARM_DAYS * 86400
    detector, last, alarms = Detector(), {}, 0
    for m in stream.messages:
        for a in detector.update(m):
            now = a.at.timestamp()
            fresh = now - last.get((a.branch, a.topic), 0.0) > 3 * 3600
            last[a.branch, a.topic] = now
            alarms += a.branch is not None and fresh and now >= start
    days = (parameters.days - _WARM_DAYS) * parameters.branches * 6
    return rate, shape, alarms, days


def calibration(pool: Executor, seed: int) -> list[dict]:
    """Return alarms measured over nominal for every rate and shape."""
    tasks = [(r, s, seed + i) for i, (r, s) in enumerate(_grid())]
    rows = []
    for rate, shape, alarms, days in pool.map(quiet, tasks):
        nominal = days / NOMINAL_DAYS
        low = chi2.ppf(0.025, 2 * alarms) / 2 / nominal if alarms else 0.0
        high = chi2.ppf(0.975, 2 * alarms + 2) / 2 / nominal
        rows.append(
            {
                "rate": rate, "shape": shape, "alarms": alarms,
                "measured_over_nominal": round(alarms / nominal, 2),
                "interval": [round(float(low), 2), round(float(high), 2)],
            }
        )  # fmt: skip
    return rows


def _grid() -> list[tuple[float, float]]:
    return [(r, s) for r in DAYS for s in SHAPES]
