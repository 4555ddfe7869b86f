"""One organisation, one line: whoever writes for it holds its row until the commit.

Every change of an organisation's rows takes this lock first, so that two workers
never wait for each other in a circle, and the detector, the mailboxes, the ledger and
the journal of one organisation are worked on by one transaction at a time. On SQLite
the transaction itself is the lock.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select, update

from sondir.adapters.database.statements import insert_new
from sondir.adapters.database.tables.books import journal_head
from sondir.domain.journal import GENESIS, Record

_LOCK = (
    select(journal_head.c.seq, journal_head.c.hash)
    .where(journal_head.c.org == bindparam("of"))
    .with_for_update()
)
_ADVANCE = (
    update(journal_head)
    .where(journal_head.c.org == bindparam("of"))
    .values(seq=bindparam("to_seq"), hash=bindparam("to_hash"))
)


class Partition:
    """The lines that one transaction holds, with the head of each one's journal."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._heads: dict[str, tuple[int, str]] = {}

    def hold(self, org: str) -> None:
        """Wait for the organisation's line and keep it; free once it is held."""
        if org in self._heads:
            return
        head = self._lock(org)
        if head is None:
            first = {"org": org, "seq": 0, "hash": GENESIS}
            insert_new(self._connection, journal_head, first)
            head = self._lock(org)
        assert head is not None  # just inserted, by us or by somebody else
        self._heads[org] = head

    def hold_free(self, orgs: Iterable[str]) -> set[str]:
        """Hold those lines that nobody else holds; where there is none, wait for one.

        A sender serves the others meanwhile, and never waits in a circle.
        """
        wanted = sorted(set(orgs))
        rows = self._connection.execute(
            select(journal_head)
            .where(journal_head.c.org.in_(wanted))
            .order_by(journal_head.c.org)
            .with_for_update(skip_locked=True)
        )
        for row in rows:
            self._heads.setdefault(row.org, (row.seq, row.hash))
        free = {org for org in wanted if org in self._heads}
        if wanted and not free:
            self.hold(wanted[0])
            free = {wanted[0]}
        return free

    def head(self, org: str) -> tuple[int, str]:
        """Return (seq, hash) of the organisation's newest record; holds the line."""
        self.hold(org)
        return self._heads[org]

    def advance(self, org: str, record: Record) -> None:
        """Make *record* the head."""
        self._connection.execute(
            _ADVANCE, {"of": org, "to_seq": record.seq, "to_hash": record.hash}
        )
        self._heads[org] = (record.seq, record.hash)

    def _lock(self, org: str) -> tuple[int, str] | None:
        found = self._connection.execute(_LOCK, {"of": org}).one_or_none()
        return (found.seq, found.hash) if found is not None else None
