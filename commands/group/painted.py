"""What goes back to the sender: their workbook with the cells to mend painted, or the list of what was found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from commands.group import language
from reports import terminal


def write(context: click.Context, path: Path, findings: list[dict[str, Any]], folder: Path) -> None:
    """Write it into a folder, over no other file, and say where."""
    from etl.hostile import MAX_BYTES
    from etl.recognise import is_ours
    from reports.painted import returned
    from warehouse.folder import Folder

    told = language.of(context)
    content = path.read_bytes() if path.is_file() and path.stat().st_size <= MAX_BYTES else b""
    ours = is_ours(Folder.from_environment(), path.name, content)
    name, made = returned(content, path.name, findings, told, is_ours=ours)
    folder.mkdir(parents=True, exist_ok=True)
    for target in _names(folder / name):
        try:
            with target.open("xb") as file:
                file.write(made)
        except FileExistsError:
            continue
        # Beside an answer in JSON, a sentence is for the person only.
        click.echo(terminal.say(told, "painted_written", path=target), err=True)
        return


def _names(path: Path) -> Iterator[Path]:
    """Yield a path and, where it is taken, others like it."""
    yield path
    for number in range(2, 10_000):
        yield path.with_stem(f"{path.stem} ({number})")
