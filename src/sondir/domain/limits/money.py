"""Money: what has been spent plus what this step may cost stays within each limit."""

from sondir.domain.limits.answer import Ask, Objection, Sentence
from sondir.domain.limits.case import Case
from sondir.domain.step import OUTWARD, Purpose, StepKind


def second_factor(case: Case) -> Objection | None:
    """Ask for the code when a yes to a large sum came without it."""
    if case.act not in OUTWARD or not case.needs_code or case.agreements:
        return None
    if not any(agreement.limits for agreement in case.given):
        return None
    amount, limit = case.step.amount_kzt, case.corridor.second_factor_kzt
    args = {"amount_kzt": amount, "limit_kzt": limit}
    sentence = Sentence("limit.second_factor_kzt", args)
    return Ask("second_factor_kzt", sentence, amount)


def per_client(case: Case) -> Objection | None:
    """Keep to `client_kzt` for what one client receives in one crisis."""
    limit, spent = case.corridor.client_kzt, case.spent.client
    return _within(case, "client_kzt", limit, spent, Purpose.COMPENSATION)


def per_new_vendor_job(case: Case) -> Objection | None:
    """Keep to `job_new_vendor_kzt` with a vendor who never worked for us."""
    if case.facts.vendor_known:
        return None
    limit, spent = case.corridor.job_new_vendor_kzt, case.spent.job
    return _within(case, "job_new_vendor_kzt", limit, spent, Purpose.VENDOR)


def per_job(case: Case) -> Objection | None:
    """Keep to `job_kzt` for one vendor in one crisis, however it is split."""
    limit, spent = case.corridor.job_kzt, case.spent.job
    return _within(case, "job_kzt", limit, spent, Purpose.VENDOR)


def all_compensation(case: Case) -> Objection | None:
    """Keep to `compensation_kzt` for all clients of one crisis."""
    limit, spent = case.corridor.compensation_kzt, case.spent.compensation
    return _within(case, "compensation_kzt", limit, spent, Purpose.COMPENSATION)


def per_incident(case: Case) -> Objection | None:
    """Keep to `incident_kzt` for everything one crisis costs."""
    return _within(
        case, "incident_kzt", case.corridor.incident_kzt, case.spent.incident
    )


def per_problem(case: Case) -> Objection | None:
    """Keep to the sum that this kind of problem may cost, where one is set."""
    playbook = case.step.playbook or ""
    limit = case.corridor.problem_kzt.get(playbook)
    if limit is None:
        return None
    return _within(case, f"problem_kzt.{playbook}", limit, case.spent.problem)


def per_day(case: Case) -> Objection | None:
    """Keep to `day_kzt` over all crises of the organisation's day."""
    return _within(case, "day_kzt", case.corridor.day_kzt, case.spent.day)


def per_month(case: Case) -> Objection | None:
    """Keep to `month_kzt` over all crises of the month."""
    return _within(case, "month_kzt", case.corridor.month_kzt, case.spent.month)


def message_fees(case: Case) -> Objection | None:
    """Keep to `messages.month_kzt`; alerts and emergencies never reach here."""
    limit, spent = case.corridor.messages.month_kzt, case.spent.messages_month
    return _within(case, "messages.month_kzt", limit, spent, Purpose.MESSAGES)


def price_ceiling(case: Case) -> Objection | None:
    """Ask before work is authorised that has no upper price."""
    if case.step.kind is not StepKind.AUTHORISE_JOB:
        return None
    if case.facts.price_ceiling_kzt is not None:
        return None
    return case.ask_fact("job_kzt", "price_ceiling_kzt")


def cause_is_sure(case: Case) -> Objection | None:
    """Ask before work is authorised on a cause that is not sure enough."""
    if case.step.kind is not StepKind.AUTHORISE_JOB or case.facts.shift_confirmed:
        return None
    cause_p, needed = case.facts.cause_p, case.corridor.money_needs_p
    if cause_p is None:
        return case.ask_fact("money_needs_p", "cause_p")
    if cause_p >= needed:
        return None
    code = "limit.money_needs_p"
    return case.ask("money_needs_p", code, p=str(cause_p), needs_p=str(needed))


def _within(
    case: Case, limit: str, most_kzt: int, spent_kzt: int, only: Purpose | None = None
) -> Objection | None:
    """Ask when *most_kzt* would be passed; a step that costs nothing passes."""
    amount = case.step.amount_kzt
    if case.act not in OUTWARD or amount == 0:
        return None
    if only not in (None, case.step.purpose):
        return None
    left = most_kzt - spent_kzt
    if amount <= left or case.is_lifted(limit):
        return None
    args = {"amount_kzt": amount, "left_kzt": max(0, left), "limit_kzt": most_kzt}
    code = "limit.problem_kzt" if limit.startswith("problem_kzt.") else f"limit.{limit}"
    return Ask(limit, Sentence(code, args), amount, left_kzt=left)
