"""The people an organisation deals with. Identity is never a phone number.

A person is a reference (`client:17`) with a set of aliases (domain/person.py); what
the journal keeps is the reference, what can be erased is the card.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """Who somebody is to the organisation."""

    CLIENT = "client"
    VENDOR = "vendor"
    OWNER = "owner"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Contact:
    """Where one person is reached: the account of ours and the address of theirs."""

    channel: str
    account: str
    kind: str
    value: str


@dataclass(slots=True)
class Person:
    """The card of one person; changed in a transaction and saved there.

    *lang* is the last clear language (ru or kk), None until one was seen.
    *last_wrote_at* opens the channel's 24-hour window. *wants_human* is remembered
    until a person hands the conversation back. *ad_consent* decides whether a gift
    may be named in a message.
    """

    ref: str
    org: str
    role: Role
    name: str | None = None
    branch: str | None = None  # where staff work; a client's last branch
    lang: str | None = None
    visits: int = 0
    opted_out: bool = False
    wants_human: bool = False
    ad_consent: bool = False
    contact: Contact | None = None  # the last one used, or the first known
    last_wrote_at: datetime | None = None
    bonus_kzt: int = 0  # the loyalty account

    @property
    def speaks(self) -> str:
        """Return the language to write in: the last clear one, else Russian."""
        return self.lang or "ru"


@dataclass(frozen=True, slots=True)
class Vendor:
    """What the bench knows of a vendor; *rating* is a decimal string ("4.9")."""

    ref: str
    name: str
    trades: tuple[str, ...]
    lat: float | None = None
    lon: float | None = None
    hours: str = "00:00-24:00"
    rating: str | None = None
    reviews: int = 0
    known: bool = False  # agreed bench: has worked for us or was agreed beforehand
    opt_in: bool = False
    jobs_done: int = 0
    jobs_failed: int = 0
    source: str = "directory"


def with_job(vendor: Vendor, *, done: bool) -> Vendor:
    """Count one more job of a vendor: done, or failed by their own doing."""
    if done:
        return replace(vendor, jobs_done=vendor.jobs_done + 1)
    return replace(vendor, jobs_failed=vendor.jobs_failed + 1)


@dataclass(frozen=True, slots=True)
class Booking:
    """A visit, past or to come; *minutes* is its length."""

    id: str
    client: str
    branch: str
    start: datetime
    service: str = ""
    master: str = ""
    price_kzt: int = 0
    minutes: int = 60
    state: str = "booked"  # booked moved cancelled
