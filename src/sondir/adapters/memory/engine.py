"""The engine in memory: the same workflows, one after the other, without waiting.

Runs stand in one line and each is driven to its end by hand (`coro.send`), so the
order is the same every time and nothing depends on an event loop or a real second.
"""

from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Generator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from sondir.ports.steps import Json, Steps

DeskT = TypeVar("DeskT")
Workflow = Callable[..., Awaitable[None]]


class RunError(RuntimeError):
    """A run raised: *run_id* names it, the cause is chained."""

    def __init__(self, name: str, run_id: str) -> None:
        super().__init__(f"run {run_id} of {name} failed")
        self.name = name
        self.run_id = run_id


@dataclass(frozen=True, slots=True)
class _Run:
    name: str
    run_id: str
    args: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Step(Generic[DeskT]):
    """What a workflow hands to the driver: a name and the work to do."""

    name: str
    work: Callable[[DeskT], Json]

    def __await__(self) -> Generator["_Step[DeskT]", Json, Json]:
        return (yield self)


class _MemorySteps(Generic[DeskT]):
    async def transact(self, name: str, work: Callable[[DeskT], Json]) -> Json:
        return await _Step(name, work)


class MemoryEngine(Generic[DeskT]):
    """Runs workflows in the order in which they were enqueued.

    *open_desk* is called once per step. *on_step* hears (run id, step name) before
    each step: a story puts its veto there, a test its crash.
    """

    def __init__(
        self,
        open_desk: Callable[[], DeskT],
        on_step: Callable[[str, str], None] = lambda _run_id, _step: None,
    ) -> None:
        self._open_desk = open_desk
        self._on_step = on_step
        self._workflows: dict[str, Workflow] = {}
        self._line: deque[_Run] = deque()
        self._held: list[_Run] | None = None
        self._known: set[str] = set()
        self._steps: Steps[DeskT] = _MemorySteps()

    def register(self, name: str, workflow: Workflow) -> None:
        """Make *workflow* known by *name*; ValueError if the name is taken."""
        if name in self._workflows:
            raise ValueError(f"workflow {name} is registered already")
        self._workflows[name] = workflow

    def enqueue(
        self,
        connection: object,
        name: str,
        run_id: str,
        args: list[str],
        queue: str = "turns",
    ) -> None:
        """Put a run at the end of the line; a *run_id* seen before has no effect.

        Called inside a step, the run joins the line when the step succeeds and is
        forgotten when it raises. *connection* and *queue* mean nothing in memory.
        """
        if name not in self._workflows:
            raise ValueError(f"no workflow {name} is registered")
        run = _Run(name, run_id, tuple(args))
        if self._held is not None:
            self._held.append(run)
        else:
            self._admit(run)

    def wake(self) -> None:
        """Do nothing: a line in memory needs no waking."""

    def pending_count(self) -> int:
        """Count the runs that wait in the line."""
        return len(self._line)

    def run_all(self) -> int:
        """Drive runs, also those they enqueue, until the line is empty; count them.

        Raises RunError, with the cause chained, for the first run that raises; the
        rest of the line stays.
        """
        count = 0
        while self._line:
            run = self._line.popleft()
            try:
                self._drive(run)
            except Exception as error:
                raise RunError(run.name, run.run_id) from error
            count += 1
        return count

    def _admit(self, run: _Run) -> None:
        if run.run_id not in self._known:
            self._known.add(run.run_id)
            self._line.append(run)

    def _drive(self, run: _Run) -> None:
        workflow = self._workflows[run.name]
        coroutine = cast(Coroutine[Any, Any, None], workflow(self._steps, *run.args))
        answer: Json = None
        try:
            while True:
                answer = self._perform(run, coroutine.send(answer))
        except StopIteration:
            return
        finally:
            coroutine.close()

    def _perform(self, run: _Run, request: object) -> Json:
        """Do one step: its work, then admit what it enqueued."""
        if not isinstance(request, _Step):
            raise TypeError(f"{run.name} awaited something that is not a step")
        self._on_step(run.run_id, request.name)
        self._held = []
        try:
            answer: Json = self._carry_out(request.work)
            for enqueued in self._held:
                self._admit(enqueued)
        finally:
            self._held = None
        return answer

    def _carry_out(self, work: Callable[[DeskT], Json]) -> Json:
        """Do the work of a step; over a database this is one transaction."""
        return work(self._open_desk())
