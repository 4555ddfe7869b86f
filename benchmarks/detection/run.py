"""Our detector against its peers on the same streams; prints, writes JSON, draws.

python benchmarks/detection/run.py [--seed N]   (under two minutes on two cores)

Limits of peers with a dial are tuned on other seeds than those reported. Levels:
an alarm is an *incident*, *organised* or *swell* of one branch. Exit code 1 when a
floor of the table at the end is missed beyond its interval. River's half-space trees
take part where `pip install river` was run (half_space.py).
"""

import json
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

import numpy as np  # noqa: E402
from benchmarks.detection import half_space, rivals, scenes  # noqa: E402
from benchmarks.detection.cost import cost  # noqa: E402
from benchmarks.detection.peers import counting  # noqa: E402
from benchmarks.detection.picture import draw  # noqa: E402
from benchmarks.detection.rivals import cut, ours  # noqa: E402
from benchmarks.detection.score import Score, score  # noqa: E402
from benchmarks.detection.streams import Parameters, make_stream  # noqa: E402
from scipy.stats import chi2  # noqa: E402

RESULTS = Path(__file__).parents[1] / "results"
TUNE, REPORT = 2, 4
WARM = (14.0, 44.0)
DIALLED = {**rivals.DIALLED, **half_space.installed()}


def one_stream(seed: int) -> tuple[dict, dict]:
    """Run everybody on one noisy stream."""
    stream = make_stream(seed, Parameters(days=44))
    raised, candidates = {}, {}
    for k in range(3, 8):
        raised[f"{k} in 40"] = counting(k)(stream.messages)
    raised["7 in 40 RAW"] = counting(7, raw=True)(stream.messages)
    began = time.process_time()  # not the wall: other programs are not our cost
    raised["Sondir"] = cut(ours(stream), 1.0)
    spent = time.process_time() - began
    for name, (run, _) in DIALLED.items():
        candidates[name] = run(stream)
    scores = {name: score(stream, r, WARM) for name, r in raised.items()}
    scores["Sondir"].seconds, scores["Sondir"].messages = spent, len(stream.messages)
    dialled = {
        (name, limit): score(stream, cut(c, limit), WARM)
        for name, c in candidates.items()
        for limit in (*LIMITS[name], DIALLED[name][1])
    }
    return scores, dialled


LIMITS = {
    "GLR-Poisson": tuple(5.0 + 0.5 * i for i in range(14)),
    "EARS-C2": (3, 5, 7.5, 10, 12, 14.5, 17, 19.5, 22),
    "half-space trees": (0.9, 0.94, 0.955, 0.96, 0.965, 0.98, 0.985, 0.99),
    "clairvoyant": (90, 180, 300, 540, 800, 1080, 1500, 2000, 4000, 8000),
}


def pooled(runs: list[dict]) -> dict:
    """Add the scores of several streams."""
    total: dict = {}
    for run in runs:
        for name, s in run.items():
            total[name] = total[name] + s if name in total else s
    return total


def interval(count: int, exposure: float) -> tuple[float, float]:
    """Return the exact 95 % interval of a Poisson rate."""
    low = chi2.ppf(0.025, 2 * count) / 2 if count else 0.0
    return float(low / exposure), float(chi2.ppf(0.975, 2 * count + 2) / 2 / exposure)


def paired(one: Score, other: Score) -> dict[str, list[float]]:
    """Bootstrap over crises: difference in w40 and in median delay, 95 %."""
    rng = np.random.default_rng(1)
    a, b = (
        np.array([270.0 if d is None else d for d in s.delays]) for s in (one, other)
    )
    picks = rng.integers(0, len(a), (1000, len(a)))
    w40 = (a[picks] <= 40).mean(1) - (b[picks] <= 40).mean(1)
    delay = np.median(a[picks], axis=1) - np.median(b[picks], axis=1)
    return {
        name: [float(np.quantile(v, q)) for q in (0.5, 0.025, 0.975)]
        for name, v in (("w40", w40), ("delay_min", delay))
    }


