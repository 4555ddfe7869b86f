"""A branch that no repair helps, with the pages over it: a question about closing."""

from datetime import timedelta

from tests.story.closing import FAILED_AT, asked
from tests.web.stage import Stage


def stage_asked(minutes: int = FAILED_AT) -> Stage:
    """The owner has just been asked whether to close the branch."""
    story, _ = asked(minutes=minutes)
    return Stage(story)


def wait(stage: Stage, minutes: int) -> None:
    """Let so many minutes of the story pass."""
    stage.story.run(until=stage.story.clock.now() + timedelta(minutes=minutes))
