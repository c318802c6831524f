"""`jsi reopen`: one approved value opened again, so that its sender may report it anew."""

from __future__ import annotations

import click

from commands.group.answers import say
from warehouse.folder import Folder


@click.command()
@click.argument("submission")
@click.option("--row", required=True)
@click.option("--column", required=True)
@click.option("--reason", required=True)
@click.option("--as", "actor", required=True)
@click.pass_context
def command(context: click.Context, submission: str, row: str, column: str, reason: str, actor: str) -> None:
    """Reabre un valor conforme · Reopen one approved value."""
    from etl.reopen import Value, reopen

    event = reopen(Folder.from_environment(), submission, Value(row, column), actor=actor, reason=reason)
    say(context, "reopened", submission=submission, cell=event.payload["cell"])
