"""`jsi template`: the pre-filled workbook of one source, organisation and period."""

from __future__ import annotations

from pathlib import Path

import click

from commands.group.answers import refuse, say
from warehouse.folder import Folder


@click.command()
@click.option("--source", required=True)
@click.option("--org", required=True)
@click.option("--period", required=True)
@click.option("-o", "output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.pass_context
def command(context: click.Context, source: str, org: str, period: str, output: Path) -> None:
    """Escribe la plantilla pre-llenada · Write the pre-filled workbook."""
    from reports.workbook import NoTemplateError, workbook

    try:
        output.write_bytes(workbook(Folder.from_environment(), source, org, period))
    except NoTemplateError as missing:
        refuse(context, missing.rule, missing.found)
    say(context, "template_written", path=output)
