"""`jsi trace`: a figure, or one fact, down to its cells."""

from __future__ import annotations

from typing import Any

import click

from commands.group.answers import UNKNOWN, show, stop
from reports import terminal
from warehouse.folder import Folder
from warehouse.scope import Scope


@click.command()
@click.argument("figure", required=False)
@click.option("--goal")
@click.option("--period")
@click.option("--fact")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def command(context: click.Context, as_json: bool, **asked: str | None) -> None:
    """Abre una cifra hasta sus celdas · Open a figure down to its cells."""
    from warehouse.read import NotSeenError

    try:
        found = _found(context, **asked)
    except NotSeenError:
        stop(context, UNKNOWN, "nothing_to_trace")
    show(context, found, as_json, terminal.traced)


def _found(
    context: click.Context, *, figure: str | None, goal: str | None, period: str | None, fact: str | None
) -> dict[str, Any]:
    from reports.trace import FIGURES, trace_fact, trace_figure
    from warehouse.read import Reader

    reader = Reader(Folder.from_environment())
    if fact:
        return trace_fact(reader, fact, Scope.everything())
    if figure not in FIGURES or not goal or not period:
        stop(context, UNKNOWN, "trace_usage", figures=", ".join(FIGURES))
    return trace_figure(reader, figure, goal, period, Scope.everything())
