"""The picture: how late against how often wrong."""

from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt

_LATEST_MIN = 40.0


def draw(rows: list[dict], curves: dict, path: Path) -> None:
    """Plot median delay against false alarms per branch and 30 days."""
    figure, axes = plt.subplots(figsize=(8, 5))
    least = 0.005  # where no false alarm was seen; a logarithm has no zero
    for name, points in curves.items():
        xs, ys = zip(*[(max(x, least), y) for x, y in points], strict=True)
        axes.plot(xs, ys, ".-", alpha=0.6, label=name)
    counting = [r for r in rows if " in 40" in r["detector"]]
    for r in counting:
        x = max(r["fa_per_branch_30d"], least)
        axes.plot(x, r["delay_min"], "ks")
        axes.annotate(r["detector"], (x, r["delay_min"]), xytext=(5, 3),
                      textcoords="offset points", fontsize=8)  # fmt: skip
    us = next(r for r in rows if r["detector"] == "Sondir")
    axes.plot(max(us["fa_per_branch_30d"], least), us["delay_min"], "r*", ms=16,
              label="Sondir")  # fmt: skip
    axes.set_xscale("log")
    axes.set_ylim(0, _LATEST_MIN)  # whoever misses half of the crises is off the page
    axes.set_xlabel("false alarms per branch and 30 days (left and low is better)")
    axes.set_ylabel("median delay after the first complaint, minutes")
    axes.legend()
    figure.tight_layout()
    figure.savefig(path, dpi=110)
