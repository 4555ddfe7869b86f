"""`sondir run`: serve for real, from the settings."""

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    app.command("run")(run)


def run(
    port: Annotated[
        int | None, typer.Option(help="instead of the settings'; 0 takes a free one")
    ] = None,
) -> None:
    """Serve: webhooks, pages, the engine and its loops, in one process.

    Prints one line of JSON with its address when it is ready; ends on SIGTERM.

    Example: SONDIR_DATABASE_URL=sqlite:///salon.db sondir run --port 8080
    """
    from sondir.bootstrap.serving import serve
    from sondir.settings import Settings

    serve(Settings(), port)
