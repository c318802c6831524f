"""`jsi withdraw`: a submission taken back by its sender before anybody decided on it."""

from __future__ import annotations

import click

from commands.group.answers import say
from warehouse.folder import Folder


@click.command()
@click.argument("submission")
@click.option("--reason", required=True)
@click.option("--as", "actor", required=True)
@click.pass_context
def command(context: click.Context, submission: str, reason: str, actor: str) -> None:
    """Anula un envío aún sin decidir · Withdraw a submission not decided yet."""
    from etl.withdraw import withdraw

    withdraw(Folder.from_environment(), submission, actor=actor, reason=reason)
    say(context, "withdrawn", submission=submission)
