"""Cards of people and vendors as rows, and rows as cards."""

import json
from typing import Any

from sqlalchemy import Row

from sondir.domain.people import Contact, Person, Role, Vendor


def columns_of_card(person: Person) -> dict[str, Any]:
    """Write a person's card as columns."""
    contact = person.contact
    return {
        "org": person.org,
        "ref": person.ref,
        "role": person.role.value,
        "name": person.name,
        "branch": person.branch,
        "lang": person.lang,
        "visits": person.visits,
        "opted_out": person.opted_out,
        "wants_human": person.wants_human,
        "ad_consent": person.ad_consent,
        "contact_channel": contact.channel if contact else None,
        "contact_account": contact.account if contact else None,
        "contact_kind": str(contact.kind) if contact else None,
        "contact_value": contact.value if contact else None,
        "last_wrote_at": person.last_wrote_at,
        "bonus_kzt": person.bonus_kzt,
    }


def card_of(row: Row[Any]) -> Person:
    """Read a person's card."""
    contact = None
    if row.contact_channel is not None:
        contact = Contact(
            row.contact_channel,
            row.contact_account,
            row.contact_kind,
            row.contact_value,
        )
    return Person(
        ref=row.ref,
        org=row.org,
        role=Role(row.role),
        name=row.name,
        branch=row.branch,
        lang=row.lang,
        visits=row.visits,
        opted_out=row.opted_out,
        wants_human=row.wants_human,
        ad_consent=row.ad_consent,
        contact=contact,
        last_wrote_at=row.last_wrote_at,
        bonus_kzt=row.bonus_kzt,
    )


def columns_of_vendor(org: str, vendor: Vendor) -> dict[str, Any]:
    """Write what the bench knows of a vendor as columns."""
    return {
        "org": org,
        "ref": vendor.ref,
        "name": vendor.name,
        "trades": json.dumps(vendor.trades),
        "lat": vendor.lat,
        "lon": vendor.lon,
        "hours": vendor.hours,
        "rating": vendor.rating,
        "reviews": vendor.reviews,
        "known": vendor.known,
        "opt_in": vendor.opt_in,
        "jobs_done": vendor.jobs_done,
        "jobs_failed": vendor.jobs_failed,
        "source": vendor.source,
    }


def vendor_of(row: Row[Any]) -> Vendor:
    """Read what the bench knows of a vendor."""
    return Vendor(
        ref=row.ref,
        name=row.name,
        trades=tuple(json.loads(row.trades)),
        lat=row.lat,
        lon=row.lon,
        hours=row.hours,
        rating=row.rating,
        reviews=row.reviews,
        known=row.known,
        opt_in=row.opt_in,
        jobs_done=row.jobs_done,
        jobs_failed=row.jobs_failed,
        source=row.source,
    )
