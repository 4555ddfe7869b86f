"""How words are set on paper: sizes in points, colours as on the screen."""

from typing import Any
from xml.sax.saxutils import escape

from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import HRFlowable, Paragraph, Spacer

PLAIN, STRONG = "Case", "Case-Strong"
INK, SOFT, MARK, LINE, WASH = "#14202b", "#5b6873", "#0b6e5f", "#d5dce2", "#f1f6f5"
WIDTH = A4[0] - 30 * mm


def said(  # noqa: PLR0913 - one argument a property of the letters
    text: str,
    size: float,
    colour: str = INK,
    *,
    strong: bool = False,
    right: bool = False,
    hanging: bool = False,
    bold: str | None = None,
) -> Paragraph:
    """Set one paragraph; what is said is escaped.

    *bold* is put strongly where the text has `<b>{}</b>`.
    """
    style = ParagraphStyle(
        "said",
        fontName=STRONG if strong else PLAIN,
        fontSize=size,
        leading=size * 1.33,
        textColor=HexColor(colour),
        alignment=TA_RIGHT if right else TA_LEFT,
        leftIndent=9 if hanging else 0,
        firstLineIndent=-9 if hanging else 0,
    )
    if bold is None:
        return Paragraph(escape(text), style)
    before, _, after = text.partition("<b>{}</b>")
    written = f'{escape(before)}<font name="{STRONG}">{escape(bold)}</font>'
    return Paragraph(written + escape(after), style)


def heading(text: str) -> list[Any]:
    """Head a section, with a hair line under it."""
    return [
        Spacer(1, 3 * mm),
        said(text.upper(), 7.2, MARK, strong=True),
        HRFlowable("100%", 0.6, color=HexColor(LINE), spaceBefore=1, spaceAfter=3),
    ]


def bar(share: float, width: float, leads: bool) -> Drawing:
    """Draw a probability: *share* of *width* points is filled."""
    drawing = Drawing(width, 7)
    plain = {"strokeColor": None, "strokeWidth": 0}
    drawing.add(Rect(0, 1.5, width, 4, fillColor=HexColor(LINE), **plain))
    colour = HexColor(MARK if leads else SOFT)
    drawing.add(Rect(0, 1.5, width * share, 4, fillColor=colour, **plain))
    return drawing
