"""Own time from the trigger to the owner, the vendors and all affected clients.

Plays the demo over the real protocols and reads the stand-in's log, not ours.

    python benchmarks/own_time/run.py [--seeds 5] [--logs FILE ...]

The bars are those that we set ourselves: 2 s, 4 s and 8 s of our own.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.own_time.reckon import milestones  # noqa: E402

RESULTS = ROOT / "benchmarks" / "results" / "own_time.json"
BARS = {"owner told": 2.0, "vendors asked": 4.0, "all affected written": 8.0}


def play(seed: int, folder: Path) -> Path:
    """Play one demo and return its wire log."""
    wire = folder / f"wire-{seed}.jsonl"
    command = [sys.executable, "-m", "sondir", "demo", "--seed", str(seed)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run(
        [*command, "--wire", str(wire)],
        stdout=subprocess.DEVNULL,
        env=environment,
        check=False,
    )
    return wire


def read(wire: Path) -> dict[str, dict[str, float]]:
    lines = [json.loads(line) for line in wire.read_text("utf-8").splitlines()]
    timed = sorted((line for line in lines if line["wall"]), key=lambda x: x["wall"])
    found = milestones(timed)
    return {name: {"own_s": m.own, "wall_s": m.wall} for name, m in found.items()}


def summary(runs: list[dict[str, dict[str, float]]]) -> dict[str, dict[str, float]]:
    """Sum up what was measured, per milestone."""
    rows = {}
    for name, bar in BARS.items():
        own = [run[name]["own_s"] for run in runs if name in run]
        wall = [run[name]["wall_s"] for run in runs if name in run]
        if own:
            rows[name] = {
                "bar_s": bar,
                "own_median_s": round(statistics.median(own), 2),
                "own_worst_s": round(max(own), 2),
                "wall_median_s": round(statistics.median(wall), 2),
                "runs": len(own),
            }
    return rows


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--logs", type=Path, nargs="*", help="read these, play none")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seeds = range(1, told.seeds + 1)
        logs = told.logs or [play(seed, Path(folder)) for seed in seeds]
        rows = summary([read(log) for log in logs])
    RESULTS.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    print(
        f"{'from the trigger to':24}{'bar':>6}{'own':>8}{'worst':>8}{'with waits':>12}"
    )
    for name, row in rows.items():
        cells = (row["bar_s"], row["own_median_s"], row["own_worst_s"])
        print(f"{name:24}{cells[0]:6}{cells[1]:8}{cells[2]:8}{row['wall_median_s']:12}")
    return 0 if all(row["own_median_s"] <= row["bar_s"] for row in rows.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
