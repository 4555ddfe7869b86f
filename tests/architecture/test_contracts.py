"""The import contracts of pyproject.toml hold."""

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.architecture.tree import ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"][
    "importlinter"
]["contracts"]


def test_imports_point_one_way(tmp_path):
    """Every contract is kept: layers, purity, independence, no cycles."""
    program = Path(sys.executable).with_name("lint-imports")
    command = [str(program), "--no-logo", "--cache-dir", str(tmp_path)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout[-3_000:] + done.stderr[-1_000:]


def test_the_contracts_are_all_there():
    """No contract was dropped: one for each thing that may not know another."""
    kinds = sorted(contract["type"] for contract in CONTRACTS)

    assert kinds.count("layers") == 1
    assert kinds.count("independence") >= 2
    assert kinds.count("forbidden") >= 5
    assert kinds.count("acyclic_siblings") == 1
    assert all(c.get("exhaustive") for c in CONTRACTS if c["type"] == "layers")
