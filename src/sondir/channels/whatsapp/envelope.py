"""What all parts of one change share: whose number, and who is introduced in it."""

import re
from dataclasses import dataclass

from sondir.domain.foreign import Node, child, identifier, items, node, text
from sondir.domain.person import Alias, AliasKind, phone_of_wa_id
from sondir.domain.untrusted import UntrustedText

NAME = "whatsapp"
_NO_DIGIT = re.compile(r"[^0-9]+")


@dataclass(frozen=True, slots=True)
class Envelope:
    """One change: the number that received it and the contacts introduced.

    *account* is the `phone_number_id`; *own_digits* the number that clients see;
    *contacts* are found by any of their ids. *only_contact* is the one contact of the
    one message, empty where there are more. *is_ours* is False where another
    application holds the conversation.
    """

    account: str
    own_digits: str
    contacts: Node
    only_contact: Node
    is_ours: bool = True

    def contact_of(self, wa_id: str | None, bsuid: str | None) -> Node:
        """Find the contact of one sender by id, never by its place in the list.

        A sender without any id is the only contact, else nobody.
        """
        if wa_id is None and bsuid is None:
            return self.only_contact
        return child(self.contacts, wa_id or "") or child(self.contacts, bsuid or "")

    def aliases(self, *ids: str | None) -> tuple[Alias, ...]:
        """Name a person by every id given, in order, each once.

        Digits are a WhatsApp id and the phone read out of it; anything else is a
        business-scoped id. Nothing is corrected.
        """
        found: list[Alias] = []
        for value in dict.fromkeys(ids):
            if value is not None:
                found.extend(self._aliases_of(value))
        return tuple(found)

    def _aliases_of(self, value: str) -> tuple[Alias, ...]:
        digits = value.removeprefix("+")
        if not (digits.isascii() and digits.isdigit()):
            return (Alias(NAME, self.account, AliasKind.BSUID, value),)
        wa_id = Alias(NAME, self.account, AliasKind.WA_ID, value)
        phone = phone_of_wa_id(digits)
        if phone is None:
            return (wa_id,)
        return wa_id, Alias(NAME, self.account, AliasKind.PHONE, phone)


def envelope_of(value: Node, is_ours: bool) -> Envelope | None:
    """Read what the parts of *value* share; None where it names no number of ours."""
    metadata = child(value, "metadata")
    account = identifier(metadata, "phone_number_id")
    if account is None:
        return None
    shown = identifier(metadata, "display_phone_number") or ""
    contacts = [node(contact) for contact in items(value, "contacts")]
    is_only = len(contacts) == 1 and len(items(value, "messages")) == 1
    return Envelope(
        account=account,
        own_digits=_NO_DIGIT.sub("", shown),
        contacts={
            found: contact
            for contact in contacts
            for found in (identifier(contact, "wa_id"), identifier(contact, "user_id"))
            if found is not None
        },
        only_contact=contacts[0] if is_only else {},
        is_ours=is_ours,
    )


def untrusted(words: str | None) -> UntrustedText | None:
    """Wrap words from outside, where there are any."""
    return None if words is None else UntrustedText(words)


def profile_name(contact: Node) -> UntrustedText | None:
    """Find the name that a person has chosen to show."""
    return untrusted(text(child(contact, "profile"), "name"))
