"""How many processors DuckDB takes for one act or answer."""

from __future__ import annotations

import os

USUAL = 2


def threads() -> int:
    """Return what JSI_THREADS says, or the usual; of several processes on one machine each does best with few."""
    said = os.environ.get("JSI_THREADS", "")
    return int(said) if said.isdecimal() and int(said) > 0 else USUAL
