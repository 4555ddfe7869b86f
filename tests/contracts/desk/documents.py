"""The salon that the contract tests begin with, and things to put on its desk."""

from datetime import UTC, datetime, timedelta

from sondir.domain.corridor import Permission
from sondir.domain.hold import Standing
from sondir.domain.incident import Incident
from sondir.domain.journal import Entry
from sondir.domain.ledger import Ledger, LedgerRow, Op
from sondir.domain.mode import Mode
from sondir.domain.outbound import Outbound, Text
from sondir.domain.person import Alias
from sondir.domain.step import Purpose
from sondir.domain.untrusted import UntrustedText
from sondir.ports.conversations import Incoming
from sondir.ports.ledger import Cap, Line
from sondir.ports.outbox import Letterhead

ORG = "salon"
NOON = datetime(2026, 7, 14, 7, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SALON = {
    "org": ORG,
    "name": "Salon",
    "branches": [
        {"id": "abay", "name": "Абай", "lat": 43.24, "lon": 76.9, "rooms": ["зал"]},
        {"id": "dostyk", "name": "Достық", "hours": "10:00-20:00"},
    ],
    "accounts": {
        "whatsapp": {
            "phones": [
                {"phone_number_id": "1001", "branch": "abay"},
                {"phone_number_id": "1002", "branch": "dostyk"},
            ]
        },
        "instagram": {"account_id": "2001"},
    },
    "owner": {"client": "+77990000001"},
    "shift": [
        {"branch": "abay", "client": "+77990000002"},
        {"branch": "dostyk", "client": "+77990000003"},
    ],
    "vendors": [
        {
            "id": "v1",
            "name": "Холод",
            "client": "+77990000011",
            "trades": ["hvac"],
            "rating": 4.9,
            "reviews": 210,
            "known": True,
            "opt_in": True,
        },
        {"id": "v2", "name": "Салқын", "client": "+77990000012", "trades": ["hvac"]},
    ],
    "clients": [
        {"client": "+77990000101", "name": "Әлия", "visits": 5},
        {"client": "ig:178414", "name": "Ольга", "opted_out": True},
    ],
    "bookings": [
        {
            "client": "+77990000101",
            "branch": "abay",
            "start": "2026-07-14T13:00:00+05:00",
            "service": "Массаж",
            "master": "Асель",
            "price_kzt": 9000,
        },
        {
            "client": "+77990000102",
            "branch": "abay",
            "start": "2026-07-14T11:00:00+05:00",
        },
    ],
    "corridor": {"version": 1, "incident_kzt": 40000},
    "city": {
        "outdoor_c": 31.6,
        "notices": [
            {
                "kind": "water",
                "branch": "abay",
                "from": "2026-07-14T10:00:00+05:00",
                "until": "2026-07-14T16:00:00+05:00",
            }
        ],
    },
}


def phone(digits: str, kind: str = "wa_id") -> Alias:
    return Alias("whatsapp", "1001", kind, digits)


def incident(name: str = "inc-1", org: str = ORG, **changes) -> Incident:
    given = {
        "id": name,
        "org": org,
        "topic": "heat_air",
        "branch": "abay",
        "branches": ("abay",),
        "playbook": "climate_failure",
        "permission": "act",
        "level": "incident",
        "opened_at": NOON,
        "first_at": NOON - HOUR,
        "trigger_at": NOON,
        "standing": Standing(Mode.NORMAL, Permission.ACT),
        "ledger": Ledger(40_000),
    }
    return Incident(**(given | changes))


def letterhead(key: str, **changes) -> Letterhead:
    given = {
        "key": key,
        "org": ORG,
        "incident": "inc-1",
        "step": "write_client",
        "to": "client:1",
        "urgency": "act",
        "text": "Сәлем",
        "lang": "kk",
        "phrase": "client.sorry",
        "window": "window",
        "cost_kzt": 15,
    }
    return Letterhead(**(given | changes))


def outbound(key: str, account: str = "1001") -> Outbound:
    to = Alias("whatsapp", account, "phone", "+77990000101")
    return Outbound(key, "whatsapp", account, to, Text("Сәлем"))


def entry(kind: str = "MODE_CHANGED", org: str = ORG, **changes) -> Entry:
    given = {"entry": kind, "at": NOON, "org": org, "data": {"to": "CAUTIOUS"}}
    return Entry(**(given | changes))


def incoming(name: str, text: str = "жарко", **changes) -> Incoming:
    given = {
        "id": name,
        "org": ORG,
        "person": "client:1",
        "channel": "whatsapp",
        "channel_id": f"wamid.{name}",
        "written_at": NOON,
        "seen_at": NOON,
        "text": UntrustedText(text),
        "branch": "abay",
    }
    return Incoming(**(given | changes))


def line(op: str, amount: int, reference: str = "job", **changes) -> Line:
    row = LedgerRow(Op(op), amount, Purpose.VENDOR, reference, 0)
    caps = (Cap("incident/inc-1", 40_000), Cap("day/2026-07-14", 50_000))
    given = {
        "org": ORG,
        "incident": "inc-1",
        "row": row,
        "at": NOON,
        "caps": caps if op == "reserve" else (),
    }
    return Line(**(given | changes))


def claimed(bench, now=NOON, limit=20):
    with bench.step() as desk:
        return [p.head.key for p in desk.outbox.claim(now, "w1", limit)]
