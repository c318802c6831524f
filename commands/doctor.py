"""`jsi doctor`: whether the installation is well, and how to mend what is not."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from commands.group.answers import ENVIRONMENT, show
from reports import terminal
from warehouse.folder import Folder


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """Revisa la instalación · Look at the installation."""
    from etl.doctor import examine

    seen = [asdict(one) for one in examine(Folder.from_environment())]
    for one in seen:
        show(context, one, as_json, terminal.seen)
    sys.exit(0 if all(one["is_well"] for one in seen) else ENVIRONMENT)
