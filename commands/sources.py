"""`jsi sources`: what can be sent."""

from __future__ import annotations

import click

from commands.group import language
from commands.group.answers import show
from expectations.sources import contracts
from reports import terminal


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """Lista lo que se puede enviar · List what can be sent."""
    for contract in contracts().values():
        row = {"source": contract.source, "name": contract.name[language.of(context)], "version": contract.version}
        row |= {"template": contract.template, "period": contract.period_example, "replaces": contract.replaces}
        row |= {"layouts": {name: [sheet.name for sheet in sheets] for name, sheets in contract.layouts.items()}}
        show(context, row, as_json, terminal.source)
