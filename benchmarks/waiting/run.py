"""Two ways to keep 500 incidents open: a coroutine each, or saved state and short runs.

The named peer is the long-lived coroutine that waits in the engine's own mailbox
(`recv`); ours stores a mailbox row and orders one short run per turn in the same
transaction. Each way and each database is measured in a process of its own, one
after the other in one run, and the table ends with the ratios.

    python benchmarks/waiting/run.py [--incidents 500] [--wakes 40] [--idle 10]

PostgreSQL is measured when a server answers (SONDIR_TEST_POSTGRES_URL).
"""

import argparse
import json
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.joints.databases import postgres_url  # noqa: E402

RESULTS = ROOT / "benchmarks" / "results" / "waiting.json"
WAYS = ("coroutine", "short_run")
FIGURES = {
    "idle_cpu_percent": "idle CPU, % of one core",
    "wake_p50_ms": "wake one, median, ms",
    "wake_p95_ms": "wake one, p95, ms",
    "burst_s": "wake 100 at once, s",
    "threads": "threads",
    "rss_mb": "resident memory, MB",
}


def measure(way: str, url: str, sizes: list[str]) -> dict[str, float]:
    """Measure one way on one database in a fresh process."""
    command = [sys.executable, str(Path(__file__).with_name("one_way.py")), way, url]
    done = subprocess.run(
        command + sizes, check=True, capture_output=True, text=True, timeout=180
    )
    return json.loads(done.stdout.splitlines()[-1])


def measure_database(name: str, sizes: list[str]) -> dict[str, dict[str, float]]:
    """Measure both ways on fresh databases of one kind."""
    found = {}
    for way in WAYS:
        with tempfile.TemporaryDirectory() as folder:
            sqlite = nullcontext(f"sqlite:///{folder}/waiting.sqlite")
            with sqlite if name == "sqlite" else postgres_url() as url:
                found[way] = measure(way, url, sizes)
    return found


def ratios(found: dict[str, dict[str, float]]) -> dict[str, float]:
    """Say how many times more the coroutine costs, figure by figure."""
    peer, ours = (found[way] for way in WAYS)
    return {key: round(peer[key] / max(ours[key], 0.01), 2) for key in FIGURES}


def show(name: str, found: dict[str, dict[str, float]]) -> None:
    """Print one database's table."""
    print(f"\n{name:<28}{'coroutine':>12}{'short run':>12}{'ratio':>8}")
    for key, title in FIGURES.items():
        peer, ours = (found[way][key] for way in WAYS)
        print(f"{title:<28}{peer:>12.2f}{ours:>12.2f}{ratios(found)[key]:>8.2f}")


def main() -> None:
    """Measure, print, write the results file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", default="500")
    parser.add_argument("--wakes", default="40")
    parser.add_argument("--idle", default="10")
    asked = parser.parse_args()
    sizes = [asked.incidents, asked.wakes, asked.idle]
    report: dict[str, object] = {"incidents": int(asked.incidents)}
    for name in ("sqlite", "postgresql"):
        try:
            found = measure_database(name, sizes)
        except BaseException as skipped:
            if type(skipped).__name__ != "Skipped":
                raise
            print(f"\n{name}: {skipped}")
            continue
        show(name, found)
        report[name] = found | {"ratio": ratios(found)}
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(report, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
