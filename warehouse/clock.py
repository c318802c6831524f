"""What time it is; a demonstration may set it, and the event then says so."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from warehouse.folder import Folder
from warehouse.ledger import RefusalError
from warehouse.lima import LIMA


def today(folder: Folder) -> date:
    """Return the day it is in Lima; RefusalError as `now`."""
    return now(folder)[0].astimezone(LIMA).date()


def now(folder: Folder) -> tuple[datetime, bool]:
    """Return the instant (UTC) and whether JSI_NOW set it; RefusalError where it may not or is no instant."""
    chosen = os.environ.get("JSI_NOW")
    if not chosen:
        return datetime.now(UTC), False
    if not folder.is_demonstration:
        raise RefusalError("clock_not_admitted", found=chosen)
    try:
        instant = datetime.fromisoformat(chosen)
    except ValueError:
        raise RefusalError("clock_unreadable", found=chosen) from None
    if instant.tzinfo is None:
        raise RefusalError("clock_unreadable", found=chosen)
    return instant.astimezone(UTC), True
