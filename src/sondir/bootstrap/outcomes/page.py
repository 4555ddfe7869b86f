"""The report as one HTML file: words, figures and pictures, nothing from outside."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from sondir.bootstrap.outcomes.comparing import LATE
from sondir.bootstrap.outcomes.drawing import losses_svg, tornado_svg
from sondir.bootstrap.outcomes.figures import kzt
from sondir.bootstrap.outcomes.reckoned import Reckoned
from sondir.bootstrap.outcomes.telling import Teller
from sondir.languages.outcomes import outcome_words


@cache
def _environment() -> Environment:
    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def report_page(told: Reckoned, lang: str) -> str:
    """Write the report in ru, kk or en."""
    words = outcome_words(lang)
    teller = Teller(told, words)
    best = kzt(told.found.best_kzt)
    path = files("sondir.bootstrap.outcomes").joinpath("page.html")
    template = _environment().from_string(path.read_text(encoding="utf-8"))
    return template.render(
        lang=lang,
        w=words,
        t=teller,
        losses=Markup(losses_svg(told.found, teller.names, words)),
        tornado=Markup(tornado_svg(told.found, words)),
        tornado_note=words["tornado_note"].format(person=teller.names[LATE], best=best),
    )
