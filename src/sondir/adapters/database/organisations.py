"""The salon networks of this installation."""

import json

from sqlalchemy import Connection, select

from sondir.adapters.database.tables.house import branch, channel_account, organisation
from sondir.domain.organisation import Branch, Organisation


class DatabaseOrganisations:
    """Organisations with their branches, and whose channel account is whose."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, org: str) -> Organisation:
        """Return the organisation; raises KeyError where there is none."""
        found = self._connection.execute(
            select(organisation).where(organisation.c.id == org)
        ).one_or_none()
        if found is None:
            raise KeyError(org)
        rows = self._connection.execute(
            select(branch).where(branch.c.org == org).order_by(branch.c.position)
        )
        branches = tuple(
            Branch(r.id, r.name, r.lat, r.lon, r.hours, tuple(json.loads(r.rooms)))
            for r in rows
        )
        return Organisation(found.id, found.name, branches)

    def of_account(self, channel: str, account: str) -> tuple[str, str | None] | None:
        """Say whose account it is: (organisation, branch)."""
        row = self._connection.execute(
            select(channel_account.c.org, channel_account.c.branch).where(
                channel_account.c.channel == channel,
                channel_account.c.account == account,
            )
        ).one_or_none()
        return (row.org, row.branch) if row is not None else None
