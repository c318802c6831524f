"""Finds the commands: every module of the room is one, and is imported only when it is asked for."""

from __future__ import annotations

import importlib
import pkgutil

import click

import commands


def names() -> list[str]:
    """Return the name of each command, in the order of the alphabet, without importing any."""
    return sorted(_modules())


def command(name: str) -> click.Command | None:
    """Return the command of that name; None where there is none."""
    module = _modules().get(name)
    return importlib.import_module(f"commands.{module}").command if module else None


def _modules() -> dict[str, str]:
    """Return the module of each command: it has `_` for a hyphen, and one behind a name Python keeps for itself."""
    found = [m.name for m in pkgutil.iter_modules(commands.__path__) if not m.ispkg]
    return {name.rstrip("_").replace("_", "-"): name for name in found}
