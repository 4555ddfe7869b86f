"""The corridor of the demo organisation, which acts; a new one only observes."""

from collections.abc import Mapping
from typing import Any

from sondir.playbooks import PLAYBOOKS

DEMO_CORRIDOR: Mapping[str, Any] = {
    "version": 1,
    "permissions": {
        book.name: "observe" if book.human_only else "act" for book in PLAYBOOKS
    },
}
"""Every other limit as in docs/reference/corridor.md."""


def with_corridor(crm: Mapping[str, Any]) -> dict[str, Any]:
    """Give a founding document without a corridor the demo's."""
    return {**crm, "corridor": crm.get("corridor") or dict(DEMO_CORRIDOR)}
