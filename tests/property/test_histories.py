"""Whatever people write, press, leave out or forge: nothing that may never happen."""

from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from sondir.bootstrap.memory import Play, Story
from sondir.bootstrap.replaying import journal_texts
from sondir.bootstrap.simulating import equip, evidence_of
from sondir.domain.mode import ModeCause
from sondir.stages.audit import audit
from sondir.world.hostile import FIRST_STRANGER, hostile_play
from sondir.world.replay import InMemoryWorld
from sondir.world.script import Spoken
from sondir.world.wording import wordings

MEANINGS = (
    *("command", "injection", "human", "legal", "danger", "optout", "bot"),
    *("refund", "flood"),
)
SHIFT = ("да", "нет", "не знаю", "чиним", "жоқ", "иә", "кондиционер гонит тёплый")
VENDOR = (
    *("буду через час, 5000", "через 40 минут, 29000", "нужна предоплата 10000"),
    *("я на месте", "готово", "нужно больше: 60000", "не приеду", "http://evil.kz"),
)
OWNER = ("Подтвердить", "СТОП", "Остановить", "Беру на себя", "Продолжить", "тоқта")
QUICK = settings(
    max_examples=30,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


class Salon(RuleBasedStateMachine):
    """A salon in memory; the audit reads what it leaves behind."""

    @initialize(number=st.integers(0, 400))
    def opens(self, number):
        """Take the people and the corridor of a hostile world, without its script."""
        self.hostile = hostile_play(77, number)
        world = InMemoryWorld(self.hostile.world, (), equip().catalogue)
        start = self.hostile.start + timedelta(minutes=58)
        play = Play(world, start, corridor=self.hostile.corridor)
        self.story, self.said = Story(play, equip().reading), 0

    def says(self, who, text):
        """Let somebody write, and let everything that follows at once happen."""
        self.said += 1
        now = self.story.clock.now()
        one = Spoken(f"said:{self.said}", now, now, "whatsapp", "b1", who, text)
        self.story.world.says(one)
        self.story.run(until=now + timedelta(seconds=30))
        self.waits(0.5)

    @rule(place=st.integers(0, 30), kind=st.sampled_from(("complaint", "again")))
    def complains(self, place, kind):
        """A client, or somebody whom nobody knows, complains of the heat."""
        known = [client.client for client in self.hostile.world.clients]
        who = (*known, *strangers())[place % (len(known) + 3)]
        words = wordings("crisis", f"heat_air.{kind}", "ru")
        self.says(who, words[place % len(words)])

    @rule(
        place=st.integers(0, 30), meaning=st.sampled_from(MEANINGS), turn=st.integers(0)
    )
    def attacks(self, place, meaning, turn):
        """Anybody forges, threatens, floods or wants out; also the vendors' phones."""
        world = self.hostile.world
        people = [c.client for c in world.clients] + [v.client for v in world.vendors]
        people += strangers()
        words = wordings("hostile", meaning, ("ru", "kk")[turn % 2])
        self.says(people[place % len(people)], words[turn % len(words)])

    @rule(place=st.integers(0, 30), text=st.text(max_size=60))
    def babbles(self, place, text):
        """Any text at all, of anybody."""
        people = [c.client for c in self.hostile.world.clients] + strangers()
        self.says(people[place % len(people)], text or ".")

    @rule(text=st.sampled_from(OWNER))
    def commands(self, text):
        """The owner commands in words."""
        self.says(self.hostile.world.owner.client, text)

    @rule(text=st.sampled_from(SHIFT))
    def answers(self, text):
        """The shift says something, asked or not."""
        self.says(self.hostile.world.shift[0].client, text)

    @rule(place=st.integers(0, 6), text=st.sampled_from(VENDOR))
    def offers(self, place, text):
        """A vendor offers, raises, arrives or swindles, asked or not."""
        bench = self.hostile.world.vendors
        if bench:
            self.says(bench[place % len(bench)].client, text)

    @rule(cause=st.sampled_from(tuple(ModeCause)), ends=st.booleans())
    def becomes_careful(self, cause, ends):
        """A cause of caution comes or goes at any moment."""
        standings = self.story.desk.standings
        change = standings.clear_cause if ends else standings.raise_cause
        change(self.story.org, cause)

    @rule(minutes=st.integers(1, 90))
    def waits(self, minutes):
        """Timers ring and people answer by their behaviour."""
        until = self.story.clock.now() + timedelta(minutes=minutes)
        self.story.run(until=until)
        self.story.clock.jump_to(until)

    def teardown(self):
        """Let the day end, and read what it has left."""
        if not hasattr(self, "story"):
            return
        self.story.run(until=self.hostile.start + timedelta(hours=16))
        texts = list(journal_texts(self.story))
        assert audit(evidence_of(self.story, self.hostile, texts)) == []


def strangers():
    return [f"+7799000{FIRST_STRANGER + n}" for n in range(3)]


TestHistories = Salon.TestCase
TestHistories.settings = QUICK
