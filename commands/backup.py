"""`jsi backup`: all that cannot be made again, in one file."""

from __future__ import annotations

from pathlib import Path

import click

from commands.group.answers import say
from warehouse.folder import Folder


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_context
def command(context: click.Context, file: Path) -> None:
    """Guarda una copia de seguridad · Write a backup."""
    from etl.backup import backup

    say(context, "backed_up", path=file, events=backup(Folder.from_environment(), file))
