"""`jsi approve`: conformity with one submission or several."""

from __future__ import annotations

import click

from commands.group.answers import say
from warehouse.folder import Folder


@click.command()
@click.argument("submissions", metavar="SUBMISSION...", nargs=-1, required=True)
@click.option("--as", "actor", required=True)
@click.pass_context
def command(context: click.Context, submissions: tuple[str, ...], actor: str) -> None:
    """Da conformidad a envíos · Approve submissions."""
    from etl import review

    for event in review.approve_all(Folder.from_environment(), submissions, actor=actor):
        say(context, "approved", submission=event.submission_id)
