"""The time of Lima, in which every deadline is kept."""

from __future__ import annotations

from datetime import timedelta, timezone

# Fixed since 1994, so no database of time zones is needed, which bare machines lack.
LIMA = timezone(timedelta(hours=-5), "America/Lima")
