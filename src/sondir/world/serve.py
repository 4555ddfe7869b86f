"""Starting the world: documents in, one line of JSON out, then serve until SIGTERM."""

import json
import socket
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import uvicorn

from sondir.world.catalogue import Catalogue, read_catalogue
from sondir.world.day import day_script, first_moment
from sondir.world.demo import complete
from sondir.world.document import read_document
from sondir.world.network import Network
from sondir.world.server import Scene, WorldServer
from sondir.world.today import moved_script, moved_world
from sondir.world.wire import WireLog


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for on the command line."""

    world: Path | None = None
    seed: int | None = None
    port: int = 0
    templates: Path | None = None
    wire: Path | None = None
    realtime: bool = False


def scene_of(order: Order) -> Scene:
    """Build the network, its script and its clock; raises WorldError."""
    document = read_document(order.world) if order.world else {}
    world = complete(document, order.seed)
    script = day_script(world)
    start = first_moment(world)
    if order.realtime:
        ahead = datetime.now(UTC) - start
        world, script = moved_world(world, ahead), moved_script(script, ahead)
        start += ahead
    catalogue = read_catalogue(order.templates) if order.templates else Catalogue()
    network = Network(world, script, catalogue, salt=str(world.seed))
    return Scene(network, WireLog(order.wire), start, order.realtime)


def serve(order: Order) -> None:
    """Serve on 127.0.0.1 until SIGTERM; the first line of output is the address."""
    app = WorldServer(scene_of(order)).app()
    listener = socket.create_server(("127.0.0.1", order.port))
    port = listener.getsockname()[1]
    settings = uvicorn.Config(
        app, log_level="warning", access_log=False, timeout_graceful_shutdown=1
    )
    sys.stdout.write(json.dumps({"url": f"http://127.0.0.1:{port}"}) + "\n")
    sys.stdout.flush()
    uvicorn.Server(settings).run(sockets=[listener])
