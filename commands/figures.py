"""`jsi figures`: the eight strategic actions at a cut-off, as they are or as they were known on a day."""

from __future__ import annotations

from datetime import datetime

import click

from commands.group import language
from commands.group.answers import UNKNOWN, show, stop
from warehouse.folder import Folder
from warehouse.scope import Scope


@click.command()
@click.option("--phase")
@click.option("--period")
@click.option("--known-on", "known_on", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def command(
    context: click.Context, phase: str | None, period: str | None, known_on: datetime | None, as_json: bool
) -> None:
    """Muestra el avance de cada acción, también como se conocía un día · Show progress, also as known on a day."""
    from reports.figures import figures, line
    from warehouse.read import NotSeenError

    day = known_on.date() if known_on else None
    try:
        rows = figures(
            Folder.from_environment(), Scope.everything(), language.of(context), phase=phase, cutoff=period, day=day
        )
    except NotSeenError:
        stop(context, UNKNOWN, "no_figures")
    for row in rows:
        show(context, row, as_json, line)
