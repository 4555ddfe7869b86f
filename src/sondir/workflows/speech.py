"""Say something to somebody: phrase, language, channel, window and price, once.

Every word of ours goes this way. The phrasebook has the words; the person's last
message decides whether free text may be sent or the approved template must; the key
`incident/step/recipient` makes the message the only one of its kind.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from sondir.domain.organisation import local
from sondir.domain.outbound import (
    Button,
    FormRefused,
    Outbound,
    ReplyButtons,
    Template,
    Text,
)
from sondir.domain.people import Contact, Person
from sondir.domain.person import Alias
from sondir.domain.step import Purpose
from sondir.ports.desk import Desk
from sondir.ports.ledger import Cap
from sondir.ports.outbox import Letterhead
from sondir.ports.phrasebook import Args, Wording
from sondir.workflows.case import Case

WINDOW = timedelta(hours=24)
"""Free-form messages may be sent this long after the person last wrote (Meta)."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What is to be said. *urgency* is emergency, alert, act or courtesy."""

    step: str
    phrase: str
    args: Args = field(default_factory=dict)
    urgency: str = "act"
    buttons: tuple[tuple[str, str], ...] = ()  # (payload, phrase key of the title)


@dataclass(frozen=True, slots=True)
class Said:
    """What went into the outbox."""

    key: str
    wording: Wording
    channel: str
    window: str
    cost_kzt: int
    fresh: bool


def say(case: Case, person: Person, saying: Saying) -> Said | None:
    """Put one message of an incident into the outbox, and its fee into the ledger.

    None where the person cannot be reached: no address, or a closed window and no
    template for these words.
    """
    said = put(case.desk, person, saying, case.incident.id)
    if said is not None and said.cost_kzt and said.fresh and saying.urgency == "act":
        _charge(case, said, saying.step)
    return said


def announce(case: Case, person: Person, saying: Saying, kind: str) -> Said | None:
    """Say something that has no journal entry of its own, and write it down.

    *kind* is the step kind that it belongs to.
    """
    said = say(case, person, saying)
    if said is not None and said.fresh:
        case.record(
            "ACTION_INITIATED",
            {
                "kind": kind,
                "to": person.ref,
                "channel": said.channel,
                "lang": said.wording.lang,
                "phrase": said.wording.phrase,
            },
            step=saying.step,
        )
    return said


def put(
    desk: Desk, person: Person, saying: Saying, incident: str | None = None
) -> Said | None:
    """Put one message into the outbox; the same step to the same person only once."""
    contact = person.contact
    if contact is None:
        return None
    wording = _wording(desk, person, saying)
    is_open = window_is_open(desk, person)
    if not is_open and (contact.channel != "whatsapp" or wording.template is None):
        return None
    key = f"{incident or person.org}/{saying.step}/{person.ref}"
    window, cost = _price(desk, contact, is_open=is_open)
    head = Letterhead(
        key=key,
        org=person.org,
        incident=incident,
        step=saying.step,
        to=person.ref,
        urgency=saying.urgency,
        text=wording.text,
        lang=wording.lang,
        phrase=wording.phrase,
        window=window,
        cost_kzt=cost,
    )
    outbound = _outbound(key, contact, wording, is_open=is_open)
    parts = desk.channels[contact.channel].parts(outbound)
    fresh = [desk.outbox.put(head, part, desk.now) for part in parts]
    if all(fresh) and cost and saying.urgency != "act":
        _count_fee(desk, person.org, cost)
    return Said(key, wording, contact.channel, window, cost, all(fresh))


def window_is_open(desk: Desk, person: Person) -> bool:
    """Say whether free words may be sent to *person* now."""
    wrote = person.last_wrote_at
    return wrote is not None and desk.now - wrote < WINDOW


def cost_of(case: Case, person: Person) -> int:
    """Say what a message to *person* would cost now, in KZT."""
    if person.contact is None:
        return 0
    is_open = window_is_open(case.desk, person)
    return _price(case.desk, person.contact, is_open=is_open)[1]


def _wording(desk: Desk, person: Person, saying: Saying) -> Wording:
    wording = desk.phrasebook.wording(saying.phrase, person.speaks, saying.args)
    if not saying.buttons:
        return wording
    titles = tuple(
        (payload, desk.phrasebook.wording(name, person.speaks, {}).text)
        for payload, name in saying.buttons
    )
    return Wording(
        wording.phrase,
        wording.lang,
        wording.text,
        titles,
        wording.template,
        wording.parameters,
        wording.promises,
        wording.discloses,
    )


def _outbound(key: str, to: Contact, wording: Wording, *, is_open: bool) -> Outbound:
    payloads = tuple(payload for payload, _ in wording.buttons)
    form: Text | Template | ReplyButtons
    if not is_open and wording.template is not None:
        form = Template(wording.template, wording.lang, wording.parameters, payloads)
    elif wording.buttons and to.channel == "whatsapp":
        form = _with_buttons(wording)
    else:
        form = Text(wording.text)
    recipient = Alias(to.channel, to.account, to.kind, to.value)
    return Outbound(key, to.channel, to.account, recipient, form)


def _with_buttons(wording: Wording) -> Text | ReplyButtons:
    try:
        buttons = tuple(Button(payload, title) for payload, title in wording.buttons)
        return ReplyButtons(wording.text, buttons)
    except FormRefused:
        return Text(wording.text)


def _price(desk: Desk, to: Contact, *, is_open: bool) -> tuple[str, int]:
    today = local(desk.now)
    month = today.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    sent = desk.outbox.service_messages(to.account, month)
    return desk.tariff.price(to.channel, template=not is_open, sent=sent)


def _count_fee(desk: Desk, org: str, cost_kzt: int) -> None:
    """Count what never blocks against the month's fees: acts find less room left."""
    limit = desk.corridors.current(org, None).messages.month_kzt
    desk.ledger.count(org, Cap(f"messages/{local(desk.now):%Y-%m}", limit), cost_kzt)


def _charge(case: Case, said: Said, step: str) -> None:
    """Post the fee of an act; alerts, emergencies and courtesies never block."""
    agreed = case.agreed_beyond(step)
    ledger = case.incident.ledger.reserve(
        said.key, said.cost_kzt, Purpose.MESSAGES, agreed=agreed
    )
    case.post(ledger, agreed=agreed)
    case.post(case.incident.ledger.commit(said.key, said.cost_kzt))
