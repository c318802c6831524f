"""Finds the sources: every package in this room that has a contract."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import expectations
from expectations.contract import Contract


@cache
def contracts() -> dict[str, Contract]:
    """Return the contract of each source by its name."""
    packages = sorted(m.name for m in pkgutil.iter_modules(expectations.__path__) if m.ispkg)
    found = [importlib.import_module(f"expectations.{name}.contract").CONTRACT for name in packages]
    return {contract.source: contract for contract in found}
