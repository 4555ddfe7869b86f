"""Messages of ours to nobody."""

from sondir.domain.outbound import Form, Outbound, Text
from sondir.domain.person import Alias, AliasKind


def to_whatsapp(
    form: Form | None = None, kind: str = AliasKind.WA_ID, value: str = "77990000101"
) -> Outbound:
    """Make a message to one of the demo numbers."""
    alias = Alias("whatsapp", "1055", kind, value)
    return Outbound("inc-1/write/17", "whatsapp", "1055", alias, form or Text("Сәлем"))


def to_instagram(form: Form | None = None) -> Outbound:
    """Make a message to somebody on Instagram."""
    alias = Alias("instagram", "178", AliasKind.IGSID, "7788")
    return Outbound("inc-1/write/18", "instagram", "178", alias, form or Text("Сәлем"))
