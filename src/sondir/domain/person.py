"""Who somebody is: a set of aliases, never a phone number.

The same person writes from a phone today and under a business-scoped id tomorrow,
and keeps one card. Only a telephone number that a human typed is ever put in order;
an id given by a channel is kept letter for letter.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

_SEPARATORS = re.compile(r"[\s().\-\u2010-\u2015\u00a0\u202f]+")
_DIGITS = re.compile(r"[0-9]+\Z")
_NATIONAL = re.compile(r"[346789][0-9]{9}\Z")
"""A number of the +7 plan without its country: 6, 7 Kazakhstan, the rest Russia."""


class AliasKind(StrEnum):
    """What an alias is: only *PHONE* is a number in the E.164 form, `+7…`."""

    PHONE = "phone"
    WA_ID = "wa_id"
    BSUID = "bsuid"
    IGSID = "igsid"


@dataclass(frozen=True, slots=True)
class Alias:
    """One name under which a channel knows a person.

    *account* is the business account that met it (a `phone_number_id`, an Instagram
    account id); whoever stores aliases widens it to the organisation. *value* is
    personal data and stays out of the printed form:

    >>> Alias("whatsapp", "1055", AliasKind.WA_ID, "77990000101")
    Alias(whatsapp, wa_id)
    """

    channel: str
    account: str
    kind: str
    value: str

    def __repr__(self) -> str:
        """Show what it is and never whose it is."""
        return f"Alias({self.channel}, {self.kind})"


def normalised_phone(written: str) -> str | None:
    """Put a telephone number typed by a human into one form, `+` and digits.

    Kazakh habits are understood: the trunk 8, ten digits without a country,
    brackets and dashes. None where it is no telephone number; ids of channels
    (`KZ.…`, `…@lid`) are therefore never "corrected".

    >>> normalised_phone("8 (799) 000-01-01")
    '+77990000101'
    >>> normalised_phone("799 000 01 01")
    '+77990000101'
    >>> normalised_phone("+7 799 000 01 01")
    '+77990000101'
    >>> normalised_phone("+45 20 00 00 00")
    '+4520000000'
    >>> normalised_phone("KZ.7990000101") is None
    True
    """
    bare = _SEPARATORS.sub("", written.strip())
    is_international = bare.startswith(("+", "00"))
    digits = bare.removeprefix("+").removeprefix("00")
    if not _DIGITS.match(digits) or not 8 <= len(digits) <= 15:
        return None
    if len(digits) == 11 and digits.startswith("87"):
        return f"+7{digits[1:]}"
    if not is_international and _NATIONAL.match(digits):
        return f"+7{digits}"
    if not is_international and digits[0] == "8" and _NATIONAL.match(digits[1:]):
        return f"+7{digits[1:]}"
    return f"+{digits}"


def phone_of_wa_id(wa_id: str) -> str | None:
    """Read the telephone number out of a WhatsApp id, which is international already.

    >>> phone_of_wa_id("77990000101")
    '+77990000101'
    >>> phone_of_wa_id("4520000000")
    '+4520000000'
    >>> phone_of_wa_id("120363040000000000") is None
    True
    """
    is_number = 8 <= len(wa_id) <= 15 and wa_id.isascii() and wa_id.isdigit()
    return f"+{wa_id}" if is_number else None


def is_kazakhstan(phone: str) -> bool:
    """Say whether a normalised number belongs to Kazakhstan's part of +7.

    >>> is_kazakhstan("+77990000101"), is_kazakhstan("+79990000101")
    (True, False)
    """
    return len(phone) == 12 and phone.startswith(("+76", "+77"))
