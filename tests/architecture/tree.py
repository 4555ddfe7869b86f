"""The tree as the rules see it: our own files, parsed once."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "sondir"
OUR_FOLDERS = ("src", "tests", "benchmarks", "training")


@cache
def files() -> tuple[Path, ...]:
    """List the files that belong to the project (kept, or about to be)."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        answer = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):  # an unpacked archive
        found = [p for folder in OUR_FOLDERS for p in (ROOT / folder).rglob("*")]
        return tuple(sorted(p for p in found if p.is_file() and _is_source(p)))
    named = (ROOT / line for line in answer.stdout.splitlines())
    return tuple(sorted(path for path in named if path.is_file()))


def _is_source(path: Path) -> bool:
    return not any(part.startswith((".", "__pycache__")) for part in path.parts)


@cache
def modules() -> tuple[Path, ...]:
    """List our Python files."""
    return tuple(
        path
        for path in files()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in OUR_FOLDERS
    )


@cache
def parsed(path: Path) -> ast.Module:
    """Parse one of them."""
    return ast.parse(path.read_text("utf-8"))


def shown(path: Path) -> str:
    """Name a file relative to the root."""
    return path.relative_to(ROOT).as_posix()
