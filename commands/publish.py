"""`jsi publish`: the warehouse of the ledger, built and put in force."""

from __future__ import annotations

import click

from commands.group.answers import ENVIRONMENT, say, stop
from warehouse.folder import Folder


@click.command()
@click.pass_context
def command(context: click.Context) -> None:
    """Publica el almacén según el libro de actos · Publish the warehouse of the ledger."""
    import duckdb

    from etl import publish
    from etl.receive import sweep
    from etl.trouble import trouble

    folder = Folder.from_environment()
    sweep(folder)
    try:
        version = publish.publish(folder).stem
    except (duckdb.Error, ValueError) as problem:
        if trouble(problem):
            raise
        stop(context, ENVIRONMENT, "cannot_publish", about=" ".join(str(problem).split()))
    say(context, "published", version=version)
