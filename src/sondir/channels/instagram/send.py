"""What an answer of the Instagram API means for the message."""

from sondir.channels.graph_api import Answer
from sondir.channels.instagram.errors import category_of
from sondir.domain.foreign import identifier, integer, is_set
from sondir.domain.outbound import Refusal
from sondir.ports.channel import Accepted, Refused, SendOutcome, Unknown


def outcome_of(answer: Answer) -> SendOutcome:
    """Read an answer: an id means taken, an error's code decides, else it is open.

    >>> outcome_of(Answer(200, {"message_id": "m1"}, {}, None, None)).wamid
    'm1'
    """
    if answer.code is not None:
        return _refused(answer, answer.code)
    mid = identifier(answer.body, "message_id")
    return Accepted(mid) if mid else Unknown("no_id")


def _refused(answer: Answer, code: int) -> SendOutcome:
    """Follow the table; an unlisted failure of the server may still have sent."""
    subcode = integer(answer.error, "error_subcode")
    category = category_of(code, subcode)
    if category is Refusal.OUR_BUG and is_set(answer.error, "is_transient"):
        category = Refusal.TRANSIENT
    why = str(code) if subcode is None else f"{code}/{subcode}"
    if category is Refusal.OUR_BUG and answer.status >= 500:
        return Unknown(f"{answer.status}/{why}")
    return Refused(code, category, answer.retry_after_s, why)
