"""Which workers are alive: one row per worker process, renewed every few seconds.

Only PostgreSQL needs it: there several workers share one database, and the work of
one that stopped renewing its row is taken over by another.
"""

from sqlalchemy import Column, DateTime, MetaData, String, Table

lease_metadata = MetaData()

worker_lease = Table(
    "worker_lease",
    lease_metadata,
    Column("executor_id", String(255), primary_key=True),
    # the database's clock, so that workers need not agree on the time
    Column("beat", DateTime(timezone=True), nullable=False),
)
