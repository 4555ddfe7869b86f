"""Special scenes: cold start, busy, heat waves, brigades, streams without a crisis."""

import importlib.util
import shutil
from collections.abc import Iterable
from concurrent.futures import Executor

from benchmarks.detection.calibration import calibration
from benchmarks.detection.peers import counting, minutes, sondir
from benchmarks.detection.score import Score, score
from benchmarks.detection.streams import DAY_MIN, TOPICS, Parameters, make_stream

from sondir.domain.detection import Detector, Level


def _compared(seed: int, parameters: Parameters, days: tuple[float, float]) -> tuple:
    stream = make_stream(seed, parameters)
    levels = (Level.INCIDENT, Level.ORGANISED, Level.SWELL)
    return (
        score(stream, sondir(levels=levels)(stream.messages), days),
        score(stream, counting(4)(stream.messages), days),
    )


def cold(seed: int) -> tuple:
    """The first two days of a network nobody knows."""
    return _compared(seed, Parameters(days=4, crisis_every_days=2.0), (0, 2))


def busy(seed: int) -> tuple:
    """Fifteen complaints a day on every stream."""
    return _compared(seed, Parameters(days=24, rate=(15, 15)), (14, 24))


def heat(seed: int) -> tuple[int, int, int, int]:
    """Heat waves: branch-days, false alarms on them, days, days noticed as one."""
    stream = make_stream(
        seed, Parameters(days=44, heat_share=0.08, crisis_every_days=0)
    )
    days = {d for d in stream.heat_days if d >= 7}
    detector, false, noticed = Detector(), 0, set()
    for m in stream.messages:
        for a in detector.update(m):
            day = int(minutes(a.at) // DAY_MIN)
            if day in days and a.topic == TOPICS[0] and a.level is not Level.LOOK:
                false += a.branch is not None
                noticed |= {day} if a.branch is None else set()
    return len(days) * stream.parameters.branches, false, len(days), len(noticed)


def brigade(task: tuple[int, str]) -> tuple[int, int, int]:
    """Organised attacks: how many, taken for an incident, seen as organised."""
    seed, kind = task
    stream = make_stream(seed, Parameters(days=34, brigades=kind))
    detector = Detector()
    alarms = [(minutes(a.at), a) for m in stream.messages for a in detector.update(m)]
    attacks = [c for c in stream.crises if c.onset >= 14 * DAY_MIN]
    taken = seen = 0
    for c in attacks:
        levels = {
            a.level
            for at, a in alarms
            if (a.branch, a.topic) == (c.branch, c.topic)
            and c.onset <= at <= c.end + 180
        }
        taken += Level.INCIDENT in levels
        seen += Level.ORGANISED in levels
    return len(attacks), taken, seen


def all_scenes(pool: Executor, seed: int) -> dict:
    """Run the scenes on *pool*."""
    # everything is handed out before the first answer is waited for
    first = pool.map(cold, range(seed, seed + 8))
    loud = pool.map(busy, range(seed, seed + 2))
    waves = pool.map(heat, range(seed, seed + 4))
    copied, paraphrased = (
        pool.map(brigade, [(s, kind) for s in range(seed, seed + 2)])
        for kind in ("copied", "paraphrased")
    )
    quiet = calibration(pool, seed)
    return {
        "cold_start": _pair(list(first)),
        "busy_15_a_day": _pair(list(loud)),
        "heat_wave": _heat(list(waves)),
        "organised_copied": _taken(copied),
        "organised_paraphrased": _taken(paraphrased),
        "calibration": quiet,
    }


def _pair(runs: list[tuple[Score, Score]]) -> dict:
    result = {}
    for name, scores in zip(
        ("Sondir", "4 in 40"), zip(*runs, strict=True), strict=True
    ):
        total = sum(scores[1:], scores[0])
        result[name] = {
            "w40": round(total.w40, 3),
            "delay_min": round(total.delay, 1),
            "fa_per_branch_30d": round(total.per_branch_30d, 3),
            "crises": len(total.delays),
        }
    return result


def _heat(runs: list[tuple[int, int, int, int]]) -> dict:
    branch_days, false, days, noticed = (sum(v) for v in zip(*runs, strict=True))
    return {
        "fa_per_branch_day": round(false / max(branch_days, 1), 4),
        "branch_days": branch_days,
        "noticed_as_one": f"{noticed} of {days}",
    }


def _taken(runs: Iterable[tuple[int, int, int]]) -> dict:
    attacks, taken, seen = (sum(v) for v in zip(*runs, strict=True))
    return {
        "attacks": attacks,
        "taken_for_a_crisis": round(taken / attacks, 3),
        "seen_as_organised": round(seen / attacks, 3),
    }


def absent() -> list[str]:
    """Name the peers that are not installed here."""
    missing = []
    if importlib.util.find_spec("river") is None:
        missing.append(
            "river half-space trees: package river is not installed (pip install river)"
        )
    if shutil.which("Rscript") is None:
        missing.append("R surveillance: Rscript is not installed")
    return missing


def misses_floor(result: dict) -> bool:
    """Say whether a floor is missed beyond doubt."""
    against = result["sondir_minus_4_in_40"]
    return (
        against["w40"][2] < 0.01
        or against["delay_min"][1] > -1.5
        or result["organised_copied"]["taken_for_a_crisis"] > 0.05
        or result["organised_paraphrased"]["taken_for_a_crisis"] > 0.25
        or result["heat_wave"]["fa_per_branch_day"] > 0.07
    )
