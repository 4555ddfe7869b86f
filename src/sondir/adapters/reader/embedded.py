"""The embedded reader: a message in, facts out, in a tenth of a millisecond.

It runs without network, graphics card or other packages than numpy: a linear model
(`model.npz`), rules that can only lower or annotate, one family that can only raise
(injury and danger), and plain complaints behind praise.
"""

from dataclasses import dataclass, field
from datetime import datetime

from sondir.adapters.reader.judgement import judge
from sondir.adapters.reader.language import lang_scores, word_shares
from sondir.adapters.reader.model import LANGS, LinearModel, shipped
from sondir.adapters.reader.normalise import words_of
from sondir.adapters.reader.replies import (
    read_client_reply,
    read_shift_answer,
    read_vendor_reply,
)
from sondir.adapters.reader.understood import Understood, empty_reading
from sondir.adapters.reader.weighing import weighed
from sondir.domain.reading import (
    ClientReply,
    Lang,
    Reading,
    ShiftAnswer,
    VendorReply,
)
from sondir.domain.untrusted import UntrustedText


@dataclass(frozen=True)
class EmbeddedReader:
    """Reads Russian, Kazakh, mixed and Latin-script messages; a ports.Reader."""

    model: LinearModel = field(default_factory=shipped)

    def read(self, text: UntrustedText) -> Reading:
        """Say what a client's message is about, how grave, and why."""
        understood = self.understand(text.written)
        return empty_reading() if understood is None else judge(understood)

    def understand(self, text: str) -> Understood | None:
        """What the model alone says; None when there is nothing to read."""
        words = words_of(text)
        if not words:
            return None
        found = weighed(self.model, words)
        lang_p = lang_scores(self.model, word_shares(words, found))
        lang = LANGS[lang_p.index(max(lang_p))]
        scores = self.model.scores(found)
        probability = self.model.probabilities(scores, lang)
        return Understood(words, found, Lang(lang), probability, self.model)

    def vendor_reply(self, text: UntrustedText, written_at: datetime) -> VendorReply:
        """Read time, price and terms from a vendor's words."""
        return read_vendor_reply(text, written_at)

    def client_reply(self, text: UntrustedText) -> ClientReply:
        """Label a client's reply to a message of ours."""
        return read_client_reply(text)

    def shift_answer(self, text: UntrustedText) -> ShiftAnswer:
        """Read the administrator's answer to the one question."""
        return read_shift_answer(text)
