"""Between the world's words and ours, where no HTTP stands between them.

The world knows no package of ours; in memory somebody has to say that its `Outbound`
is our `Outbound`. The same facts cross as over HTTP, and nothing else.
"""

from sondir.domain.inbound import (
    DeliveryState,
    Inbound,
    InboundEcho,
    InboundError,
    InboundMessage,
    InboundStatus,
    MessageKind,
)
from sondir.domain.outbound import Refusal, ReplyButtons, Template, Text
from sondir.domain.person import Alias, AliasKind
from sondir.domain.untrusted import UntrustedText
from sondir.ports.channel import Accepted, Refused, SendOutcome
from sondir.ports.outbox import Posted
from sondir.world import messages as world

REFUSALS = {
    131047: Refusal.WINDOW_CLOSED,
    10: Refusal.WINDOW_CLOSED,
    131056: Refusal.PAIR_LIMIT,
    130429: Refusal.BACK_OFF,
    131026: Refusal.PERMANENT,
    132001: Refusal.TEMPLATE,
}


def letter_of(posted: Posted) -> world.Outbound:
    """Say a message of ours in the world's words."""
    ours = posted.outbound
    form = ours.form
    to = ours.recipient.value
    if ours.recipient.kind == AliasKind.IGSID:
        to = f"ig:{to}"
    elif not to.startswith("+"):
        to = f"+{to}"
    channel = "instagram" if ours.channel == "instagram" else "whatsapp"
    base = {"channel": channel, "account": ours.account, "to": to, "key": ours.key}
    if isinstance(form, Text):
        return world.Outbound(**base, type="text", text=form.body)  # type: ignore[arg-type]
    if isinstance(form, Template):
        return world.Outbound(
            **base,  # type: ignore[arg-type]
            type="template",
            template=form.name,
            lang=form.language,
            params=form.parameters,
            buttons=tuple(world.Button(p, "") for p in form.payloads),
        )
    return _interactive(base, form)


def _interactive(base: dict[str, str], form: ReplyButtons) -> world.Outbound:
    return world.Outbound(
        **base,  # type: ignore[arg-type]
        type="interactive",
        text=form.body,
        buttons=tuple(world.Button(b.payload, b.title) for b in form.buttons),
    )


def outcome_of(answer: world.Accepted | world.Refused) -> SendOutcome:
    """Say the channel's answer in our words."""
    if isinstance(answer, world.Accepted):
        return Accepted(answer.wamid)
    category = REFUSALS.get(answer.code, Refusal.PERMANENT)
    return Refused(answer.code, category)


def event_of(event: world.Event) -> Inbound:
    """Say what reached us in our words."""
    if isinstance(event, world.StatusChange):
        return _status(event)
    if isinstance(event, world.Echo):
        alias = _alias("instagram", event.account, event.to)
        return InboundEcho("instagram", event.account, event.wamid, event.at, (alias,))
    pressed = event.pressed
    return InboundMessage(
        channel=event.channel,
        account=event.account,
        message_id=event.wamid,
        written_at=event.at,
        sender_aliases=(_alias(event.channel, event.account, event.client),),
        kind=MessageKind.BUTTON if pressed else MessageKind.TEXT,
        profile_name=UntrustedText(event.name) if event.name else None,
        text=UntrustedText(event.text),
        button_payload=pressed.id if pressed else None,
        reply_to=event.context,
    )


def _status(event: world.StatusChange) -> InboundStatus:
    errors: tuple[InboundError, ...] = ()
    if event.code is not None:
        category = REFUSALS.get(event.code, Refusal.PERMANENT)
        errors = (InboundError(event.code, event.details, category),)
    return InboundStatus(
        channel=event.channel,
        account=event.account,
        wamid=event.wamid,
        state=DeliveryState(event.state),
        at=event.at,
        key=event.key,
        errors=errors,
    )


def _alias(channel: str, account: str, address: str) -> Alias:
    if address.startswith("ig:"):
        return Alias(channel, account, AliasKind.IGSID, address[3:])
    return Alias(channel, account, AliasKind.PHONE, address)