def row(name: str, s: Score) -> dict:
    """Return one line of the table."""
    low, high = interval(len(s.false_alarms), s.branch_days / 30)
    found = sorted(270.0 if d is None else d for d in s.delays)
    return {
        "detector": name,
        "crises": len(s.delays),
        "w40": round(s.w40, 3),
        "delay_min": round(s.delay, 1),
        "delay_p90": round(found[int(0.9 * len(found))], 1),
        "witnesses": median(s.witnesses) if s.witnesses else None,
        "fa_per_branch_30d": round(s.per_branch_30d, 3),
        "fa_95": [round(low, 3), round(high, 3)],
    }


def matched(tuning: dict, reported: dict, budget: float) -> list[dict]:
    """Return every dialled peer at its default and at the budget of false alarms."""
    rows = []
    for name, (_, default) in DIALLED.items():
        rows.append(row(f"{name} {default:g}", reported[name, default]))
        fitting = [x for x in LIMITS[name] if tuning[name, x].per_branch_30d <= budget]
        limit = min(fitting, default=LIMITS[name][-1])
        rows.append(row(f"{name} matched ({limit:g})", reported[name, limit]))
    return rows


def main() -> int:
    """Run everything; return the exit code."""
    began = time.perf_counter()
    first = int(sys.argv[sys.argv.index("--seed") + 1]) if "--seed" in sys.argv else 1
    with ProcessPoolExecutor(2) as pool:
        noisy = pool.map(one_stream, range(first, first + TUNE + REPORT))
        special = scenes.all_scenes(pool, first + 1000)
        runs = list(noisy)
    tuning = pooled([d for s, d in runs[:TUNE]] + [s for s, d in runs[:TUNE]])
    reported = pooled([d for s, d in runs[TUNE:]] + [s for s, d in runs[TUNE:]])
    rows = [row(n, reported[n]) for n in runs[0][0]]
    rows += matched(tuning, reported, tuning["Sondir"].per_branch_30d)
    for r in rows:
        print(line(r))
    against = paired(reported["Sondir"], reported["4 in 40"])
    result = {
        "noisy": rows,
        "sondir_minus_4_in_40": against,
        "cpu_us_per_message": per_message([s["Sondir"] for s, _ in runs]),
        "us_per_update": cost(first),
        **special,
        "not_run": scenes.absent(),
        "first_seed": first,
        "seconds": round(time.perf_counter() - began, 1),
    }
    for key in list(result)[1:]:
        print(f"{key}: {json.dumps(result[key], ensure_ascii=False)}")
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(result, ensure_ascii=False, indent=1)
    (RESULTS / "detection.json").write_text(text + "\n", encoding="utf-8")
    draw(rows, curves(reported), RESULTS / "detection.png")
    return 1 if scenes.misses_floor(result) else 0


def per_message(scores: list[Score]) -> float:
    """Return microseconds of the processor for one message of these streams."""
    spent, many = sum(s.seconds for s in scores), sum(s.messages for s in scores)
    return round(spent / many * 1e6, 1)


def curves(reported: dict) -> dict[str, list[tuple[float, float]]]:
    """Return false alarms and delay of every dialled peer, limit by limit."""
    return {
        name: [
            (reported[name, x].per_branch_30d, reported[name, x].delay)
            for x in LIMITS[name]
        ]
        for name in DIALLED
    }


def line(r: dict) -> str:
    """Return a row as text."""
    return (
        f"{r['detector']:28} n={r['crises']:4} w40 {r['w40']:.3f} delay "
        f"{r['delay_min']:6.1f} (p90 {r['delay_p90']:6.1f}) witnesses "
        f"{r['witnesses']} FA/branch-30d {r['fa_per_branch_30d']:.3f} {r['fa_95']}"
    )


if __name__ == "__main__":
    sys.exit(main())
