"""The language of a run: `--lang` may be said anywhere in what is typed; Spanish where it is not."""

from __future__ import annotations

from collections.abc import Sequence

import click

from expectations.rule import LANGUAGES

OPTION = "--lang"


def first(typed: Sequence[str]) -> list[str]:
    """Return the words with the language, wherever it was said, in front of the command."""
    for position, word in enumerate(typed):
        if word == OPTION and position + 1 < len(typed):
            return [*typed[position : position + 2], *typed[:position], *typed[position + 2 :]]
        if word.startswith(f"{OPTION}="):
            return [OPTION, word.partition("=")[2], *typed[:position], *typed[position + 1 :]]
    return list(typed)


def typed_in(words: Sequence[str]) -> str:
    """Return the language to speak of words that may not be understood: the one they begin with, if we speak it."""
    return words[1] if words[:1] == [OPTION] and words[1:2] and words[1] in LANGUAGES else LANGUAGES[0]


def of(context: click.Context) -> str:
    """Return the language of the run a command belongs to."""
    return context.find_root().obj or LANGUAGES[0]
