"""`jsi demo`: the illustrative content, played into the data folder."""

from __future__ import annotations

import click

from commands.group.answers import ENVIRONMENT, say, stop
from warehouse.folder import Folder


@click.command()
@click.option("--if-missing", is_flag=True)
@click.pass_context
def command(context: click.Context, if_missing: bool) -> None:
    """Carga el contenido ilustrativo en la carpeta de datos · Load the illustrative content."""
    from content.load import NotEmptyError, is_loaded, load

    folder = Folder.from_environment()
    if is_loaded(folder):
        if not if_missing:
            say(context, "demo_loaded", path=folder.root)
        return
    try:
        for line in load(folder):
            click.echo(line)
    except NotEmptyError:
        stop(context, ENVIRONMENT, "folder_in_use", path=folder.root)
