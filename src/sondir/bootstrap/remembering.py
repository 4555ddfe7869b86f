"""A reader that remembers: thousands of crises say the same few hundred sentences."""

from datetime import datetime
from functools import lru_cache

from sondir.domain.reading import ClientReply, Reading, ShiftAnswer, VendorReply
from sondir.domain.untrusted import UntrustedText
from sondir.ports.reader import Reader

MOST = 20_000
"""Texts that are remembered; what a reading is depends on its text alone."""


class RememberingReader:
    """Reads each text once and gives the same reading for it again."""

    def __init__(self, reader: Reader) -> None:
        self._read = lru_cache(MOST)(reader.read)
        self._client_reply = lru_cache(MOST)(reader.client_reply)
        self._shift_answer = lru_cache(MOST)(reader.shift_answer)
        self._reader = reader

    def read(self, text: UntrustedText) -> Reading:
        """Say what a client's message is about."""
        return self._read(text)

    def vendor_reply(self, text: UntrustedText, written_at: datetime) -> VendorReply:
        """Read a vendor's terms; they depend on the hour too, so never from memory."""
        return self._reader.vendor_reply(text, written_at)

    def client_reply(self, text: UntrustedText) -> ClientReply:
        """Label a client's reply."""
        return self._client_reply(text)

    def shift_answer(self, text: UntrustedText) -> ShiftAnswer:
        """Read the administrator's answer."""
        return self._shift_answer(text)
