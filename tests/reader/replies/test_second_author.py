"""Messages by another hand: what was not written beside the rules is read too."""

from datetime import datetime

from tests.reader.replies.measure import macro_f1, rows, share

from sondir.adapters.reader.replies import (
    read_client_reply,
    read_shift_answer,
    read_vendor_reply,
)
from sondir.domain.diagnosis.polarity import answer_to
from sondir.domain.reading import VendorReply
from sondir.domain.untrusted import UntrustedText

VENDORS = rows("vendor_second_author")


def replies() -> list[VendorReply]:
    return [
        read_vendor_reply(UntrustedText(row["text"]), datetime.fromisoformat(row["at"]))
        for row in VENDORS
    ]


def test_intents_of_another_hand_are_read() -> None:
    """Nine of ten intents of another author's vendors are read."""
    said = [reply.intent for reply in replies()]
    assert share(zip([r["intent"] for r in VENDORS], said, strict=True)) >= 0.93


def test_times_and_prices_of_another_hand_are_exact() -> None:
    """Both ends of the time and of the price are right in almost every message."""
    read = replies()
    times = [reply.eta_min and list(reply.eta_min) for reply in read]
    prices = [reply.price_kzt and list(reply.price_kzt) for reply in read]
    assert share(zip([r["eta_min"] for r in VENDORS], times, strict=True)) >= 0.96
    assert share(zip([r["price_kzt"] for r in VENDORS], prices, strict=True)) >= 0.97


def test_prepayments_of_another_hand_are_heard() -> None:
    """Money before the visit is noticed, and a code or a link alone is none."""
    said = [str(reply.prepay) for reply in replies()]
    wanted = [str(row["prepay"]) for row in VENDORS]
    assert macro_f1(zip(wanted, said, strict=True)) >= 0.95


def test_clients_of_another_hand_are_read() -> None:
    """The twelve labels of another author's clients reach a macro-F1 of .90."""
    pairs = [
        (row["label"], read_client_reply(UntrustedText(row["text"])).label)
        for row in rows("client_second_author")
    ]
    assert macro_f1(pairs) >= 0.90


def test_a_place_to_park_is_no_wish_for_a_person() -> None:
    """A question about the salon is handed to nobody."""
    expected = "other"
    actual = read_client_reply(UntrustedText("Где у вас можно припарковаться?")).label
    assert expected == actual


def test_the_shift_answers_what_was_asked() -> None:
    """The same words answer ten different questions, nine of ten rightly."""
    pairs = [
        (
            row["answer"],
            answer_to(row["question"], read_shift_answer(UntrustedText(row["text"]))),
        )
        for row in rows("shift_questions")
    ]
    assert share(pairs) >= 0.90
