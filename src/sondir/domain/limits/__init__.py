"""Every limit of the trust corridor, one small function each.

A limit looks at a *Case* and objects (Hold, Ask, Refuse) or has nothing to say
(None). To add one: write the function beside its kin, add it to LIMITS, give its
sentence in SENTENCES, and a line to tests/domain/corridor/expectations.py, where a
test shows that the limit is missed when it is taken away.
"""

from collections.abc import Callable

from sondir.domain.limits import (
    admission,
    clients,
    modes,
    money,
    never_alone,
    permissions,
    vendors,
    veto,
    veto_window,
)
from sondir.domain.limits.answer import Objection
from sondir.domain.limits.case import Case

Limit = Callable[[Case], Objection | None]

LIMITS: tuple[Limit, ...] = (
    admission.known_kind,
    admission.purpose_fits,
    veto.stopped_all,
    veto.taken_over,
    veto.stopped_step,
    veto.opted_out,
    veto.wants_human,
    veto.has_human,
    modes.manual,
    permissions.permission,
    permissions.permission_cap,
    clients.disclosure,
    clients.eligible,
    clients.compensated_once,
    clients.booking_consent,
    never_alone.open_ended_closure,
    never_alone.close_branch,
    never_alone.injury,
    never_alone.legal,
    never_alone.free_text,
    never_alone.personal_data,
    modes.on_hold,
    modes.cautious,
    vendors.prepayment,
    vendors.no_link,
    vendors.same_terms,
    vendors.min_rating,
    vendors.min_reviews,
    vendors.max_km,
    vendors.max_eta,
    vendors.receipt,
    money.second_factor,
    money.per_client,
    money.per_new_vendor_job,
    money.per_job,
    money.all_compensation,
    money.per_incident,
    money.per_problem,
    money.per_day,
    money.per_month,
    money.message_fees,
    money.price_ceiling,
    money.cause_is_sure,
    clients.move_ahead,
    clients.per_client_day,
    clients.quiet_hours,
    veto_window.veto_window,
)
"""In the order in which equals are named: the gravest reason first."""
