"""What one client is written and given."""

from sondir.domain.limits.answer import Objection
from sondir.domain.limits.case import Case
from sondir.domain.step import BOOKING_KINDS, CLIENT_MESSAGES, Act, StepKind


def per_client_day(case: Case) -> Objection | None:
    """Ask before a client hears from us more often than a day allows."""
    if case.step.kind not in CLIENT_MESSAGES:
        return None
    sent, most = case.facts.client_messages_today, case.corridor.messages.per_client_day
    if sent is None:
        return case.ask_fact("messages.per_client_day", "client_messages_today")
    if sent < most:
        return None
    code = "limit.messages.per_client_day"
    return case.ask("messages.per_client_day", code, sent=sent, limit=most)


def quiet_hours(case: Case) -> Objection | None:
    """Wait with a client's message until the quiet hours end."""
    if case.step.kind not in CLIENT_MESSAGES or case.is_lifted("messages.quiet"):
        return None
    minute, quiet = case.facts.local_minute, case.corridor.messages.quiet
    if minute is None:
        return case.ask_fact("messages.quiet", "local_minute")
    left_s = quiet.left_s(minute)
    if left_s == 0:
        return None
    code = "limit.messages.quiet"
    return case.hold("messages.quiet", left_s, code, quiet=str(quiet))


def disclosure(case: Case) -> Objection | None:
    """Refuse a first message that does not say an assistant writes."""
    if case.step.kind not in CLIENT_MESSAGES or case.facts.first_contact is False:
        return None
    if case.facts.discloses:
        return None
    return case.refuse("messages", "limit.messages.disclosure")


def eligible(case: Case) -> Objection | None:
    """Refuse to compensate whoever is not eligible in this crisis."""
    if case.act is not Act.COMPENSATION or case.facts.eligible:
        return None
    return case.refuse("client_kzt", "limit.compensation.not_eligible")


def compensated_once(case: Case) -> Objection | None:
    """Refuse a second compensation in the same crisis."""
    if case.act is not Act.COMPENSATION or case.facts.already_compensated is False:
        return None
    return case.refuse("client_kzt", "limit.compensation.already")


def move_ahead(case: Case) -> Objection | None:
    """Ask before a visit farther ahead than `bookings.move_ahead_h` is touched."""
    if case.step.kind not in BOOKING_KINDS | {StepKind.PAUSE_BOOKINGS}:
        return None
    ahead, most_h = case.facts.booking_ahead_min, case.corridor.bookings.move_ahead_h
    if ahead is None:
        return case.ask_fact("bookings.move_ahead_h", "booking_ahead_min")
    if 0 <= ahead <= most_h * 60:
        return None
    code = "limit.bookings.move_ahead_h"
    return case.ask("bookings.move_ahead_h", code, ahead_min=ahead, limit_h=most_h)


def booking_consent(case: Case) -> Objection | None:
    """Refuse to move or cancel a visit without the client's own yes."""
    if case.step.kind not in (StepKind.MOVE_BOOKING, StepKind.CANCEL_BOOKING):
        return None
    if case.facts.client_agreed:
        return None
    return case.refuse("bookings", "limit.bookings.consent")
