"""Taking an organisation and its channel accounts into the database."""

import json

from sqlalchemy import Connection

from sondir.adapters.database.partition import Partition
from sondir.adapters.database.statements import insert_new, put
from sondir.adapters.database.tables.house import branch, channel_account, organisation
from sondir.domain.organisation import Account, Organisation


def keep_organisation(
    connection: Connection, house: Organisation, timezone: str = "Asia/Almaty"
) -> bool:
    """Take in an organisation with its branches; False where its id is known."""
    row = {"id": house.id, "name": house.name, "timezone": timezone}
    if not insert_new(connection, organisation, row):
        return False
    Partition(connection).hold(house.id)  # makes the head of its journal
    for position, one in enumerate(house.branches):
        kept = {
            "org": house.id,
            "id": one.id,
            "position": position,
            "name": one.name,
            "lat": one.lat,
            "lon": one.lon,
            "hours": one.hours,
            "rooms": json.dumps(one.rooms, ensure_ascii=False),
        }
        put(connection, branch, kept, ("org", "id"))
    return True


def keep_account(connection: Connection, org: str, account: Account) -> None:
    """Make a channel account of ours known as *org*'s.

    One that is known already keeps its owner.
    """
    row = {
        "channel": account.channel,
        "account": account.account,
        "org": org,
        "branch": account.branch,
    }
    insert_new(connection, channel_account, row)
