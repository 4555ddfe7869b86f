"""The pages in a real browser: by finger, live, and with scripts switched off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.chromium import Chromium, executable
from tests.web.stage import PASSWORD, Stage, story_in_crisis
from tests.web.test_live import append, seqs, served

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        executable() is None,
        reason="NO BROWSER: chromium is not installed, so no page was really looked at",
    ),
]
PHONE, DESK = (390, 844), (1280, 900)
SHOWN = "[...document.querySelectorAll('#timeline .entry')].map(e => +e.id.slice(6))"


@pytest.fixture
def stage() -> Stage:
    """A crisis whose holds run."""
    return Stage(story_in_crisis())


@pytest.fixture
def url(stage: Stage) -> Iterator[str]:
    """The address of the pages."""
    with served(stage) as address:
        yield address


def enter(browser: Chromium, address: str) -> None:
    """Sign in by typing, and arrive at the wanted page."""
    browser.go(address)
    browser.type("input[name=login]", "owner")
    browser.type("input[name=password]", PASSWORD)
    browser.press("main button")
    browser.until("!!document.querySelector('#timeline')")


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_an_entry_appears_without_a_reload(
    stage: Stage, url: str, size: tuple[int, int], tmp_path: Path
):
    """What is written shows in the open page, and nothing breaks its policy."""
    with Chromium(*size) as browser:
        enter(browser, url + stage.url)
        browser.until("!!document.querySelector('.live-state.is-live')")
        append(stage, 3)
        browser.until(f"{SHOWN}.length === {len(seqs(stage))}")
        assert browser.look(SHOWN) == seqs(stage)
        assert browser.problems == []
        wide = browser.look("document.documentElement.scrollWidth")
        assert wide <= size[0]
        browser.picture(tmp_path / "page.png")


def test_a_server_that_went_away_is_joined_again_without_gap_or_repeat(stage: Stage):
    """The same page goes on where it stopped."""
    with Chromium(*DESK) as browser:
        with served(stage) as address:
            enter(browser, address + stage.url)
            browser.until("!!document.querySelector('.live-state.is-live')")
            append(stage, 2)
            browser.until(f"{SHOWN}.length === {len(seqs(stage))}")
        browser.until("!document.querySelector('.live-state.is-live')")
        append(stage, 2)
        with served(stage, int(address.rpartition(":")[2])):
            append(stage, 2)
            browser.until(f"{SHOWN}.length === {len(seqs(stage))}")
            assert browser.look(SHOWN) == seqs(stage)


def test_a_stop_by_finger_stops(stage: Stage, url: str):
    """One press on the phone, and the page says that it stopped."""
    with Chromium(*PHONE) as browser:
        enter(browser, url + stage.url)
        browser.press("#b-stop")
        browser.until("!!document.querySelector('#b-resume')")
        assert browser.problems == []
    assert stage.incident.is_stopped


def test_without_scripts_a_stop_stops_too(stage: Stage, url: str):
    """Forms and redirects are enough."""
    with Chromium(*PHONE) as browser:
        browser.without_scripts()
        enter(browser, url + stage.url)
        browser.press("#b-stop")
        browser.until("!!document.querySelector('#b-resume')")
    assert stage.incident.is_stopped


def test_the_keyboard_reaches_every_button(stage: Stage, url: str):
    """Tab goes through the languages, the places and the decisions."""
    with Chromium(*DESK) as browser:
        enter(browser, url + stage.url)
        reached = set()
        for _ in range(40):
            for kind in ("keyDown", "keyUp"):
                browser.call(
                    "Input.dispatchKeyEvent",
                    type=kind,
                    key="Tab",
                    code="Tab",
                    windowsVirtualKeyCode=9,
                )
            reached.add(browser.look("document.activeElement.id"))
    assert {"b-stop", "b-take", "b-settled"} <= reached
