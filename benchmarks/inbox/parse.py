"""How many webhook bodies one core reads, beside reading their JSON alone.

Run: python benchmarks/inbox/parse.py
"""

import json
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from statistics import median
from time import process_time

from sondir.channels.instagram.parse import parse as instagram
from sondir.channels.whatsapp.parse import parse as whatsapp
from sondir.domain.signature import verify_signature

BODIES = 5_000
ROUNDS = 5
FLOOR = 0.06  # of json alone: 10,000 bodies a second where json reads 160,000
CHANNELS = Path(__file__).parents[2] / "src" / "sondir" / "channels"


def bodies(path: Path) -> list[bytes]:
    """Make bodies that differ in their bytes, escaped as the channel does."""
    raw = json.dumps(json.loads(path.read_bytes()), separators=(",", ":"))
    return [
        raw.replace("1784005634", f"{1784005634 + at}").encode() for at in range(BODIES)
    ]


def rate(work: Callable[[bytes], object], raws: list[bytes]) -> float:
    """Count bodies a second of processor time, the median of some rounds."""
    seconds = []
    for _ in range(ROUNDS):
        start = process_time()
        for raw in raws:
            work(raw)
        seconds.append(process_time() - start)
    return len(raws) / median(seconds)


def main() -> int:
    """Print the rates; exit 1 where a channel's share of json alone is below FLOOR."""
    header = f"sha256={sha256(b'').hexdigest()}"
    slowest = float("inf")
    for name, parse, stem in (
        ("whatsapp", whatsapp, "text_cyrillic"),
        ("instagram", instagram, "text"),
    ):
        raws = bodies(CHANNELS / name / "fixtures" / f"{stem}.json")
        plain = rate(json.loads, raws)
        facts = rate(parse, raws)
        signed = rate(
            lambda raw, parse=parse: (verify_signature("key", raw, header), parse(raw)),
            raws,
        )
        slowest = min(slowest, signed / plain)
        print(
            f"{name:10} json alone {plain:9,.0f}/s   facts {facts:9,.0f}/s   "
            f"signature and facts {signed:9,.0f}/s ({signed / plain:.0%} of json alone)"
        )
    return 0 if slowest >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
