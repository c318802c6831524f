"""The `jsi` command: its entry point, its language and its version; the commands are in `commands/`."""

from __future__ import annotations

import os

import click

from commands.group import language
from commands.group.program import Program
from commands.group.troubles import telling
from expectations.rule import LANGUAGES


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(language.OPTION, type=click.Choice(LANGUAGES), default="es", help="Idioma · Language")
@click.version_option(package_name="jsi-monitor")
@click.pass_context
def jsi(context: click.Context, lang: str) -> None:
    """Metas de la DCI, de la celda al tablero · JSI goals, from the cell to the board."""
    context.obj = lang
    context.with_resource(telling(lang))


def main() -> None:
    """Run `jsi` in an environment where Great Expectations stays quiet."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    jsi()
