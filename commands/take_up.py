"""`jsi take-up`: a submission somebody begins to review."""

from __future__ import annotations

import click

from commands.group.answers import say
from warehouse.folder import Folder


@click.command()
@click.argument("submission")
@click.option("--as", "actor", required=True)
@click.pass_context
def command(context: click.Context, submission: str, actor: str) -> None:
    """Pone un envío en revisión · Take a submission up for review."""
    from etl import review

    review.take_up(Folder.from_environment(), submission, actor=actor)
    say(context, "taken_up", submission=submission)
