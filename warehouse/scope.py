"""Who is asking: every read, write and cache key takes a scope."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scope:
    """The organisations whose rows may be seen; None means all of them."""

    organisations: tuple[str, ...] | None

    @classmethod
    def everything(cls) -> Scope:
        """The scope that sees all organisations."""
        return cls(None)

    def sees(self, organisation_code: str) -> bool:
        """Say whether rows of that organisation may be read or written."""
        return self.organisations is None or organisation_code in self.organisations
