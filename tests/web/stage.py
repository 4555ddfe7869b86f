"""A crisis in memory with the pages over it: what the tests of the web stand on."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from argon2 import PasswordHasher
from starlette.applications import Starlette

from sondir.adapters.memory.accounts import MemoryAccountBook
from sondir.adapters.memory.clock import VirtualClock
from sondir.adapters.memory.ids import SeededIds
from sondir.adapters.memory.pages import MemoryViews
from sondir.bootstrap.memory import Play, Story
from sondir.bootstrap.replaying import reading
from sondir.bootstrap.site import Speaker
from sondir.domain.incident import Incident
from sondir.domain.organisation import Organisation
from sondir.languages import Phrasebook, templates
from sondir.ports.accounts import User
from sondir.web.pages import SiteParts, site
from sondir.web.passwords import Passwords
from sondir.world.catalogue import parse_catalogue
from sondir.world.day import day_script, first_moment
from sondir.world.demo import demo_world
from sondir.world.replay import InMemoryWorld

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of httpx, which is what we have
    from starlette.testclient import TestClient

PASSWORD = "correct horse battery"
QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
HASH = QUICK.hash(PASSWORD)
WALL = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
OTHER = "other-salons"


def demo_story(seed: int = 1) -> Story:
    """The demo's morning, before anything has happened."""
    world = demo_world(seed)
    played = InMemoryWorld(world, day_script(world), parse_catalogue(templates()))
    return Story(Play(world=played, start=first_moment(world)), reading())


def story_in_crisis(seed: int = 1) -> Story:
    """The demo's morning until the first gift to a client waits out its hold."""
    story = demo_story(seed)
    moment = story.clock.now()
    for _ in range(24 * 60 * 6):
        moment += timedelta(seconds=10)
        story.run(until=moment)
        incidents = story.desk.incidents.known.values()
        if any(_has_held_gift(incident) for incident in incidents):
            return story
    raise AssertionError(f"seed {seed} never came to a hold")


def _has_held_gift(incident: Incident) -> bool:
    steps = incident.steps.values()
    return any(s.kind == "compensate" and s.state == "held" for s in steps)


@dataclass
class Stage:
    """A story, its pages and a browser that anybody may use."""

    story: Story
    public_url: str = ""
    heartbeat_s: float = 15.0
    book: MemoryAccountBook = field(default_factory=MemoryAccountBook)
    wall: VirtualClock = field(default_factory=lambda: VirtualClock(WALL))

    def __post_init__(self) -> None:
        desk = self.story.desk
        desk.organisations.add(Organisation(OTHER, "Другие салоны"), ())
        people = (
            ("owner", self.story.org, "owner"),
            ("manager", self.story.org, "manager"),
            ("viewer", self.story.org, "viewer"),
            ("stranger", OTHER, "owner"),
        )
        for login, org, role in people:
            person = "owner:1" if login == "owner" else None
            user = User(f"user-{login}", org, login, HASH, role, person, "ru")
            self.book.write(lambda accounts, user=user: accounts.add(user, WALL))
        self.parts = SiteParts(
            accounts=self.book,
            views=MemoryViews(desk),
            transact=self.transact,
            voice=Speaker(Phrasebook()),
            ids=SeededIds(7),
            clock=self.story.clock,
            wall=self.wall,
            public_url=self.public_url,
            passwords=QUICK,
            poll_s=0.05,
            heartbeat_s=self.heartbeat_s,
        )
        self.app = Starlette(routes=site(self.parts))

    def transact(self, name: str, work: Callable[..., object]) -> object:
        """Do the work on the desk, and let everybody act on it at once."""
        answer = work(self.story.desk)
        self.story.run(until=self.story.clock.now())
        return answer

    @property
    def incident(self) -> Incident:
        """The one incident of this morning."""
        return next(iter(self.story.desk.incidents.known.values()))

    @property
    def url(self) -> str:
        """The page of that incident."""
        return f"/incidents/{self.incident.id}"

    def browser(self) -> TestClient:
        """A browser without any cookie."""
        base = self.public_url or "http://testserver"
        return TestClient(self.app, base_url=base, follow_redirects=False)

    def signed_in(self, login: str = "owner") -> TestClient:
        """A browser in which somebody has signed in."""
        browser = self.browser()
        answer = sign_in(browser, login)
        assert answer.status_code == 303, answer.text
        return browser

    def word(self, login: str = "owner") -> str:
        """The CSRF word of somebody's newest session."""
        sessions = self.book.accounts.sessions.values()
        mine = [s for s in sessions if s.user == f"user-{login}"]
        return mine[-1].csrf

    def entries(self, kind: str) -> list[dict]:
        """The data of the journal's entries of one kind."""
        records = self.story.desk.journal.records(self.story.org)
        return [r.fields["data"] for r in records if r.fields["entry"] == kind]


def sign_in(browser: TestClient, login: str, password: str = PASSWORD, **more: str):
    """Fill the sign-in form in."""
    browser.get("/sign-in")
    form = {"csrf": browser.cookies["sondir_start"], "login": login}
    return browser.post("/sign-in", data={**form, "password": password, **more})
