"""`jsi quality`: rows read, taken and withheld, findings by rule, what is late and what breaks a rule now."""

from __future__ import annotations

import click

from commands.group.answers import UNKNOWN, show, stop
from warehouse.folder import Folder
from warehouse.scope import Scope


@click.command()
@click.option("--org", "organisation", default="")
@click.option("--period", default="")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def command(context: click.Context, organisation: str, period: str, as_json: bool) -> None:
    """Dice qué calidad tiene lo enviado · Say how good what was sent is."""
    from reports.quality import quality, told
    from warehouse.clock import now
    from warehouse.read import NotSeenError, Reader

    folder = Folder.from_environment()
    today = now(folder)[0].date()
    try:
        found = quality(Reader(folder), Scope.everything(), organisation=organisation, period=period, today=today)
    except NotSeenError:
        stop(context, UNKNOWN, "quality_nothing")
    show(context, found, as_json, told)
