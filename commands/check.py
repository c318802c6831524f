"""`jsi check`: what would be taken of each file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands.group.files import answer_each, takes_files


@click.command()
@takes_files
@click.pass_context
def command(context: click.Context, files: tuple[Path, ...], as_json: bool, **said: Any) -> None:
    """Revisa archivos sin guardar nada · Check files and write nothing."""
    answer_each(context, files, as_json, said=said, action="check", actor=None)
