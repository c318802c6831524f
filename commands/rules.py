"""`jsi rules`: what is checked, how severe each rule is, and how to mend what breaks it."""

from __future__ import annotations

import click

from commands.group import language
from commands.group.answers import show
from expectations.rule import rules
from reports import terminal


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """Lista las reglas y cómo corregir · List the rules and how to mend."""
    for rule in rules().values():
        row = {"rule": rule.name, "severity": rule.severity} | rule.text[language.of(context)]
        show(context, row, as_json, terminal.rule)
