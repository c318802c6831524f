"""The program: the commands found in the room, and what becomes of whatever goes wrong in one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from commands.group import language, mistakes, registry, troubles
from commands.group.answers import REFUSED


class Program(click.Group):
    """Commands whose refusals, mistakes in typing and troubles of the place end in a sentence and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command of the room."""
        return registry.names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command that was typed, and no other."""
        return registry.command(cmd_name)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **more: Any) -> Any:
        """Run the command that was typed; the language may be said anywhere in it."""
        typed = list(sys.argv[1:] if args is None else args)
        words = language.first(typed)
        try:
            super().main(words, *rest, **more | {"standalone_mode": False})
        except click.UsageError as mistake:
            click.echo(mistakes.sentence(mistake, typed, language.typed_in(words)), err=True)
            sys.exit(REFUSED)
        except click.Abort:
            sys.exit(REFUSED)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error of ours is still raised."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as problem:  # refusals and troubles come from any library below; what is neither is raised
            troubles.end(ctx, problem)
            raise
