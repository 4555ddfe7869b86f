"""The stand-in of the Graph API: WhatsApp Cloud API and Instagram messaging."""

import asyncio
import json
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sondir.world.accounts import API_VERSION
from sondir.world.conductor import Conductor
from sondir.world.graph_errors import UNAUTHORISED, error_response
from sondir.world.graph_parse import instagram_letter, phone_of, whatsapp_letter
from sondir.world.limits import INVALID
from sondir.world.messages import Outbound, Refused
from sondir.world.webhook_shapes import business_scoped_id
from sondir.world.wire import Carried, WireLog, out_line

NOT_OURS = 33


class GraphApi:
    """Answers the product's requests by the rules of the gateway."""

    def __init__(self, conductor: Conductor, wire: WireLog) -> None:
        self._conductor = conductor
        self._network = conductor.network
        self._wire = wire

    def routes(self) -> list[Route]:
        """Give the paths that the real API has."""
        version = f"/{API_VERSION}"
        return [
            Route(f"{version}/{{account}}/messages", self.send, methods=["POST"]),
            Route(f"{version}/{{account}}/message_templates", self.templates),
            Route(
                f"{version}/{{account}}/subscribed_apps",
                self.subscribe,
                methods=["POST"],
            ),
            Route(f"{version}/{{account}}", self.account),
        ]

    async def send(self, request: Request) -> Response:
        """POST /{account}/messages, of both products."""
        with self._conductor.request():
            refused = self._stranger(request)
            if refused is not None:
                return refused
            if self._conductor.faults.delay_ms:
                await asyncio.sleep(self._conductor.faults.delay_ms / 1000)
            response, accepted = await self._sent(request)
        if accepted and self._conductor.faults.take("hang_after_accept"):
            while (await request.receive())["type"] != "http.disconnect":
                continue
        return response

    async def templates(self, request: Request) -> Response:
        """GET /{waba}/message_templates."""
        refused = self._stranger(request)
        if refused is not None:
            return refused
        rows = [
            {
                "id": str(1_000_000 + place),
                "name": one.name,
                "language": one.language,
                "status": one.status,
                "category": one.category,
                "parameter_format": "POSITIONAL",
                "components": [
                    {"type": "BODY", "text": one.body},
                    *_button_component(one.buttons),
                ],
            }
            for place, one in enumerate(self._network.gateway.catalogue)
        ]
        return JSONResponse({"data": rows, "paging": {"cursors": {}}})

    async def subscribe(self, request: Request) -> Response:
        """POST /{waba}/subscribed_apps."""
        return self._stranger(request) or JSONResponse({"success": True})

    async def account(self, request: Request) -> Response:
        """GET /{phone_number_id}: what `doctor` asks."""
        phone = self._network.accounts.phone(request.path_params["account"])
        refused = self._stranger(request)
        if refused is not None:
            return refused
        if phone is None:
            return error_response(Refused(INVALID, "no such object", NOT_OURS))
        return JSONResponse(
            {
                "id": phone.phone_number_id,
                "display_phone_number": phone.display_phone_number,
                "quality_rating": "GREEN",
            }
        )

    def _stranger(self, request: Request) -> Response | None:
        token = self._network.accounts.access_token
        if request.headers.get("authorization") == f"Bearer {token}":
            return None
        return error_response(Refused(UNAUTHORISED, "Error validating access token"))

    async def _sent(self, request: Request) -> tuple[Response, bool]:
        account = request.path_params["account"]
        try:
            body = json.loads(await request.body())
        except ValueError:
            body = None
        if not isinstance(body, dict):
            return error_response(Refused(INVALID, "the body is no JSON object")), False
        ours = self._network.accounts.instagram_id
        if account in (ours, "me"):
            letter = instagram_letter(ours, body)
        elif body.get("status") == "read":
            return JSONResponse({"success": True}), False
        else:
            letter = whatsapp_letter(account, body, self._recipient(body))
        if isinstance(letter, Refused):
            return error_response(letter), False
        return self._handed_over(letter, request.url.path)

    def _handed_over(self, letter: Outbound, path: str) -> tuple[Response, bool]:
        faults = self._conductor.faults
        if faults.take("respond_500"):
            self._log(letter, path, 500, None)
            failed = {"error": {"message": "An unknown error occurred", "code": 1}}
            return JSONResponse(failed, status_code=500), False
        now = self._conductor.now
        in_vain = faults.refusal(letter.to, late=True)
        if in_vain is not None:
            wamid = self._network.fails_later(letter, in_vain, now)
            self._log(letter, path, 200, wamid)
            return JSONResponse(_receipt(letter, wamid)), True
        outcome = faults.refusal(letter.to) or self._network.accept(letter, now)
        if isinstance(outcome, Refused):
            response: Response = error_response(outcome, letter.channel)
            self._log(letter, path, response.status_code, outcome)
            return response, False
        self._log(letter, path, 200, outcome.wamid)
        return JSONResponse(_receipt(letter, outcome.wamid)), True

    def _recipient(self, body: dict[str, object]) -> str | None:
        """Resolve `to` (a phone) or `recipient` (a business-scoped id)."""
        wanted = body.get("recipient")
        if body.get("to") or wanted is None:
            return phone_of(body.get("to"))
        known = self._network.people.everyone()
        return next((p for p in known if business_scoped_id(p) == wanted), None)

    def _log(
        self, letter: Outbound, path: str, http: int, outcome: str | Refused | None
    ) -> None:
        by = Carried(self._conductor.now, datetime.now(UTC), "POST", path, http)
        words = self._network.gateway.words(letter)
        wamid = outcome if isinstance(outcome, str) else None
        state = "accepted" if wamid else "refused"
        if isinstance(outcome, Refused):
            state = f"refused:{outcome.code}"
        self._wire.add(out_line(letter, words, by, wamid, state))


def _receipt(letter: Outbound, wamid: str) -> dict[str, object]:
    if letter.channel == "instagram":
        return {"recipient_id": letter.to.removeprefix("ig:"), "message_id": wamid}
    number = letter.to.lstrip("+")
    return {
        "messaging_product": "whatsapp",
        "contacts": [{"input": number, "wa_id": number}],
        "messages": [{"id": wamid, "message_status": "accepted"}],
    }


def _button_component(titles: tuple[str, ...]) -> list[dict[str, object]]:
    if not titles:
        return []
    buttons = [{"type": "QUICK_REPLY", "text": title} for title in titles]
    return [{"type": "BUTTONS", "buttons": buttons}]
