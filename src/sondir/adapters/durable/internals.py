"""Every private name of DBOS we lean on, pinned to 3.4 and covered by tests.

`recover` is what its own recovery calls. `claim` is one round of its queue thread,
done at once instead of at the next poll; the claim is atomic in the database, so the
thread and we never start the same run twice.
"""

import sys

from dbos import DBOS, DBOSPortableJSONSerializer, Queue
from dbos._core import execute_dequeued_workflow
from dbos._dbos import _get_dbos_instance
from dbos._recovery import _recover_workflow
from dbos._schemas.system_database import SystemSchema
from dbos._sys_db import SystemDatabase
from dbos._utils import GlobalParams, generate_uuid
from sqlalchemy import Engine, MetaData, Table


def recover(executor_ids: list[str]) -> int:
    """Put the unfinished runs of dead executors back in line; count them."""
    return len(DBOS._recover_pending_workflows(executor_ids))


def stranded() -> set[str]:
    """Name the runs that the database says this process runs, and it does not.

    Such a run was claimed, and then the database went away before it began. DBOS
    would find it at the next start; a server that never restarts would not.
    """
    instance = _get_dbos_instance()
    claimed = instance._sys_db.get_pending_workflows(
        GlobalParams.executor_id, GlobalParams.app_version
    )
    running = set(instance._active_workflows_set.activeList())
    return {run.workflow_id for run in claimed} - running


def requeue(run_ids: set[str]) -> None:
    """Put runs of this process back in line."""
    instance = _get_dbos_instance()
    me = GlobalParams.executor_id
    for run in instance._sys_db.get_pending_workflows(me, GlobalParams.app_version):
        if run.workflow_id in run_ids:
            _recover_workflow(instance, run, [me])


def recovery_queue() -> Queue:
    """Return the queue in which recovered runs wait."""
    return _get_dbos_instance()._registry.get_internal_queue()


def claim(queue: Queue, at_once: int = sys.maxsize) -> int:
    """Start the runs that wait in *queue*, never above *at_once*; count them."""
    instance = _get_dbos_instance()
    system = instance._sys_db
    running = instance._active_workflows_set.count_for_queue(queue.name)
    if running >= at_once:
        return 0
    owner = generate_uuid()
    claimed, _ = system.start_queued_workflows(
        queue,
        GlobalParams.executor_id,
        GlobalParams.app_version,
        None,
        running,
        owner_xid=owner,
    )
    for status in system.get_workflow_statuses(claimed):
        execute_dequeued_workflow(instance, status, owner)
    return len(claimed)


def make_tables(database: Engine, schema: str) -> None:
    """Make the engine's tables, or bring them up to date, without starting it."""
    url = "sqlite:///engine" if database.dialect.name == "sqlite" else "postgresql://"
    SystemDatabase.create(
        system_database_url=url,
        engine_kwargs={},
        engine=database,
        schema=schema,
        serializer=DBOSPortableJSONSerializer(),
        executor_id=None,
        use_listen_notify=False,
    ).run_migrations()


def tables_of_runs(schema: str | None) -> list[Table]:
    """Return the tables in which a run stands; the others belong to a process."""
    names = ("workflow_status", "workflow_input", "workflow_output")
    known = SystemSchema.metadata_obj.tables.values()
    by_name = {table.name: table for table in known}
    here = MetaData()
    return [
        by_name[name].to_metadata(here, schema=schema)  # type: ignore[arg-type]
        for name in (*names, "operation_outputs")
    ]
