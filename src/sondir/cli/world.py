"""`sondir world`: serve the simulated salon network and the channels' stand-in."""

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("world")(world)


def world(  # noqa: PLR0913 - one argument an option
    world_file: Annotated[
        Path | None, typer.Option("--world", help="a world document (JSON)")
    ] = None,
    seed: Annotated[
        int | None, typer.Option(help="draw people, branch and texts anew")
    ] = None,
    port: Annotated[int, typer.Option(help="0 takes a free one")] = 0,
    templates: Annotated[
        Path | None, typer.Option(help="the approved templates (JSON)")
    ] = None,
    wire: Annotated[
        Path | None, typer.Option(help="write the wire log here (JSON Lines)")
    ] = None,
    realtime: Annotated[
        bool, typer.Option("--realtime", help="the system's clock, no jumps")
    ] = False,
) -> None:
    """Serve a simulated salon network: its people, and WhatsApp and Instagram.

    Prints one line of JSON with its address when it is ready; ends on SIGTERM.

    Example: sondir world --seed 2 --templates templates.json --wire wire.jsonl
    """
    from sondir.world.document import WorldError
    from sondir.world.serve import Order, serve

    try:
        serve(Order(world_file, seed, port, templates, wire, realtime))
    except (WorldError, OSError) as wrong:
        typer.echo(f"{wrong}", err=True)
        raise typer.Exit(2) from None
