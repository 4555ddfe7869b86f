"""The same trouble at other branches: a heat wave, a supplier, or chance.

Other branches that complain more than usual speak for a cause that the city shares,
long before any of them has an incident of its own.
"""

from sondir.domain.detection import Detector, loud_branches
from sondir.domain.turn import Spread
from sondir.ports.desk import Desk
from sondir.workflows.case import Case
from sondir.workflows.diagnosing import rethink
from sondir.workflows.joining import is_rescue, is_struck


def hear_elsewhere(desk: Desk, org: str, topic: str, detector: Detector) -> None:
    """Tell the open incidents of *topic* which other branches complain of it now."""
    same = [i for i in desk.incidents.open_in(org) if i.topic == topic]
    loud = loud_branches(detector, topic, desk.now) if same else frozenset()
    for incident in same:
        others = tuple(sorted(b for b in loud if not is_struck(incident, b)))
        if is_rescue(incident) or others == incident.loud_elsewhere:
            continue
        incident = desk.incidents.load(incident.id)
        incident.loud_elsewhere = others
        desk.incidents.save(incident)
        key = f"{incident.id}/spread/{'+'.join(others)}/{incident.turns}"
        desk.mailbox.put(incident.id, Spread(others), key)


def weigh_spread(case: Case, _: Spread) -> None:
    """Weigh the cause again with what the other branches say."""
    rethink(case)
