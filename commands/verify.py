"""`jsi verify`: whether anything sent or decided was altered."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from commands.group.answers import REFUSED, show
from reports import terminal
from warehouse.folder import Folder


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """Comprueba que nada fue alterado · Prove that nothing was altered."""
    from etl.verify import verify

    found = verify(Folder.from_environment())
    show(context, asdict(found) | {"is_sound": found.is_sound}, as_json, terminal.verified)
    sys.exit(0 if found.is_sound else REFUSED)
