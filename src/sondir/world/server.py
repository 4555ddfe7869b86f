"""The world as a server: the Graph API's stand-in, the clock, the CRM's seed."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from sondir.world.conductor import Conductor
from sondir.world.document import WorldError, city_view, crm_view
from sondir.world.graph_api import GraphApi
from sondir.world.network import Network
from sondir.world.wire import WireLog


@dataclass(frozen=True, slots=True)
class Scene:
    """What a server is built of; *start* is the first moment of its clock."""

    network: Network
    wire: WireLog
    start: datetime
    realtime: bool = False


class WorldServer:
    """The routes that the real platforms do not have."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._conductor = Conductor(scene.network, scene.start, scene.wire)

    def app(self) -> Starlette:
        """Build the application; its lifespan ends everything in flight."""

        @asynccontextmanager
        async def lifespan(_: Starlette) -> AsyncIterator[None]:
            yield
            await self._conductor.close()
            self._scene.wire.close()

        own = [
            Route("/healthz", self.healthz),
            Route("/crm", self.crm),
            Route("/wire", self.wire),
            Route("/faults", self.faults, methods=["GET", "POST"]),
            Route("/start", self.start, methods=["POST"]),
            Route("/pause", self.pause, methods=["POST"]),
            Route("/clock", self.clock),
            Route("/clock/idle", self.idle, methods=["POST"]),
        ]
        graph = GraphApi(self._conductor, self._scene.wire)
        return Starlette(routes=[*own, *graph.routes()], lifespan=lifespan)

    async def healthz(self, _: Request) -> Response:
        """GET /healthz."""
        return JSONResponse({"ok": True})

    async def crm(self, request: Request) -> Response:
        """GET /crm: the CRM's seed, the channel accounts, the city's notices."""
        network = self._scene.network
        return JSONResponse(
            {
                **crm_view(network.world),
                "city": city_view(network.world),
                "accounts": {
                    "api_base": str(request.base_url).rstrip("/"),
                    **network.accounts.view(),
                },
            }
        )

    async def wire(self, request: Request) -> Response:
        """GET /wire?after=N: the wire log as JSON Lines, from the N-th line on."""
        after = int(request.query_params.get("after", "0"))
        lines = self._scene.wire.lines[after:]
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        return PlainTextResponse(text, media_type="application/x-ndjson")

    async def faults(self, request: Request) -> Response:
        """GET or POST /faults: read or turn the fault dial."""
        if request.method == "POST":
            try:
                self._conductor.faults.set(await request.json())
            except WorldError as wrong:
                return _wrong(str(wrong))
        return JSONResponse(self._conductor.faults.as_json())

    async def start(self, request: Request) -> Response:
        """POST /start {"webhook_url", "clock"}: handshake, then the day begins."""
        order = await request.json()
        self._conductor.courier.destination.url = str(order.get("webhook_url", ""))
        token = self._scene.network.accounts.verify_token
        problem = await self._conductor.courier.handshake(token)
        if problem is not None:
            return _wrong(problem, 409)
        virtual = bool(order.get("clock", True)) and not self._scene.realtime
        self._conductor.start(realtime=not virtual)
        return JSONResponse(self._conductor.state.as_json())

    async def pause(self, _: Request) -> Response:
        """POST /pause: the day stands still until the next /start."""
        self._conductor.pause()
        return JSONResponse(self._conductor.state.as_json())

    async def clock(self, _: Request) -> Response:
        """GET /clock."""
        return JSONResponse(self._conductor.state.as_json())

    async def idle(self, request: Request) -> Response:
        """POST /clock/idle {"epoch", "next_due", "wait_s"}: the long poll."""
        report = await request.json()
        try:
            due = report.get("next_due")
            next_due = datetime.fromisoformat(due) if due else None
            epoch = int(report["epoch"])
            wait_s = float(report.get("wait_s", 1))
        except (KeyError, TypeError, ValueError) as wrong:
            return _wrong(f"epoch, next_due, wait_s: {wrong}")
        if next_due is not None and next_due.tzinfo is None:
            return _wrong("next_due: an offset is missing")
        state = await self._conductor.idle(epoch, next_due, wait_s)
        return JSONResponse(state.as_json())


def _wrong(why: str, status: int = 400) -> Response:
    return JSONResponse({"error": why}, status_code=status)
