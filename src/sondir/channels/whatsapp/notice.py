"""What the channel tells about an account, a template or a person's preference."""

from sondir.channels.whatsapp.envelope import NAME, Envelope
from sondir.channels.whatsapp.errors import read_errors
from sondir.domain.foreign import Node, fit, identifier, instant, node, text, word
from sondir.domain.inbound import Inbound, InboundNotice, InboundUnknown

KNOWN_FIELDS = frozenset(
    {
        "account_alerts",
        "account_review_update",
        "account_update",
        "business_capability_update",
        "history",
        "message_template_components_update",
        "message_template_quality_update",
        "message_template_status_update",
        "phone_number_name_update",
        "phone_number_quality_update",
        "security",
        "smb_app_state_sync",
        "template_category_update",
    }
)
_FRAME = ("messaging_product", "metadata")
LONGEST_FACT = 300
MOST_FACTS = 40


def read_notice(field: str, value: Node, account: str | None, entry: Node) -> Inbound:
    """Read a notice of one of the known fields; any other is kept as unknown."""
    if field not in KNOWN_FIELDS or not value:
        reason = "kind" if field not in KNOWN_FIELDS else "shape"
        return InboundUnknown(NAME, reason, field or "change", account)
    at = instant(value, "timestamp") or instant(entry, "time")
    return InboundNotice(NAME, account, field, at, facts_of(value))


def read_preference(raw: object, envelope: Envelope) -> Inbound:
    """Read one person's wish about marketing: `value` is `stop` or `resume`."""
    wish = node(raw)
    aliases = envelope.aliases(identifier(wish, "wa_id"), identifier(wish, "user_id"))
    if not aliases or not word(wish, "value"):
        return InboundUnknown(NAME, "shape", "user_preferences", envelope.account)
    facts = tuple(
        (name, word(wish, name)) for name in ("category", "value") if word(wish, name)
    )
    at = instant(wish, "timestamp")
    field = "user_preferences"
    return InboundNotice(NAME, envelope.account, field, at, facts, aliases)


def read_value_errors(value: Node, envelope: Envelope) -> Inbound:
    """Read errors that belong to no message: of the number or of the application."""
    errors = read_errors(value)
    if not errors:
        return InboundUnknown(NAME, "shape", "errors", envelope.account)
    return InboundNotice(NAME, envelope.account, "errors", None, errors=errors)


def facts_of(value: Node) -> tuple[tuple[str, str], ...]:
    """List the short scalars of a notice, one level deep, never what stands in lists.

    Lists are left to the stored body: in them stand people.

    >>> facts_of({"event": "PAUSED", "message_template_id": 71, "rows": ["x"],
    ...           "disable_info": {"disable_date": "2026-11-30"}})
    (('event', 'PAUSED'), ('message_template_id', '71'), \
('disable_info.disable_date', '2026-11-30'))
    """
    found: list[tuple[str, str]] = []
    for name, inner in value.items():
        if name in _FRAME:
            continue
        if isinstance(inner, dict):
            found += [(f"{name}.{deep}", _fact(inner, deep)) for deep in inner]
        else:
            found.append((name, _fact(value, name)))
    return tuple((fit(name)[:100], fact) for name, fact in found if fact)[:MOST_FACTS]


def _fact(parent: Node, name: str) -> str:
    if isinstance(parent.get(name), bool):
        return "true" if parent[name] else "false"
    return (text(parent, name) or identifier(parent, name) or "")[:LONGEST_FACT]
