"""Mistakes in typing: each is told in a sentence, in the language that was asked for."""

from __future__ import annotations

from collections.abc import Sequence

import click

from reports import terminal


def sentence(mistake: click.UsageError, typed: Sequence[str], language: str) -> str:
    """Return what is wrong with what was typed, and what to do about it."""
    named = getattr(mistake, "param", None)
    name = (named.opts[-1] if named else "") or getattr(mistake, "option_name", "")
    if isinstance(mistake, click.MissingParameter):
        return terminal.say(language, "usage_missing", name=name)
    if isinstance(mistake, click.BadParameter):
        return terminal.say(language, "usage_value", name=name)
    if isinstance(mistake, click.NoSuchOption):
        return terminal.say(language, "usage_option", name=name)
    return terminal.say(language, "usage", typed=" ".join(typed))
