"""The pages over the database and the languages, put together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine
from starlette.routing import BaseRoute

from sondir.adapters.database.engine import open_reader
from sondir.adapters.database.pages import DatabaseViews
from sondir.adapters.database.sign_in import DatabaseAccountBook
from sondir.adapters.system import SystemClock, SystemIds
from sondir.languages import render_entry
from sondir.languages.book.filling import word
from sondir.languages.book.shelf import language
from sondir.languages.book.vocabulary import vocabulary
from sondir.ports.clock import Clock
from sondir.ports.phrasebook import Args, Phrasebook
from sondir.settings import Settings
from sondir.web.pages import SiteParts, site
from sondir.web.parts import Transact


@dataclass(frozen=True)
class Speaker:
    """Says codes in the reader's language (port `sondir.ports.pages.Voice`)."""

    phrasebook: Phrasebook

    def entry(
        self, fields: Mapping[str, Any], lang: str, people: Mapping[str, str]
    ) -> list[str]:
        """Say a journal record."""
        return render_entry(fields, lang, people)

    def sentence(self, code: str, lang: str, args: Args) -> str:
        """Say a {"code", "args"} pair."""
        return self.phrasebook.sentence(code, lang, args)

    def word(self, table: str, code: str, lang: str) -> str:
        """Say the name of a thing."""
        return word(language(lang), table, code)

    def knows(self, code: str) -> bool:
        """Say whether a code is one of the languages' own."""
        return code in vocabulary()


@dataclass(frozen=True)
class Ground:
    """What the pages stand on: the writers' engine, the steps, the story's clock."""

    database: Engine
    transact: Transact
    clock: Clock
    phrasebook: Phrasebook


def pages_on(ground: Ground, settings: Settings) -> list[BaseRoute]:
    """Make the routes of all pages; put them after the webhooks.

    Sessions and limits run on the machine's own clock: a demonstration's jumps.
    """
    reader = open_reader(ground.database)
    parts = SiteParts(
        accounts=DatabaseAccountBook(ground.database, reader),
        views=DatabaseViews(reader),
        transact=ground.transact,
        voice=Speaker(ground.phrasebook),
        ids=SystemIds(),
        clock=ground.clock,
        wall=SystemClock(),
        public_url=settings.public_url,
    )
    return site(parts)
