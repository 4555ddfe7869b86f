"""Every sentence a verdict can say, and the names its words may use.

languages/ renders each in RU, KK and EN; a test holds both sides together. Sums end
in `_kzt`, minutes in `_min`; `limit` in `verdict.*` is a key path of the corridor.
"""

from collections.abc import Mapping
from types import MappingProxyType

_SUMS = frozenset({"amount_kzt", "left_kzt", "limit_kzt"})
_NONE: frozenset[str] = frozenset()
_PLAYBOOK = frozenset({"playbook"})

SENTENCES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "verdict.allow": frozenset({"amount_kzt"}),
        "verdict.unknown_step": frozenset({"kind"}),
        "verdict.purpose_does_not_fit": frozenset({"kind", "purpose"}),
        "verdict.fact_missing": frozenset({"limit", "fact"}),
        "verdict.expired": frozenset({"limit", "minutes"}),
        "limit.veto.stopped_all": _NONE,
        "limit.veto.taken_over": _NONE,
        "limit.veto.stopped_step": _NONE,
        "limit.veto.client_opted_out": _NONE,
        "limit.veto.client_wants_human": _NONE,
        "limit.veto.client_has_human": _NONE,
        "limit.mode.CAUTIOUS": _NONE,
        "limit.mode.HOLD": _NONE,
        "limit.mode.MANUAL": _NONE,
        "limit.permissions.observe": _PLAYBOOK,
        "limit.permissions.ask": _PLAYBOOK,
        "limit.permission_cap.observe": _PLAYBOOK,
        "limit.permission_cap.ask": _PLAYBOOK,
        "limit.never_alone.close_branch": _NONE,
        "limit.never_alone.injury": _NONE,
        "limit.never_alone.legal": _NONE,
        "limit.never_alone.free_text": _NONE,
        "limit.never_alone.share_personal_data": _NONE,
        "limit.closure_open_ended": _NONE,
        "limit.client_kzt": _SUMS,
        "limit.job_kzt": _SUMS,
        "limit.job_new_vendor_kzt": _SUMS,
        "limit.compensation_kzt": _SUMS,
        "limit.incident_kzt": _SUMS,
        "limit.problem_kzt": _SUMS,
        "limit.day_kzt": _SUMS,
        "limit.month_kzt": _SUMS,
        "limit.messages.month_kzt": _SUMS,
        "limit.second_factor_kzt": frozenset({"amount_kzt", "limit_kzt"}),
        "limit.money_needs_p": frozenset({"p", "needs_p"}),
        "limit.vendor.min_rating": frozenset({"rating", "limit"}),
        "limit.vendor.min_reviews": frozenset({"reviews", "limit"}),
        "limit.vendor.max_km": frozenset({"km", "limit"}),
        "limit.vendor.max_eta_min": frozenset({"eta_min", "limit"}),
        "limit.vendor.prepayment": _NONE,
        "limit.vendor.receipt": _NONE,
        "limit.vendor.link": _NONE,
        "limit.vendor.terms_changed": _NONE,
        "limit.messages.per_client_day": frozenset({"sent", "limit"}),
        "limit.messages.quiet": frozenset({"quiet"}),
        "limit.messages.disclosure": _NONE,
        "limit.compensation.not_eligible": _NONE,
        "limit.compensation.already": _NONE,
        "limit.bookings.move_ahead_h": frozenset({"ahead_min", "limit_h"}),
        "limit.bookings.consent": _NONE,
        "limit.hold": frozenset({"seconds"}),
    }
)
