"""The case as a PDF of two A4 pages, with letters that Kazakh needs inside it.

Each page is one frame, and what would not fit is set smaller: there is never a third.
"""

from collections.abc import Sequence
from functools import cache, partial
from importlib.resources import files
from io import BytesIO
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    KeepInFrame,
    PageBreak,
    PageTemplate,
    Spacer,
    Table,
)

from sondir.web.case.lettering import (
    INK,
    LINE,
    MARK,
    PLAIN,
    SOFT,
    STRONG,
    WASH,
    WIDTH,
    bar,
    heading,
    said,
)
from sondir.web.case.sheet import Grid, Rival, Sheet

FONTS = {PLAIN: "Inter_400Regular.ttf", STRONG: "Inter_600SemiBold.ttf"}
TOP, BOTTOM, SIDE = 19 * mm, 19 * mm, 15 * mm
HEIGHT = A4[1] - TOP - BOTTOM


def to_pdf(sheet: Sheet) -> bytes:
    """Lay a sheet out as a PDF; the same sheet gives the same bytes."""
    _letters()
    made = BytesIO()
    paper = BaseDocTemplate(
        made,
        pagesize=A4,
        title=f"{sheet.title} · {sheet.subtitle}",
        author="Sondir",
        lang=sheet.lang,
        invariant=1,
    )
    frame = Frame(SIDE, BOTTOM, WIDTH, HEIGHT, 0, 0, 0, 0)
    edges = PageTemplate(frames=[frame], onPage=_edges(sheet))
    paper.addPageTemplates([edges])
    first = KeepInFrame(WIDTH, HEIGHT, _first(sheet), mode="shrink")
    second = KeepInFrame(WIDTH, HEIGHT, _second(sheet), mode="shrink")
    letters = partial(Canvas, initialFontName=PLAIN)  # else an unused one is named
    paper.build([first, PageBreak(), second], canvasmaker=letters)
    return made.getvalue()


@cache
def _letters() -> None:
    """Register the vendored letters with the layout, once a process."""
    vendor = files("sondir.web").joinpath("static", "vendor")
    for name, file in FONTS.items():
        pdfmetrics.registerFont(
            TTFont(name, BytesIO(vendor.joinpath(file).read_bytes()))
        )
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=STRONG, italic=PLAIN)


def _edges(sheet: Sheet) -> Any:
    """Draw the head and the foot of every page."""

    def draw(canvas: Any, paper: Any) -> None:
        canvas.saveState()
        canvas.setFillColor(HexColor(MARK))
        canvas.rect(SIDE, A4[1] - 11.5 * mm, WIDTH, 1.1 * mm, stroke=0, fill=1)
        canvas.setFont(STRONG, 8.6)
        canvas.drawString(SIDE, A4[1] - 16 * mm, "Sondir")
        canvas.setFillColor(HexColor(SOFT))
        canvas.setFont(PLAIN, 8)
        kicker = sheet.headings["kicker"]
        shown = kicker if paper.page == 1 else f"{sheet.title} · {sheet.subtitle}"
        canvas.drawRightString(SIDE + WIDTH, A4[1] - 16 * mm, shown)
        canvas.setFont(PLAIN, 6.6)
        for number, line in enumerate(reversed(sheet.feet)):
            canvas.drawString(SIDE, (9 + 3.2 * number) * mm, line)
        canvas.drawRightString(SIDE + WIDTH, 9 * mm, f"{paper.page} / 2")
        canvas.restoreState()

    return draw


def _first(sheet: Sheet) -> list[Any]:
    """The first page: what happened."""
    parts: list[Any] = [said(sheet.title, 20, strong=True), Spacer(1, 1 * mm)]
    parts += [said(f"{sheet.subtitle}   <b>{{}}</b>", 9.6, SOFT, bold=sheet.state)]
    if sheet.masked:
        parts += [Spacer(1, 1.4 * mm), said(sheet.masked, 7.6, "#9a5b00")]
    parts += [Spacer(1, 3 * mm), _tiles(sheet), *heading(sheet.headings["in_short"])]
    parts += [said(" ".join(sheet.story), 9.2)]
    parts += heading(sheet.headings["timeline"])
    for moment in sheet.moments:
        parts += [said(moment.head, 7.9, strong=True)]
        parts += [said(f"→ {line}", 7.9, hanging=True) for line in moment.lines]
        parts += [Spacer(1, 1.2 * mm)]
    return [*parts, said(sheet.more, 7, SOFT)]


