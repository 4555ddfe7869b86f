"""The reader: untrusted words in, typed facts out."""

from datetime import datetime
from typing import Protocol

from sondir.domain.reading import ClientReply, Reading, ShiftAnswer, VendorReply
from sondir.domain.untrusted import UntrustedText


class Reader(Protocol):
    """Understands Russian, Kazakh, mixed and Latin-script messages."""

    def read(self, text: UntrustedText) -> Reading:
        """Say what a client's message is about, how grave, and why."""
        ...

    def vendor_reply(self, text: UntrustedText, written_at: datetime) -> VendorReply:
        """Read time, price and terms from a vendor's words.

        *written_at* (aware) is the moment of the message: "к 11" counts from it,
        in the salon's time zone.
        """
        ...

    def client_reply(self, text: UntrustedText) -> ClientReply:
        """Label a client's reply to a message of ours."""
        ...

    def shift_answer(self, text: UntrustedText) -> ShiftAnswer:
        """Read the administrator's answer to the one question."""
        ...
