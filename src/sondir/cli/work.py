"""`sondir work`: one more worker, without the web."""

import typer


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("work")(work)


def work() -> None:
    """Run the engine and its loops without serving pages or webhooks.

    On PostgreSQL start as many as you have machines: a worker that dies is replaced
    by the others. On SQLite there is one process, and `sondir run` is it.

    Example: SONDIR_DATABASE_URL=postgresql://salon@db/salon sondir work
    """
    from sondir.bootstrap.serving import work as run_worker
    from sondir.cli.refusing import refuse
    from sondir.settings import Settings

    settings = Settings()
    if settings.database_path is not None:
        refuse("SQLite has one process: run `sondir run`, or set a PostgreSQL URL.")
    run_worker(settings)
