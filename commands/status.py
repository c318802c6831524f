"""`jsi status`: the submissions and their state."""

from __future__ import annotations

import click

from commands.group.answers import show
from reports import terminal
from warehouse.folder import Folder
from warehouse.scope import Scope


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """Lista los envíos y su estado · List submissions and their state."""
    from etl.status import submissions

    for row in submissions(Folder.from_environment(), Scope.everything()):
        show(context, row, as_json, terminal.submission)
