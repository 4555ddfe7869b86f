"""A crisis of the small salon, told from its books; people who are easy to find."""

import io
import re

from pypdf import PdfReader
from tests.story.stage import BOOKED, crowd, network, speaking, told, vendor

from sondir.adapters.memory.pages import MemoryViews
from sondir.bootstrap.memory import Story
from sondir.bootstrap.site import Speaker
from sondir.domain.journal import Entry
from sondir.languages import Phrasebook
from sondir.web.case.folder import CaseFolder, gather
from sondir.web.case.telling import tell

VOICE = Speaker(Phrasebook())
LANGUAGES = ("ru", "kk", "en")
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
PARTS = re.compile(r"<[^>]+>")


def marked_story(hours: float = 20) -> Story:
    """Play the crisis with names, phones and texts that occur nowhere else."""
    document = network(vendors=[vendor(n, name=f"ЖШС Мұзтау-{n}") for n in (1, 2, 3)])
    document["branches"][0] |= {"name": "Құралай", "rooms": ["Аққу бөлмесі"]}
    for number, card in enumerate(document["clients"]):
        card["name"] = f"Бибігүлсара Қ{number}"
    for client in BOOKED:
        speaking(document, client, (3, "да, мне подходит"))
    lines = [line | {"text": f"{line['text']}, қаламқас"} for line in crowd()]
    return told(document, lines, hours)


def slip_in(story: Story) -> None:
    """Write into the journal what has no business there: words of people."""
    incident = next(iter(story.desk.incidents.known.values()))
    for entry, data in SLIPPED:
        story.desk.journal.append(
            Entry(entry, story.clock.now(), story.org, data, incident=incident.id)
        )


SLIPPED = (
    ("AGENT_MONITOR", {"topic": "heat_air", "level": "incident", "phrases": ["Мұрат"]}),
    (
        "INCIDENT_CLOSED",
        {"sentence": {"code": "closed.on_evidence", "args": {"fine": "Мұрат Бек"}}},
    ),
    ("OWNER_DECISION", {"decision": "Мұрат", "by": "+77990001234", "step": None}),
    (
        "QUESTION_ANSWERED",
        {"question": {"code": "Мұрат", "args": {}}, "answer": "Мұрат"},
    ),
    ("HUMAN_HANDOFF", {"client": "Мұрат", "why": {"code": "Мұрат", "args": {}}}),
)
"""Entries as a mistake of ours could write them."""


def folder_of(story: Story) -> CaseFolder:
    """Gather the case of the story's first incident."""
    incident = next(iter(story.desk.incidents.known.values()))

    def look(view: object) -> CaseFolder | None:
        return gather(view, story.org, incident.id, story.clock.now())

    folder = MemoryViews(story.desk).read(look)
    assert folder is not None
    return folder


def sheet_of(story: Story, lang: str = "ru", redacted: bool = False):
    """Write its sheet."""
    return tell(folder_of(story), VOICE, lang, redacted)


def seen_in_html(html: str) -> str:
    """Return what a page says, without its style, on one line and without spaces."""
    return "".join(PARTS.sub(" ", STYLE.sub("", html)).split())


def seen_in_pdf(paper: bytes) -> str:
    """Return what a PDF says, read back from it, without spaces."""
    pages = PdfReader(io.BytesIO(paper)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def secrets_of(story: Story) -> set[str]:
    """List every name, phone, text, vendor and place that the books hold."""
    desk = story.desk
    found = {text for text in ("Мұрат", "+77990001234", "77990001234")}
    for person in desk.people.cards.values():
        contact = person.contact.value if person.contact else ""
        found |= {person.name or "", contact, contact.removeprefix("+")}
    found |= {vendor.name for vendor in desk.people.vendors(story.org)}
    found |= {m.text.written for m in desk.conversations.messages.values()}
    for branch in desk.organisations.get(story.org).branches:
        found |= {branch.name, *branch.rooms}
    return {"".join(text.split()) for text in found if len(text) > 3}
