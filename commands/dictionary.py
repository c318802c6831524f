"""`jsi dictionary`: the data dictionary, from the contracts, rules and SQL."""

from __future__ import annotations

from pathlib import Path

import click

from commands.group import language
from commands.group.answers import say


@click.command()
@click.option("-o", "output", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_context
def command(context: click.Context, output: Path | None) -> None:
    """Escribe el diccionario de datos · Write the data dictionary."""
    from etl.base import empty
    from reports.dictionary import dictionary
    from warehouse.build import columns

    with empty() as connection:
        text = dictionary(columns(connection), language.of(context))
    if output is None:
        click.echo(text, nl=False)
        return
    output.write_text(text, encoding="utf-8", newline="\n")
    say(context, "dictionary_written", path=output)
