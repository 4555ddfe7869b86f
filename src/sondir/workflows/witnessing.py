"""What the witnesses have in common: the master they came to."""

from collections import Counter

from sondir.workflows.case import Case


def missing_master(case: Case) -> str | None:
    """Name the master for whom most witnesses waited; None where nobody stands out."""
    masters = Counter(m for m in masters_of(case) if m)
    if not masters:
        return None
    (name, most), total = masters.most_common(1)[0], sum(masters.values())
    return name if most >= 2 and most * 2 > total else None


def masters_of(case: Case) -> list[str | None]:
    """Say for each witness which master their visit of today was with."""
    seen = [case.visits_today(witness.client) for witness in case.incident.affected()]
    return [(visits[-1].master or None) if visits else None for visits in seen]
