"""One whole example of every journal entry (docs/reference/formats.md, 3)."""

from typing import Any

LATER = "2026-07-14T05:22:14.000Z"


def said(code: str, **args: str | int) -> dict[str, Any]:
    """Write a sentence as the journal does."""
    return {"code": code, "args": args}


TERMS = {
    "eta_min": 65,
    "price_kzt": 5000,
    "scope": "hvac_minor",
    "ceiling_kzt": 15000,
    "valid_until": LATER,
}
CANDIDATE = {
    "vendor": "vendor:1",
    "source": "bench",
    "known": True,
    "rating": "4.9",
    "reviews": 210,
    "distance_km": 3,
    "eta_min": 34,
    "signs": ["new_vendor"],
}
BELIEF = {
    "cause": "climate_failure",
    "p": "0.87",
    "for": [said("witnesses.many", n=7, minutes=40)],
    "against": [said("outdoor.hot", degrees=34)],
}
EVIDENCE = {
    "answered": 5,
    "fine": 5,
    "affected": 7,
    "quiet_min": 40,
    "promises_open": 0,
}
EXAMPLES: dict[str, dict[str, Any]] = {
    "AGENT_MONITOR": {
        "topic": "heat_air",
        "level": "incident",
        "witnesses": 7,
        "verified": 7,
        "mentions": 11,
        "window_min": 40,
        "recurrence_days": 4000,
        "phrases": ["жарко", "ауа жоқ"],
        "sentiment_deviation": "-0.72",
        "sentiment_n": 11,
        "message_ids": ["m1"],
    },
    "INCIDENT_OPENED": {
        "topic": "heat_air",
        "playbook": "climate_failure",
        "permission": "act",
        "mode": "NORMAL",
        "parent": None,
        "branches": ["abay"],
    },
    "INCIDENT_REOPENED": {"why": said("reopened.new_complaints")},
    "AGENT_THOUGHT": {
        "causes": [BELIEF],
        "conclusion": said(
            "conclusion.likely",
            cause="climate_failure",
            p="0.87",
            second="coincidence",
            second_p="0.05",
        ),
        "provisional": True,
        "would_change_mind": [said("if.visits.strangers", cause="organised", p="0.7")],
    },
    "QUESTION_ASKED": {
        "question": said("shift.question.cold_air_blowing", branch="Абай"),
        "to": "staff:2",
        "lang": "kk",
        "expires_at": LATER,
    },
    "QUESTION_ANSWERED": {
        "question": said("shift.question.cold_air_blowing"),
        "answer": "no",
        "by": "staff:2",
        "supports": "climate_failure",
    },
    "PLAN_MADE": {
        "steps": [
            {
                "step": "authorise_job",
                "kind": "authorise_job",
                "cost_kzt": 30000,
                "reversible": "undo",
                "verdict": "hold",
            }
        ]
    },
    "VERDICT": {
        "step": "authorise_job/vendor:1",
        "kind": "authorise_job",
        "verdict": "hold",
        "limit": "hold",
        "sentence": said("limit.hold", seconds=60),
        "amount_kzt": 15000,
        "until": LATER,
    },
    "ACTION_INITIATED": {
        "kind": "notify_owner",
        "to": "owner:1",
        "channel": "whatsapp",
        "lang": "ru",
        "phrase": "owner.card.act",
    },
    "OWNER_DECISION": {
        "decision": "agree",
        "step": None,
        "by": "owner:1",
        "channel": "whatsapp",
        "factor": "none",
    },
    "COMMAND_REFUSED": {
        "from": "client:17",
        "message_id": "m9",
        "why": said("command.not_the_owner"),
    },
    "VENDOR_SEARCH": {
        "trade": "hvac",
        "filters": {
            "max_km": 15,
            "min_rating": "4.5",
            "min_reviews": 20,
            "open_now": True,
        },
        "found": 4,
        "shortlist": [CANDIDATE],
    },
    "AGENT_DECISION": {
        "vendor": "vendor:1",
        "criteria": {
            "rating": "4.9",
            "reviews": 210,
            "known": True,
            "eta_min": 65,
            "price_kzt": 5000,
            "reachable": True,
        },
        "why": said("decision.best_offer", of=2),
        "rejected": [
            {"vendor": "vendor:2", "why": said("rejected.no_offer", why="no_answer")}
        ],
    },
    "WHATSAPP_OUTREACH": {
        "vendor": "vendor:1",
        "channel": "whatsapp",
        "state": "agreed",
        "why": said("outreach.within_terms"),
        "terms": TERMS,
    },
    "CLIENT_COMMUNICATION_INITIATED": {
        "client": "client:17",
        "channel": "instagram",
        "lang": "kk",
        "phrase": "client.letter.coming.bonus",
        "about": "incident",
        "promises": [
            {"what": "bonus", "modality": "will", "value": "2000", "due": None}
        ],
        "disclosure": True,
        "window": "window",
        "cost_kzt": 12,
    },
    "CLIENT_REPLIED": {
        "client": "client:17",
        "message_id": "m12",
        "label": "satisfied",
    },
    "COMPENSATION_FLOW": {
        "client": "client:17",
        "kind": "addon",
        "value": "spa_care",
        "cost_kzt": 2500,
        "rule": "long_visit",
        "why": said("compensation.visit_spoilt"),
    },
    "BOOKING_FLOW": {
        "client": "client:17",
        "booking": "b3",
        "state": "offered",
        "from": "2026-07-14T11:30:00+05:00",
        "to": "2026-07-14T15:30:00+05:00",
    },
    "CLOSURE_PROPOSED": {
        "branch": "abay",
        "hours": 3,
        "bookings": 9,
        "cost_kzt": 84000,
        "stay_kzt": 18135,
        "why": said("closure.repair_failed"),
        "rule": said("closure.rule"),
        "expires_at": LATER,
        "reopens_at": "2026-07-14T09:00:00.000Z",
    },
    "LEDGER": {
        "op": "reserve",
        "amount_kzt": 15000,
        "purpose": "vendor",
        "reference": "authorise_job/vendor:1",
        "left_kzt": 35000,
    },
    "PROMISE": {
        "promise": "bonus/client:17",
        "to": "client:17",
        "what": "bonus",
        "due": LATER,
        "state": "made",
    },
    "DELIVERY": {
        "key": "inc-1/write_client/client:17",
        "to": "client:17",
        "channel": "whatsapp",
        "state": "delivered",
        "code": None,
        "category": "window",
    },
    "HUMAN_HANDOFF": {
        "why": said("handoff.asked_for_person"),
        "client": "client:17",
        "to": "staff:2",
    },
    "MODE_CHANGED": {"from": "NORMAL", "to": "CAUTIOUS", "causes": ["budget_80"]},
    "INCIDENT_CLOSED": {
        "evidence": {**EVIDENCE, "vendor_done": True},
        "spent_kzt": 18000,
        "own_time_ms": 950,
        "waited_s": 6940,
        "sentence": said("closed.on_evidence", **EVIDENCE),
    },
}
