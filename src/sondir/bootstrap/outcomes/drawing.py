"""The two pictures, as SVG that needs nothing else: losses, and the tornado.

Drawn for the width of a telephone; labels stand above their bars, so that long words
of any language fit.
"""

from collections.abc import Callable, Mapping, Sequence
from html import escape

from sondir.bootstrap.outcomes.comparing import Comparison, Swing
from sondir.bootstrap.outcomes.figures import GAP, Words, kzt, span
from sondir.domain.outcome_model import Interval

WIDE, LEFT, RIGHT = 400, 10, 390
ROW, TOP = 42, 34
MOST = 12
"""Assumptions in the tornado; the others move less than these."""
LOW, HIGH, BAR, INK, HINT, EDGE = (
    *("#b45309", "#0f766e", "#0f766e", "#1c2733", "#55606d", "#c9d0d8"),
)
HANDS = ("autopilot", "person", "nobody", "autopilot_soon", "person_soon")
HALO = 'stroke="#ffffff" stroke-width="4" paint-order="stroke"'
"""Keeps words legible where a line runs behind them."""
NICE = (1, 2, 2.5, 5, 10)
Scale = Callable[[float], float]


def losses_svg(found: Comparison, names: Mapping[str, str], words: Words) -> str:
    """Draw the loss of a crisis in each hand, as an interval each."""
    rows = [(names[hand], found.rows[hand]["kzt"]) for hand in HANDS]
    ends = (0.0, max(one.high for _, one in rows))
    scale, parts = _axis(ends, len(rows))
    for place, (name, one) in enumerate(rows):
        parts += _interval_row(TOP + place * ROW, name, one, scale)
    return _svg(parts, len(rows), words["losses"])


def tornado_svg(found: Comparison, words: Words) -> str:
    """Draw how far each assumption moves the saving, the widest first."""
    swings = found.swings[:MOST]
    points = [x for s in swings for x in (s.at_low_kzt, s.at_high_kzt)]
    ends = (min([0.0, *points]), max([0.0, *points, found.best_kzt]))
    scale, parts = _axis(ends, len(swings))
    parts.append(_line(scale(found.best_kzt), len(swings), INK, 1.5))
    for place, swing in enumerate(swings):
        parts += _swing_row(TOP + place * ROW, swing, found.best_kzt, (scale, words))
    parts += _legend(words)
    return _svg(parts, len(swings), words["tornado"])


def _interval_row(top: int, name: str, one: Interval, scale: Scale) -> list[str]:
    low, middle, high = scale(one.low), scale(one.middle), scale(one.high)
    return [
        *_labels(top, name, span(one, kzt)),
        f'<rect x="{low:.1f}" y="{top + 19}" width="{max(high - low, 1):.1f}" '
        f'height="12" rx="3" fill="{BAR}" opacity="0.45"/>',
        f'<rect x="{middle - 1.5:.1f}" y="{top + 16}" width="3" height="18" '
        f'fill="{BAR}"/>',
    ]


def _swing_row(
    top: int, swing: Swing, best: float, by: tuple[Scale, Words]
) -> list[str]:
    scale, words = by
    bars = [
        _bar(top, scale(best), scale(end), colour)
        for end, colour in ((swing.at_low_kzt, LOW), (swing.at_high_kzt, HIGH))
    ]
    return [*bars, *_labels(top, words[swing.name], ends_of(swing))]


def ends_of(swing: Swing) -> str:
    """Write what the saving becomes at the low end and at the high end.

    >>> ends_of(Swing("margin", 65_000.0, 161_000.0)).replace(GAP, " ")
    '65 000 … 161 000 ₸'
    """
    low = kzt(swing.at_low_kzt).removesuffix(f"{GAP}₸")
    return f"{low} … {kzt(swing.at_high_kzt)}"


def _bar(top: int, start: float, end: float, colour: str) -> str:
    left, width = min(start, end), abs(end - start)
    return (
        f'<rect x="{left:.1f}" y="{top + 19}" width="{max(width, 0.5):.1f}" '
        f'height="12" fill="{colour}"/>'
    )


def _labels(top: int, name: str, told: str) -> list[str]:
    return [
        f'<text x="{LEFT}" y="{top + 13}" fill="{INK}" {HALO}>{escape(name)}</text>',
        f'<text x="{RIGHT}" y="{top + 13}" fill="{HINT}" text-anchor="end" {HALO} '
        f'font-size="11">{escape(told)}</text>',
    ]


def _axis(ends: tuple[float, float], rows: int) -> tuple[Scale, list[str]]:
    """Make the scale, and the lines and numbers of its round values."""
    low, high = ends
    width = max(high - low, 1.0)

    def scale(amount: float) -> float:
        return LEFT + (amount - low) / width * (RIGHT - LEFT)

    step = _step(width)
    first = int(-(-low // step))
    ticks = [step * n for n in range(first, int(high // step) + 1)]
    parts = [_line(scale(tick), rows, EDGE, 1) for tick in ticks]
    parts += [
        f'<text x="{scale(tick):.1f}" y="{TOP + rows * ROW + 14}" fill="{HINT}" '
        f'font-size="10" text-anchor="{_anchor(scale(tick))}">{kzt(tick)}</text>'
        for tick in ticks
    ]
    return scale, parts


def _anchor(place: float) -> str:
    if place < LEFT + 20:
        return "start"
    return "end" if place > RIGHT - 20 else "middle"


def _step(width: float) -> float:
    """Choose a round distance that gives three or four lines.

    >>> _step(181_000), _step(800_000)
    (50000.0, 200000.0)
    """
    power = 10.0 ** (len(str(int(width / 4))) - 1)
    return next(n * power for n in NICE if n * power >= width / 4)


def _line(place: float, rows: int, colour: str, width: float) -> str:
    return (
        f'<line x1="{place:.1f}" x2="{place:.1f}" y1="{TOP - 4}" '
        f'y2="{TOP + rows * ROW}" stroke="{colour}" stroke-width="{width}"/>'
    )


def _legend(words: Words) -> list[str]:
    return [
        f'<rect x="{LEFT}" y="8" width="12" height="12" fill="{LOW}"/>',
        f'<text x="{LEFT + 17}" y="18" fill="{INK}">{escape(words["tornado_low"])}'
        "</text>",
        f'<rect x="150" y="8" width="12" height="12" fill="{HIGH}"/>',
        f'<text x="167" y="18" fill="{INK}">{escape(words["tornado_high"])}</text>',
    ]


def _svg(parts: Sequence[str], rows: int, title: str) -> str:
    height = TOP + rows * ROW + 22
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {height}" '
        'font-family="Inter, system-ui, Roboto, Noto Sans, sans-serif" '
        f'font-size="12.5" role="img"><title>{escape(title)}</title>'
        f'<rect width="{WIDE}" height="{height}" fill="#ffffff"/>'
    )
    return "\n".join([head, *parts, "</svg>", ""])
