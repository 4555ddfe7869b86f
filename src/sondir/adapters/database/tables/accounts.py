"""Who may sign in: accounts, sessions, attempts, one-time codes. No secret is clear."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
)

from sondir.adapters.database.tables.columns import (
    Id,
    Moment,
    Serial,
    metadata,
    org_column,
)

user_account = Table(
    "user_account",
    metadata,
    Column("id", Id, primary_key=True),
    org_column(),
    Column("login", Id, nullable=False, unique=True),  # folded to lower case
    Column("password_hash", Id, nullable=False),  # argon2
    Column("role", String(16), nullable=False),
    Column("person", Id),  # the card of whoever signs in, such as owner:1
    Column("lang", String(8), nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("made_at", Moment, nullable=False),
    CheckConstraint("role IN ('owner', 'manager', 'viewer')", name="user_role"),
)

web_session = Table(
    "web_session",
    metadata,
    Column("token_hash", String(64), primary_key=True),  # SHA-256 of the cookie
    Column(
        "user", Id, ForeignKey("user_account.id", ondelete="CASCADE"), nullable=False
    ),
    Column("csrf", String(64), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Index("web_session_by_user", "user"),
)

sign_in_attempt = Table(
    "sign_in_attempt",
    metadata,
    Column("number", Serial, primary_key=True, autoincrement=True),
    Column("subject", Id, nullable=False),  # a login, or an address of the network
    Column("at", Moment, nullable=False),
    Column("succeeded", Boolean, nullable=False),
    Index("sign_in_attempt_by_subject", "subject", "at"),
)

one_time_code = Table(
    "one_time_code",
    metadata,
    Column(
        "user", Id, ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("purpose", Id, primary_key=True),
    Column("code_hash", Id, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("attempts_left", Integer, nullable=False),
)
