"""What an answer of the Cloud API means for the message."""

from sondir.channels.graph_api import Answer
from sondir.channels.whatsapp.errors import category_of, is_listed, wait_of
from sondir.domain.foreign import Node, identifier, is_set, items, node
from sondir.domain.outbound import Refusal
from sondir.ports.channel import Accepted, Refused, SendOutcome, Unknown


def outcome_of(answer: Answer) -> SendOutcome:
    """Read an answer: an id means taken, an error's code decides, else it is open.

    >>> taken = {"messages": [{"id": "wamid.1"}]}
    >>> outcome_of(Answer(200, taken, {}, None, None)).wamid
    'wamid.1'
    """
    if answer.code is not None:
        return _refused(answer, answer.code)
    wamid = _wamid(answer.body)
    return Accepted(wamid) if wamid else Unknown("no_id")


def _wamid(body: Node) -> str | None:
    for message in items(body, "messages"):
        return identifier(node(message), "id")
    return None


def _refused(answer: Answer, code: int) -> SendOutcome:
    """Follow the table; an unlisted failure of the server may still have sent."""
    wait = answer.retry_after_s or wait_of(code)
    if is_listed(code):
        return Refused(code, category_of(code), wait, str(code))
    if is_set(answer.error, "is_transient"):
        return Refused(code, Refusal.TRANSIENT, wait, str(code))
    if answer.status >= 500:
        return Unknown(f"{answer.status}/{code}")
    return Refused(code, category_of(code), wait, str(code))
