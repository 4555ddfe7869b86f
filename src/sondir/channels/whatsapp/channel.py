"""WhatsApp through the Cloud API, for all of our numbers."""

from collections.abc import Mapping

import httpx

from sondir.channels.graph_api import Account, post
from sondir.channels.whatsapp import parse as webhook
from sondir.channels.whatsapp.envelope import NAME
from sondir.channels.whatsapp.form import payload_of
from sondir.channels.whatsapp.send import outcome_of
from sondir.domain.inbound import Inbound
from sondir.domain.outbound import FormRefused, Outbound, Refusal
from sondir.domain.signature import answer_challenge, signature_of, verify_signature
from sondir.ports.channel import Channel, ChannelKeys, Refused, SendOutcome

GRAPH_URL = "https://graph.facebook.com/v25.0"


class WhatsApp(Channel):
    """The channel `whatsapp`; the caller opens and closes *http* and its time-outs."""

    name = NAME

    def __init__(
        self, keys: ChannelKeys, http: httpx.AsyncClient, base_url: str = GRAPH_URL
    ) -> None:
        """*base_url* holds the version; a stand-in has one of its own."""
        self._keys = keys
        self._http = http
        self._base_url = base_url

    def is_authentic(self, raw: bytes, headers: Mapping[str, str]) -> bool:
        """Say whether *raw* was signed with our application's secret."""
        return verify_signature(self._keys.app_secret, raw, signature_of(headers))

    def answer_challenge(self, query: Mapping[str, str]) -> str | None:
        """Answer the subscription's GET, None for a stranger."""
        return answer_challenge(query, self._keys.verify_token)

    def parse(self, raw: bytes) -> tuple[Inbound, ...]:
        """Read every fact of one body; raises *NotThisApi* and nothing else."""
        return webhook.parse(raw)

    def parts(self, message: Outbound) -> tuple[Outbound, ...]:
        """Give *message* back: every form fits. Raises *NotOffered* for an alias."""
        payload_of(message)
        return (message,)

    async def send(self, message: Outbound) -> SendOutcome:
        """Hand *message* over once; every failure is an outcome."""
        token = self._keys.token_for(message.account)
        account = Account(self._base_url, message.account, token)
        try:
            payload = payload_of(message)
        except FormRefused as refused:
            return Refused(None, Refusal.OUR_BUG, None, refused.code)
        return await post(self._http, account, payload, outcome_of)
