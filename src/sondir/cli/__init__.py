"""The commands people type, one file each, named here.

A command imports what it needs when it runs: the durable engine alone costs seconds,
and `sondir --help` should not.
"""

import typer

from sondir.cli import (
    backup,
    case,
    demo,
    detect,
    doctor,
    erase,
    init,
    journal,
    playbook,
    rehearse,
    replay,
    restore,
    run,
    simulate,
    understand,
    work,
    world,
)

app = typer.Typer(
    name="sondir",
    help="Puts out the crises of a small service business.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)

for command in (
    demo,
    run,
    work,
    init,
    doctor,
    backup,
    restore,
    erase,
    replay,
    simulate,
    journal,
    case,
    understand,
    detect,
    rehearse,
    playbook,
    world,
):
    command.register(app)
