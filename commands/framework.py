"""`jsi framework`: the values of the performance framework at a cut-off, beside their targets."""

from __future__ import annotations

import click

from commands.group.answers import UNKNOWN, show, stop
from warehouse.folder import Folder
from warehouse.scope import Scope


@click.command()
@click.option("--phase")
@click.option("--period")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def command(context: click.Context, phase: str | None, period: str | None, as_json: bool) -> None:
    """Muestra el Marco de Rendimiento: valor y meta del año · Show the performance framework: value and target."""
    from reports.framework import framework, line
    from warehouse.read import NotSeenError, Reader

    try:
        rows = framework(Reader(Folder.from_environment()), Scope.everything(), phase=phase, cutoff=period)
    except NotSeenError:
        stop(context, UNKNOWN, "no_framework")
    for row in rows:
        show(context, row, as_json, line)
