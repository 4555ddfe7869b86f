"""Seed phrases: lines of ``(a|b|) c`` under ``# label``, expanded and made untidy."""

import random
import re
from pathlib import Path

_GROUP = re.compile(r"\(([^()]*)\)( ?\?)?")


def seed_lines(folder: Path, name: str) -> list[tuple[str, str]]:
    """Return (label, line) for every line of the seed files of *name*."""
    lines = []
    for path in sorted(folder.glob(f"{name}_seeds*.txt")):
        label = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                label = line[2:].strip()
            elif line.strip():
                lines.append((label, line.strip()))
    return lines


def expanded(line: str, most: int, dice: random.Random) -> list[str]:
    """Return up to *most* different readings of a line with alternatives."""
    ways = 1
    for match in _GROUP.finditer(line):
        ways *= match.group(1).count("|") + 1
    found: dict[str, None] = {}
    for _ in range(min(most * 3, ways * 4)):
        text = _GROUP.sub(lambda m: dice.choice(m.group(1).split("|")), line)
        found[re.sub(r"\s+", " ", text).strip()] = None
        if len(found) >= min(most, ways):
            break
    return list(found)


def untidy(text: str, dice: random.Random) -> str:
    """Return *text* with one slip of the finger, or a missing space."""
    if len(text) < 5:
        return text
    at = dice.randrange(1, len(text) - 1)
    slip = dice.randrange(4)
    if slip == 0:
        return text[:at] + text[at + 1 :]
    if slip == 1:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if slip == 2:
        return text[:at] + text[at] * 2 + text[at + 1 :]
    return text[:at] + dice.choice("аеиоуынтслр") + text[at + 1 :]
