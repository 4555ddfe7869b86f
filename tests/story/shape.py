"""The journal's shape: what every record must hold, and what it must never hold."""

import hashlib
import json

from tests.story.record import Left, Row

REQUIRED = {
    "AGENT_MONITOR": "topic level witnesses verified mentions window_min "
    "recurrence_days phrases sentiment_deviation sentiment_n message_ids",
    "INCIDENT_OPENED": "topic playbook permission mode parent branches",
    "INCIDENT_REOPENED": "why",
    "AGENT_THOUGHT": "causes conclusion provisional would_change_mind",
    "QUESTION_ASKED": "question to lang expires_at",
    "QUESTION_ANSWERED": "question answer by supports",
    "PLAN_MADE": "playbook steps",
    "VERDICT": "step kind verdict limit sentence amount_kzt until",
    "ACTION_INITIATED": "kind to channel lang phrase",
    "OWNER_DECISION": "decision step by channel factor",
    "COMMAND_REFUSED": "from message_id why",
    "VENDOR_SEARCH": "trade filters found shortlist",
    "AGENT_DECISION": "vendor criteria why rejected",
    "WHATSAPP_OUTREACH": "vendor channel state why terms",
    "CLIENT_COMMUNICATION_INITIATED": "client channel lang phrase about promises "
    "disclosure window cost_kzt",
    "CLIENT_REPLIED": "client message_id label",
    "COMPENSATION_FLOW": "client kind value cost_kzt rule why",
    "CLOSURE_PROPOSED": "branch hours bookings cost_kzt expires_at reopens_at",
    "BOOKING_FLOW": "client booking state from to",
    "LEDGER": "op amount_kzt purpose reference left_kzt",
    "PROMISE": "promise to what due state",
    "DELIVERY": "key to channel state code category",
    "HUMAN_HANDOFF": "why client to",
    "MODE_CHANGED": "from to causes",
    "INCIDENT_CLOSED": "evidence spent_kzt own_time_ms waited_s sentence",
}
TERMS = {"eta_min", "price_kzt", "scope", "ceiling_kzt", "valid_until"}
AGREED_ON = ("agreed", "arrived", "done", "raised", "no_show")
ABOUT = {"incident", "reply", "danger", "booking", "handoff", "optout", "update"}


def check_shape(left: Left) -> None:
    """Every record has its keys, no float, nobody's name, phone or words."""
    for record in left.journal:
        required = set(REQUIRED[record["entry"]].split())
        assert required - set(record["data"]) == set(), record
        _check_terms(record)
        _check_numbers(record)
    _check_privacy(left)


def check_chain(texts: list[str]) -> None:
    """The chain holds, as twenty lines of any language would see it."""
    prev = "0" * 64
    for seq, text in enumerate(texts, 1):
        record = json.loads(text)
        claimed = record.pop("hash")
        written = json.dumps(
            record, sort_keys=True, ensure_ascii=False, separators=(",", ":")
        )
        assert (record["seq"], record["prev"]) == (seq, prev)
        assert hashlib.sha256(written.encode()).hexdigest() == claimed
        prev = claimed


def _check_terms(record: Row) -> None:
    details = record["data"]
    if record["entry"] == "CLIENT_COMMUNICATION_INITIATED":
        assert details["about"] in ABOUT
    if record["entry"] != "WHATSAPP_OUTREACH":
        return
    assert set(details["terms"]) == TERMS
    if details["state"] in AGREED_ON:
        assert None not in details["terms"].values(), record


def _check_numbers(value: object) -> None:
    assert not isinstance(value, float), value
    inner = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list):
        for one in inner:  # type: ignore[attr-defined]
            _check_numbers(one)


def _check_privacy(left: Left) -> None:
    journal = "\n".join(left.texts)
    world = left.story.world.network.world
    people = {line["from"] for line in left.wire} | {line["to"] for line in left.wire}
    phones = {str(p) for p in people if str(p).startswith(("+", "ig:"))}
    names = {c.name for c in world.clients if c.name}
    for secret in phones | {p.lstrip("+") for p in phones} | names:
        assert secret not in journal, secret
    for line in left.wire:
        text = str(line["text"] or "")
        assert len(text) < 12 or text not in journal, text
