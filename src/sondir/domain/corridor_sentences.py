"""The owner's settings as sentences, one for each limit, in a readable order.

A verdict names its limit by key path; the same key path finds the setting's
sentence here, so that the page and the refusal speak of the same thing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sondir.domain.corridor import (
    ALWAYS_NEVER_ALONE,
    NEVER_ALONE,
    Corridor,
)
from sondir.domain.limits.answer import Arg, Sentence

SETTINGS: dict[str, frozenset[str]] = {
    "setting.permissions.observe": frozenset({"playbook"}),
    "setting.permissions.ask": frozenset({"playbook"}),
    "setting.permissions.act": frozenset({"playbook"}),
    "setting.problem_kzt": frozenset({"playbook", "limit_kzt"}),
    "setting.incident_kzt": frozenset({"limit_kzt"}),
    "setting.job_kzt": frozenset({"limit_kzt"}),
    "setting.job_new_vendor_kzt": frozenset({"limit_kzt"}),
    "setting.client_kzt": frozenset({"limit_kzt"}),
    "setting.compensation_kzt": frozenset({"limit_kzt"}),
    "setting.day_kzt": frozenset({"limit_kzt"}),
    "setting.month_kzt": frozenset({"limit_kzt"}),
    "setting.second_factor_kzt": frozenset({"limit_kzt"}),
    "setting.money_needs_p": frozenset({"p"}),
    "setting.vendor.min_rating": frozenset({"limit"}),
    "setting.vendor.min_reviews": frozenset({"limit"}),
    "setting.vendor.max_km": frozenset({"limit"}),
    "setting.vendor.max_eta_min": frozenset({"limit"}),
    "setting.vendor.prepayment.yes": frozenset(),
    "setting.vendor.prepayment.no": frozenset(),
    "setting.vendor.receipt.yes": frozenset(),
    "setting.vendor.receipt.no": frozenset(),
    "setting.messages.per_client_day": frozenset({"limit"}),
    "setting.messages.quiet": frozenset({"quiet"}),
    "setting.messages.month_kzt": frozenset({"limit_kzt"}),
    "setting.bookings.move_ahead_h": frozenset({"limit"}),
    "setting.hold_s.vendor": frozenset({"seconds"}),
    "setting.hold_s.clients": frozenset({"seconds"}),
    "setting.hold_s.compensation": frozenset({"seconds"}),
    "setting.ask_expires_min": frozenset({"minutes"}),
    "setting.never_alone.close_branch": frozenset(),
    "setting.never_alone.injury": frozenset(),
    "setting.never_alone.legal": frozenset(),
    "setting.never_alone.free_text": frozenset(),
    "setting.never_alone.share_personal_data": frozenset(),
}
"""Every sentence code of a setting, with the names its words may use."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: the *key* path that verdicts name, and what it says."""

    key: str
    sentence: Sentence


def settings_of(corridor: Corridor) -> tuple[Setting, ...]:
    """Say *corridor* in sentences, permissions first. Pure.

    >>> settings_of(Corridor())[0].key
    'incident_kzt'
    """
    return (*_permissions(corridor), *_money(corridor), *_others(corridor))


def _permissions(corridor: Corridor) -> Iterator[Setting]:
    for playbook, permission in sorted(corridor.permissions.items()):
        code = f"permissions.{permission}"
        yield _setting(f"permissions.{playbook}", code, playbook=playbook)


def _money(corridor: Corridor) -> Iterator[Setting]:
    for key in (
        "incident_kzt",
        "job_kzt",
        "job_new_vendor_kzt",
        "client_kzt",
        "compensation_kzt",
        "day_kzt",
        "month_kzt",
        "second_factor_kzt",
    ):
        yield _setting(key, key, limit_kzt=getattr(corridor, key))
    for playbook, most in sorted(corridor.problem_kzt.items()):
        key = f"problem_kzt.{playbook}"
        yield _setting(key, "problem_kzt", playbook=playbook, limit_kzt=most)
    yield _setting("money_needs_p", "money_needs_p", p=str(corridor.money_needs_p))


def _others(corridor: Corridor) -> Iterator[Setting]:
    vendor, messages, hold = corridor.vendor, corridor.messages, corridor.hold_s
    yield _same("vendor.min_rating", limit=str(vendor.min_rating))
    yield _same("vendor.min_reviews", limit=vendor.min_reviews)
    yield _same("vendor.max_km", limit=str(vendor.max_km))
    yield _same("vendor.max_eta_min", limit=vendor.max_eta_min)
    yield _yes_or_no("vendor.prepayment", vendor.prepayment)
    yield _yes_or_no("vendor.receipt", vendor.receipt)
    yield _same("messages.per_client_day", limit=messages.per_client_day)
    yield _same("messages.quiet", quiet=str(messages.quiet))
    yield _same("messages.month_kzt", limit_kzt=messages.month_kzt)
    yield _same("bookings.move_ahead_h", limit=corridor.bookings.move_ahead_h)
    yield _same("hold_s.vendor", seconds=hold.vendor)
    yield _same("hold_s.clients", seconds=hold.clients)
    yield _same("hold_s.compensation", seconds=hold.compensation)
    yield _same("ask_expires_min", minutes=corridor.ask_expires_min)
    for matter in sorted(NEVER_ALONE & (corridor.never_alone | ALWAYS_NEVER_ALONE)):
        yield _same(f"never_alone.{matter}")


def _yes_or_no(key: str, value: bool) -> Setting:
    return _setting(key, f"{key}.{'yes' if value else 'no'}")


def _same(key: str, /, **args: Arg) -> Setting:
    return _setting(key, key, **args)


def _setting(key: str, code: str, /, **args: Arg) -> Setting:
    return Setting(key, Sentence(f"setting.{code}", args))
