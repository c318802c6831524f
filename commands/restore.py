"""`jsi restore`: a backup put into an empty folder, and published."""

from __future__ import annotations

from pathlib import Path

import click

from commands.group.answers import REFUSED, UNKNOWN, say, stop
from warehouse.folder import Folder


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
def command(context: click.Context, file: Path) -> None:
    """Repone una copia en una carpeta vacía · Restore a backup into an empty folder."""
    from etl.backup import FolderInUseError, NoBackupError, restore
    from etl.publish import publish

    folder = Folder.from_environment()
    try:
        if not file.is_file():
            raise NoBackupError(str(file))
        events = restore(folder, file)
    except FolderInUseError:
        stop(context, REFUSED, "folder_in_use", path=folder.root)
    except NoBackupError as damaged:
        stop(context, UNKNOWN, "no_backup", path=file, about=damaged)
    say(context, "restored", events=events, version=publish(folder).stem)
