"""Who acts: the people of `users`, and what each may do."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse import reference
from warehouse.ledger import RefusalError
from warehouse.scope import Scope


@dataclass(frozen=True)
class Person:
    """One user: the role they act in, and the organisation they act for."""

    code: str
    role: str
    organisation: str

    @property
    def scope(self) -> Scope:
        """What this person may send: a focal point for their own organisation, a manager for all."""
        return Scope((self.organisation,)) if self.role == "focal_point" else Scope.everything()

    def may_send(self, organisation: str) -> None:
        """Raise RefusalError unless this person may send for that organisation or unit."""
        if self.role not in ("focal_point", "manager"):
            raise RefusalError("role_may_not", found=f"{self.code} ({self.role})")
        if not self.scope.sees(organisation.split("/")[0]):
            raise RefusalError("not_your_organisation", found=organisation, expected=self.organisation)

    def may_review(self, organisation: str) -> None:
        """Raise RefusalError unless this person reviews what that organisation or unit sends."""
        if self.role != "manager":
            raise RefusalError("role_may_not", found=f"{self.code} ({self.role})")
        if not self.scope.sees(organisation.split("/")[0]):
            raise RefusalError("not_your_organisation", found=organisation, expected=self.organisation)


def people() -> list[Person]:
    """Return every known person."""
    return [Person(r["user_code"], r["role"], r["organisation_code"]) for r in reference.rows("users")]


def person(code: str) -> Person:
    """Return that person; RefusalError where nobody has the code."""
    found = next((p for p in people() if p.code == code), None)
    if found is None:
        raise RefusalError("unknown_user", found=code)
    return found