def _second(sheet: Sheet) -> list[Any]:
    """The second page: why, beside whom, for how much, and how it ended."""
    parts: list[Any] = heading(sheet.headings["cause"])
    parts += [said(sheet.conclusion, 9.2, strong=True), Spacer(1, 1.2 * mm)]
    if sheet.rivals:
        parts += [_rivals(sheet.rivals)]
    parts += heading(sheet.headings["clock"])
    parts += [_grid(sheet.clock, WIDTH, (0.36, 0.13, 0.15, 0.19, 0.17), faint=1)]
    parts += [Spacer(1, 0.8 * mm), said(sheet.clock_note, 7, SOFT)]
    parts += [_beside(sheet)]
    parts += heading(sheet.headings["outcome"])
    rows = [
        [
            said(one.label, 8),
            said(one.value, 8.2, INK if one.is_known else "#9a5b00", strong=True),
            said(one.rule, 6.7, SOFT),
        ]
        for one in sheet.results
    ]
    widths = [WIDTH * 0.25, WIDTH * 0.28, WIDTH * 0.47]
    return [*parts, _table(rows, widths, pad=0.75)]


def _tiles(sheet: Sheet) -> Table:
    cells = [
        [said(tile.value, 13, strong=True), said(tile.label, 7.2, SOFT)]
        for tile in sheet.tiles
    ]
    tiles = Table([cells], colWidths=[WIDTH / len(cells)] * len(cells))
    tiles.setStyle(
        [
            ("BACKGROUND", (0, 0), (-1, -1), HexColor(WASH)),
            ("LINEAFTER", (0, 0), (-2, -1), 2.4 * mm, HexColor("#ffffff")),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 2.6 * mm),
            ("TOPPADDING", (0, 0), (-1, -1), 2 * mm),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.4 * mm),
        ]
    )
    return tiles


def _rivals(rivals: Sequence[Rival]) -> Table:
    """Causes side by side, each with a bar as long as its probability."""
    width = WIDTH / 3
    cells = []
    for rival in rivals:
        cell: list[Any] = [said(f"<b>{{}}</b>  {rival.p}", 7.9, bold=rival.cause)]
        cell += [bar(rival.share, width - 4 * mm, rival.leads)]
        cell += [said(line, 6.9, SOFT) for line in rival.speaks]
        cells.append(cell)
    cells += [[""]] * (3 - len(cells))
    return _table([cells], [width] * 3, pad=0, lines=False)


def _beside(sheet: Sheet) -> Table:
    half = WIDTH / 2 - 3 * mm
    money = heading(sheet.headings["money"])
    money += [_grid(sheet.money, half, (0.36, 0.36, 0.28))]
    decided = heading(sheet.headings["decisions"])
    for line in sheet.decisions:
        decided += [said(line, 7.9), Spacer(1, 0.7 * mm)]
    return _table([[money, "", decided]], [half, 6 * mm, half], pad=0, lines=False)


def _grid(grid: Grid, width: float, shares: Sequence[float], faint: int = 0) -> Table:
    head = [
        said(name, 7, SOFT, right=number > 0)
        for number, name in enumerate(grid.columns)
    ]
    rows = [head]
    for number, row in enumerate(grid.rows):
        is_sum = number >= len(grid.rows) - grid.summed
        rows.append(
            [
                said(
                    cell,
                    7.8,
                    SOFT if faint and place == faint else INK,
                    strong=is_sum or bool(faint and place == faint + 1),
                    right=place > 0,
                )
                for place, cell in enumerate(row)
            ]
        )
    return _table(rows, [width * share for share in shares], pad=0.45)


def _table(
    rows: Sequence[Sequence[Any]],
    widths: Sequence[float],
    pad: float,
    lines: bool = True,
) -> Table:
    """Set rows on fixed widths (points), with hair lines between; *pad* in mm."""
    table = Table([list(row) for row in rows], colWidths=list(widths))
    rules: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4 if not lines else 2),
        ("TOPPADDING", (0, 0), (-1, -1), pad * mm),
        ("BOTTOMPADDING", (0, 0), (-1, -1), pad * mm + 0.6),
    ]
    if lines:
        rules.append(("LINEBELOW", (0, 0), (-1, -2), 0.4, HexColor(LINE)))
    table.setStyle(rules)
    return table
