"""`jsi return`: a submission sent back with its reason."""

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
    """Devuelve un envío con su motivo · Return a submission with its reason."""
    from etl import review

    review.send_back(Folder.from_environment(), submission, actor=actor, reason=reason)
    say(context, "returned", submission=submission)
