"""Serve one process on one socket, and say where once it is ready."""

import asyncio
import json
import signal
import socket
import sys

import structlog
import uvicorn

from sondir.bootstrap.server import Server
from sondir.settings import Settings

GRACE_S = 5
"""Seconds that open requests get at the end."""
KEEP_ALIVE_S = 75
"""Seconds an idle connection stays open: longer than a proxy's minute, so that it is
the caller who closes it, and no request meets a connection just closed."""


def serve(settings: Settings, port: int | None = None) -> None:
    """Serve until SIGTERM or SIGINT; the first line of output is the address."""
    wanted = settings.port if port is None else port
    listener = listen(settings.host, wanted)
    here = listener.getsockname()[1]
    set_up_logs(settings.log_level)
    server = Server(settings)
    config = uvicorn.Config(
        server.app(),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=GRACE_S,
        timeout_keep_alive=KEEP_ALIVE_S,
        server_header=False,
    )
    sys.stdout.write(json.dumps({"url": f"http://{settings.host}:{here}"}) + "\n")
    sys.stdout.flush()
    uvicorn.Server(config).run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """Open the socket as TCP by name: only then does asyncio answer without delay."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(512)
    return listener


def set_up_logs(level: str) -> None:
    """Write logs as lines of JSON on the error stream; never a person's words."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def work(settings: Settings) -> None:
    """Run one worker until SIGTERM or SIGINT; it says when it is ready."""
    set_up_logs(settings.log_level)
    asyncio.run(_work(settings))


async def _work(settings: Settings) -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for wanted in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(wanted, ended.set)
    server = Server(settings)
    await server.start()
    sys.stdout.write(json.dumps({"worker": server.engine.executor_id}) + "\n")
    sys.stdout.flush()
    await ended.wait()
    await server.stop()
