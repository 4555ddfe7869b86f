"""Adopt a newly trained model only if the frozen regression set does not drop.

`python -m training.adopt NEW.npz` compares with the shipped model and, if nothing
fell, copies NEW over it; exit code 1 if it fell, and the shipped model stays.
"""

import argparse
import shutil
import sys
from pathlib import Path
from typing import Any

import numpy as np

from sondir.adapters.reader.embedded import EmbeddedReader
from sondir.adapters.reader.model import read_model, shipped
from training.report import LANGS, messages, report
from training.train import MODEL

SLACK = 0.01
"""A drop up to this is chance: one message in a hundred."""

Report = dict[str, Any]


def drops(old: Report, new: Report) -> list[str]:
    """What fell from *old* to *new*; empty if the new model may be adopted.

    The recall of danger must not fall at all.
    """
    fell = []
    for lang in LANGS:
        for name in ("complaint_f1", "topic_f1"):
            was, now = old["by_lang"][lang][name], new["by_lang"][lang][name]
            if now < was - SLACK:
                fell.append(f"{lang} {name}: {was} -> {now}")
    if new["lang_f1"] < old["lang_f1"] - SLACK:
        fell.append(f"lang_f1: {old['lang_f1']} -> {new['lang_f1']}")
    was, now = old["danger"]["recall"], new["danger"]["recall"]
    return fell + ([f"danger recall: {was} -> {now}"] if now < was else [])


def main() -> None:
    """Compare, and adopt or refuse."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("new", type=Path)
    chosen = parser.parse_args()
    frozen = messages()
    fell = drops(
        report(EmbeddedReader(shipped()), frozen),
        report(EmbeddedReader(read_model(np.load(chosen.new))), frozen),
    )
    if fell:
        sys.exit("not adopted: " + "; ".join(fell))
    shutil.copy(chosen.new, MODEL)
    print("adopted")


if __name__ == "__main__":
    main()
