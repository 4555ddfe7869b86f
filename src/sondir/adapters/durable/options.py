"""What a deployment may choose about the engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field

ONLY_PROCESS = "only"
"""The executor id on SQLite: one process, which finds its own work after a restart."""


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """Settings of one process; the defaults suit one business on one machine.

    *application*: 3-256 characters of [a-z0-9-_]; processes that share work share it.
    *executor_id*: unique per process on PostgreSQL; empty means: made up at the start.
    *poll_s*: seconds until another process's work is noticed; our own is woken.
    *queues*: name -> runs at once in this process.
    *lease_s*: seconds of silence after which a worker counts as dead, and after which
    its session is ended if it idles inside a transaction (PostgreSQL).
    *drain_s*: seconds `stop` waits for runs to end before it leaves them to the next.
    *sweep_s*: seconds between two looks for runs that were claimed and never began.
    *keep_runs_days*: days after which a run that ended well is forgotten; 0: never.
    """

    application: str = "sondir"
    executor_id: str = ""
    poll_s: float = 0.25
    queues: Mapping[str, int] = field(default_factory=lambda: {"turns": 64})
    lease_s: float = 45.0
    drain_s: float = 5.0
    sweep_s: float = 15.0
    keep_runs_days: float = 14.0
