"""Pages from templates: every value is escaped, every word in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from sondir.domain.organisation import local
from sondir.web.parts import SiteParts
from sondir.web.sessions import Visitor
from sondir.web.words import LANGUAGES, Words, language_of

LANG_COOKIE = "sondir_lang"
NARROW_SPACE = "\u202f"


def kzt(amount: int) -> str:
    """Write a sum as people read it.

    >>> kzt(-12500)
    '-12\u202f500\u202f₸'
    """
    return f"{amount:,}".replace(",", NARROW_SPACE) + f"{NARROW_SPACE}₸"


def clock_time(at: datetime | None) -> str:
    """Write a moment as the salon's wall clock shows it."""
    return local(at).strftime("%H:%M") if at is not None else ""


def day_time(at: datetime | None) -> str:
    """Write a moment with its day."""
    return local(at).strftime("%d.%m.%Y %H:%M") if at is not None else ""


def percent(p: str | float) -> str:
    """Write a probability.

    >>> percent("0.87")
    '87\u202f%'
    """
    return f"{round(float(p) * 100)}{NARROW_SPACE}%"


@dataclass(frozen=True)
class Rendering:
    """Renders templates for whoever asks."""

    parts: SiteParts
    templates: Environment

    def page(
        self,
        request: Request,
        template: str,
        visitor: Visitor | None = None,
        status: int = 200,
        **shown: Any,
    ) -> HTMLResponse:
        """Render one page."""
        return HTMLResponse(self.text(request, template, visitor, shown), status)

    def text(
        self,
        request: Request,
        template: str,
        visitor: Visitor | None,
        shown: Mapping[str, Any],
    ) -> str:
        """Render a template to text."""
        words = Words(self.language(request, visitor))
        path = request.url.path
        asked = f"{path}?{request.url.query}" if request.url.query else path
        back = asked if request.method == "GET" else "/"
        return self.templates.get_template(template).render(
            {
                "t": words,
                "lang": words.lang,
                "languages": LANGUAGES,
                "visitor": visitor,
                "csrf": visitor.session.csrf if visitor else "",
                "here": path,
                "asked": back,
                "voice": self.parts.voice,
                "now": self.parts.clock.now(),
                **shown,
            }
        )

    def language(self, request: Request, visitor: Visitor | None) -> str:
        """Say in which language somebody reads."""
        if visitor is not None:
            return visitor.user.lang
        chosen = request.cookies.get(LANG_COOKIE, "")
        if chosen in LANGUAGES:
            return chosen
        return language_of(request.headers.get("accept-language", ""))


def open_rendering(parts: SiteParts) -> Rendering:
    """Open the templates of the package."""
    templates = Environment(
        loader=PackageLoader("sondir.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {
        "kzt": kzt,
        "clock": clock_time,
        "moment": datetime.fromisoformat,
        "day": day_time,
        "percent": percent,
    }
    return Rendering(parts, templates)
