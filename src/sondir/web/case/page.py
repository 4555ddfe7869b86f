"""The case as one HTML file: style and letters are inside, nothing is fetched."""

from base64 import b64encode
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sondir.web.case.sheet import Sheet

LETTERS = (
    ("inter-latin-wght-normal.woff2", "U+0-2FF, U+2000-206F, U+20A0-20C0, U+2190-2212"),
    ("inter-cyrillic-wght-normal.woff2", "U+301, U+400-45F, U+490-491, U+4B0-4B1"),
    ("inter-cyrillic-ext-wght-normal.woff2", "U+460-48F, U+492-4AF, U+4B2-52F, U+20B4"),
)
"""The vendored letters, and for which characters each is asked."""


def to_html(sheet: Sheet) -> str:
    """Lay a sheet out as one HTML file; every value is escaped."""
    template = _templates().get_template("case.html")
    return template.render(sheet=sheet, style=_style())


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("sondir.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _style() -> Markup:
    """Put letters and rules together; both are files of ours."""
    static = files("sondir.web").joinpath("static")
    faces = []
    for name, characters in LETTERS:
        letters = static.joinpath("vendor", name).read_bytes()
        source = f"url(data:font/woff2;base64,{b64encode(letters).decode()})"
        faces.append(
            '@font-face { font-family: "Case"; font-weight: 100 900;'
            f' src: {source} format("woff2"); unicode-range: {characters}; }}'
        )
    rules = static.joinpath("case.css").read_text(encoding="utf-8")
    return Markup("\n".join([*faces, rules]))
