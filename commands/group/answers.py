"""How a command answers: a sentence, a line for people or for programs, and an exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any, NoReturn

import click

from commands.group import language
from etl.finding import Finding
from reports import terminal

REFUSED, UNKNOWN, ENVIRONMENT = 2, 3, 4


def say(context: click.Context, key: str, **values: Any) -> None:
    """Tell the person what was done."""
    click.echo(terminal.say(language.of(context), key, **values))


def stop(context: click.Context, code: int, key: str, **values: Any) -> NoReturn:
    """Tell the person what stood in the way, and end with that code."""
    click.echo(terminal.say(language.of(context), key, **values), err=True)
    sys.exit(code)


def refuse(context: click.Context, rule: str, found: str = "", expected: str = "") -> NoReturn:
    """Say which rule was broken, in its own sentence; what is not known ends otherwise than what is not allowed."""
    click.echo(Finding.of(rule, found=found, expected=expected).message(language.of(context)), err=True)
    sys.exit(UNKNOWN if rule.startswith("unknown_") else REFUSED)


def show(
    context: click.Context, row: dict[str, Any], as_json: bool, told: Callable[[dict[str, Any], str], str]
) -> None:
    """Write one thing: as JSON in a line, or as `told` puts it in the person's language."""
    click.echo(json.dumps(row, ensure_ascii=False) if as_json else told(row, language.of(context)))
