"""Nobody can write a message that breaks the readers."""

from datetime import UTC, datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sondir.adapters.reader.replies import (
    read_client_reply,
    read_shift_answer,
    read_vendor_reply,
)
from sondir.domain.untrusted import UntrustedText

PIECES = (
    "через час к 11 сағат 12-де жарты 5к мың 5000 тг от до 10 - . , ? завтра утром не "
    "предоплата минут двадцать бір он жоқ стоп адам 99999999999 https://a.kz/x"
)
WORDS = st.lists(st.sampled_from(PIECES.split()))


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), WORDS.map(" ".join)))
@example("")
@example("5" * 300)
@example("1 2 3 " * 3000)
def test_any_text_is_read(text: str) -> None:
    """Whatever is written, times and prices are ranges in the right order."""
    words = UntrustedText(text)
    reply = read_vendor_reply(words, datetime(2026, 7, 14, 5, 13, tzinfo=UTC))
    for span in (reply.eta_min, reply.price_kzt):
        assert span is None or 0 <= span[0] <= span[1]
    assert read_client_reply(words).why
    assert read_shift_answer(words).why
