"""What a message costs: WhatsApp's prices as the installation was told them.

Since 2026-10-01 Meta charges every message that is no reply window freebie: utility
templates always, free-form ("service") messages after the first 1,000 of a number and
month. Kazakhstan's rates in tenge are not public, so the sums are settings.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tariff:
    """Prices in whole tenge a message."""

    template_kzt: int = 15
    service_kzt: int = 15
    free_service_messages: int = 1_000

    def price(self, channel: str, *, template: bool, sent: int) -> tuple[str, int]:
        """Return (window class, KZT) of the next message.

        *sent* counts the free-form messages of this number in this month.

        >>> Tariff().price("whatsapp", template=False, sent=12)
        ('free', 0)
        >>> Tariff().price("whatsapp", template=True, sent=12)
        ('template', 15)
        """
        if channel != "whatsapp":
            return "free", 0
        if template:
            return "template", self.template_kzt
        if sent < self.free_service_messages:
            return "free", 0
        return "window", self.service_kzt
