"""A toy product beside the world: a webhook that counts, and a loop of timers."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import datetime

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sondir.world.server import Scene, WorldServer


class ToyProduct:
    """Takes notifications, remembers them; may be told to fail some first."""

    def __init__(self, crm: dict) -> None:
        self.accounts = crm["accounts"]
        self.bodies: list[bytes] = []
        self.forged = 0
        self.fail_next = 0
        self.fresh: list[dict] = []

    def app(self) -> Starlette:
        return Starlette(
            routes=[Route("/webhook", self.webhook, methods=["GET", "POST"])]
        )

    async def webhook(self, request: Request) -> Response:
        if request.method == "GET":
            keys = self.accounts["whatsapp"]
            if request.query_params["hub.verify_token"] != keys["verify_token"]:
                return PlainTextResponse("no", 403)
            return PlainTextResponse(request.query_params["hub.challenge"])
        body = await request.body()
        secret = self.accounts["whatsapp"]["app_secret"].encode()
        wanted = "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()
        self.forged += wanted != request.headers["x-hub-signature-256"]
        if self.fail_next:
            self.fail_next -= 1
            return PlainTextResponse("busy", 503)
        self.bodies.append(body)
        self.fresh.append(json.loads(body))
        return PlainTextResponse("ok")

    def take(self) -> list[dict]:
        taken, self.fresh = self.fresh, []
        return taken

    def whatsapp_messages(self) -> list[dict]:
        return [m for body in self.bodies for m in messages_of(json.loads(body))]

    def states(self) -> list[dict]:
        return [s for body in self.bodies for s in states_of(json.loads(body))]


def values_of(body: dict) -> list[dict]:
    if body["object"] == "instagram":
        return []
    return [c["value"] for entry in body["entry"] for c in entry["changes"]]


def messages_of(body: dict) -> list[dict]:
    return [m for value in values_of(body) for m in value.get("messages", [])]


def states_of(body: dict) -> list[dict]:
    return [s for value in values_of(body) for s in value.get("statuses", [])]


@asynccontextmanager
async def served(app: Starlette) -> AsyncIterator[str]:
    server = uvicorn.Server(
        uvicorn.Config(
            app, port=0, log_level="warning", timeout_graceful_shutdown=1, lifespan="on"
        )
    )
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await task


class Stage:
    """A world and a toy product, both serving; *api* speaks to the world."""

    def __init__(self, api: httpx.AsyncClient, product: ToyProduct, url: str) -> None:
        self.api = api
        self.product = product
        self.url = url

    async def start(self) -> dict:
        order = {"webhook_url": f"{self.url}/webhook", "clock": True}
        answer = await self.api.post("/start", json=order)
        assert answer.status_code == 200
        return answer.json()

    async def idle(
        self, state: dict, due: datetime | None = None, wait_s: float = 5
    ) -> dict:
        report = {
            "epoch": state["epoch"],
            "next_due": due.isoformat() if due else None,
            "wait_s": wait_s,
        }
        return (await self.api.post("/clock/idle", json=report)).json()

    async def jump(self, state: dict, due: datetime | None = None) -> dict:
        """Go on until the world has really moved on (stale reports are repeated)."""
        was = state["now"]
        while state["now"] == was and not state["finished"]:
            state = await self.idle(state, due)
        return state

    def phone(self, branch: str) -> str:
        phones = self.product.accounts["whatsapp"]["phones"]
        return next(p["phone_number_id"] for p in phones if p["branch"] == branch)

    async def send(self, branch: str, to: str, **message: object) -> httpx.Response:
        body = {"messaging_product": "whatsapp", "to": to, **message}
        return await self.api.post(f"/v25.0/{self.phone(branch)}/messages", json=body)

    async def text(self, branch: str, to: str, words: str, key: str = "k"):
        return await self.send(
            branch,
            to,
            type="text",
            text={"body": words},
            biz_opaque_callback_data=key,
        )


def play(scene: Scene, story: Callable[[Stage], Coroutine[None, None, None]]) -> None:
    """Serve *scene* beside a toy product and let *story* happen."""

    async def played() -> None:
        async with (
            served(WorldServer(scene).app()) as world_url,
            httpx.AsyncClient(base_url=world_url, timeout=20) as api,
        ):
            product = ToyProduct((await api.get("/crm")).json())
            token = product.accounts["whatsapp"]["access_token"]
            api.headers["Authorization"] = f"Bearer {token}"
            async with served(product.app()) as product_url:
                await story(Stage(api, product, product_url))

    asyncio.run(played())
