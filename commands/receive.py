"""`jsi receive`: files taken and acknowledged in the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands.group.files import answer_each, takes_files


@click.command()
@takes_files
@click.option("--as", "actor", required=True)
@click.pass_context
def command(context: click.Context, files: tuple[Path, ...], actor: str, as_json: bool, **said: Any) -> None:
    """Recibe archivos como esa persona · Receive files as that person."""
    answer_each(context, files, as_json, said=said, action="receive", actor=actor)
