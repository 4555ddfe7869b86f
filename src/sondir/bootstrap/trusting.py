"""Trust the journal at the start, or act on nothing until a person has looked."""

from collections.abc import Callable

from sqlalchemy import Connection, Engine, select

from sondir.adapters.database.tables.house import organisation
from sondir.ports.desk import Desk
from sondir.workflows.caution import is_journal_broken, trust_journal


def trust_journals(database: Engine, open_desk: Callable[[Connection], Desk]) -> None:
    """Verify every organisation's chain before the first act.

    A broken one leads to MANUAL, and to NORMAL again once a whole one is back.
    """
    with database.connect() as connection:
        orgs = [row.id for row in connection.execute(select(organisation.c.id))]
        connection.rollback()
    for org in orgs:
        with database.begin() as connection:
            desk = open_desk(connection)
            trust_journal(desk, org, is_broken=is_journal_broken(desk, org))
