"""What the register of subagreements already says, to be edited rather than typed again."""

from __future__ import annotations

from reports.template import Rows
from warehouse.folder import Folder
from warehouse.read import NotSeenError, Reader
from warehouse.scope import Scope

SHEETS = {"Subconvenios": "register_of_subagreements", "Adendas": "register_of_addenda"}


def given(folder: Folder, organisation: str, period: str) -> dict[str, Rows]:
    """Return nothing: every cell of the register may be changed."""
    return {}


def filled(folder: Folder, organisation: str, period: str) -> dict[str, Rows]:
    """Return the register in force of that phase; nothing where there is none."""
    try:
        reader = Reader(folder)
        return {sheet: reader.ask(name, Scope.everything(), phase=period).to_dicts() for sheet, name in SHEETS.items()}
    except NotSeenError:
        return {}
