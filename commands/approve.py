"""`jsi approve`: conformity with a submission."""

from __future__ import annotations

import click

from commands.group.answers import say
from warehouse.folder import Folder


@click.command()
@click.argument("submission")
@click.option("--as", "actor", required=True)
@click.pass_context
def command(context: click.Context, submission: str, actor: str) -> None:
    """Da conformidad a un envío · Approve a submission."""
    from etl import review

    review.approve(Folder.from_environment(), submission, actor=actor)
    say(context, "approved", submission=submission)
