"""A toy of the other side: serves the clock, jumps when both sides are idle."""

import asyncio
import socket
from contextlib import asynccontextmanager
from datetime import datetime

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route


class ToyWorld:
    """Keeps the story's time; people in it act at *moments*, by calling *act*."""

    def __init__(self, start: datetime, moments: list[datetime], act) -> None:
        self.now = start
        self.epoch = 0
        self.jumps = 0
        self._moments = sorted(moments)
        self._act = act
        self._done = False

    def face(self) -> Response:
        shown = {"now": self.now.isoformat(), "epoch": self.epoch}
        return JSONResponse(shown | {"finished": self._done})

    async def read(self, _request: Request) -> Response:
        return self.face()

    async def idle(self, request: Request) -> Response:
        said = await request.json()
        if said["epoch"] == self.epoch:
            due = said["next_due"] and datetime.fromisoformat(said["next_due"])
            if not self._jump(due):
                await asyncio.sleep(min(said["wait_s"], 0.05))
        return self.face()

    def _jump(self, due: datetime | None) -> bool:
        """Go to the earlier of their timer and ours; act if it is ours."""
        ours = self._moments[0] if self._moments else None
        moments = [moment for moment in (due, ours) if moment is not None]
        if not moments:
            self._done = True
            return False
        self.now = max(self.now, min(moments))
        self.epoch += 1
        self.jumps += 1
        if ours is not None and ours <= self.now:
            self._moments.pop(0)
            self._act(self.now)
        return True


@asynccontextmanager
async def serving(world: ToyWorld):
    """Serve *world* on a free port; yield its address."""
    routes = [
        Route("/clock", world.read),
        Route("/clock/idle", world.idle, methods=["POST"]),
    ]
    # named TCP, else asyncio leaves Nagle's delay on: 40 ms on every answer
    listener = socket.socket(proto=socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    config = uvicorn.Config(Starlette(routes=routes), log_level="warning")
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await task
        listener.close()
