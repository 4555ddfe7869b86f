"""Talking with the world's people in memory, on a clock of our own."""

from datetime import datetime, timedelta

from sondir.world.demo import demo_document
from sondir.world.document import parse_world
from sondir.world.messages import Event, Inbound, Outbound, Refused
from sondir.world.replay import InMemoryWorld

TEN = datetime.fromisoformat("2026-07-14T10:00:00+05:00")
VENDOR = "+77990000011"
REQUEST = "Здравствуйте! Срочно нужен мастер. Когда приедете и сколько стоит выезд?"
AUTHORISATION = (
    "Согласовано: диагностика и мелкий ремонт, не больше 15 000 ₸.\nКод прибытия: 4821"
)


class Talk:
    """A day from ten o'clock on; *said* collects what people write, by person."""

    def __init__(self, **parts: object) -> None:
        document = {**demo_document(1), **parts}
        self.memory = InMemoryWorld(parse_world(document))
        self.now = TEN
        self.said: list[Inbound] = []
        self.events: list[Event] = []
        self.phone = self.memory.network.accounts.phone_of("abay").phone_number_id

    def opens_window(self, person: str) -> "Talk":
        windows = self.memory.network.gateway.windows
        windows.wrote(self.phone, person, self.now)
        return self

    def write(self, person: str, text: str, **more: object):
        channel = "instagram" if person.startswith("ig:") else "whatsapp"
        instagram = self.memory.network.accounts.instagram_id
        account = instagram if channel == "instagram" else self.phone
        kind = {"channel": channel, "account": account, "to": person, "text": text}
        return self.memory.deliver(Outbound(**{**kind, **more}), self.now)

    def wait(self, minutes: float) -> list[Inbound]:
        """Let time pass; give what people wrote meanwhile."""
        end = self.now + timedelta(minutes=minutes)
        heard: list[Inbound] = []
        while (due := self.memory.next_due()) is not None and due <= end:
            self.now = max(self.now, due)
            told = self.memory.due(self.now)
            self.events += told
            heard += [event for event in told if isinstance(event, Inbound)]
        self.now = end
        self.said += heard
        return heard

    def ask(self, person: str, text: str, minutes: float = 15, **more: object):
        outcome = self.opens_window(person).write(person, text, **more)
        assert not isinstance(outcome, Refused), outcome
        return self.wait(minutes)


def vendor(behaviour: str = "honest", **more: object) -> dict:
    return {
        "id": "v1",
        "name": "Климат",
        "client": VENDOR,
        "behaviour": behaviour,
        "price_kzt": 7000,
        "arrives_min": 40,
        **more,
    }


def texts(heard: list[Inbound]) -> list[str]:
    return [one.text for one in heard]
