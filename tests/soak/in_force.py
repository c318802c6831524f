"""Says in plain loops which rows are in force after a history: the twin of what SQL derives from ledger and files.

A new kind of event that changes what is in force is a new branch in `remember`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scene import Row

from warehouse.ledger import Event

Said = dict[tuple[str, str], str | None]


@dataclass
class InForce:
    """The plan, what each goal reported by basis, and the hectares of each vintage."""

    plan: tuple[list[Row], list[Row]]
    conforme: Said = field(default_factory=dict[tuple[str, str], str | None])
    reportado: Said = field(default_factory=dict[tuple[str, str], str | None])
    lost: dict[tuple[str, int, str], str] = field(default_factory=dict[tuple[str, int, str], str])

    @property
    def reports(self) -> list[Row]:
        """One row a goal and basis, as scenes are drawn."""
        rows: list[Row] = []
        for basis, said in (("conforme", self.conforme), ("reportado", self.reportado)):
            for goal in (str(goal["goal"]) for goal in self.plan[0]):
                of_goal = {period[5:]: q for (one, period), q in said.items() if one == goal and q is not None}
                rows.append({"goal": goal, "basis": basis} | of_goal)
        return rows


def in_force(plan: tuple[list[Row], list[Row]], events: list[Event], taken: Mapping[str, Any]) -> InForce:
    """Return what is in force after those events, `taken` saying what was accepted of each submission."""
    now = InForce(plan)
    gone = {e.submission_id for e in events if e.kind in ("returned", "annulled")}
    for e in events:
        if taken.get(str(e.submission_id)) is not None and e.submission_id not in gone:
            remember(now, e, taken[str(e.submission_id)])
    return now


def remember(now: InForce, e: Event, says: Any) -> None:
    """Let one event of a live submission change what is in force."""
    source = e.payload.get("source") or _source(says)
    if e.kind == "received" and source == "physical_progress":
        now.reportado |= says
    if e.kind != "approved":
        return
    if source == "physical_progress":
        now.conforme |= says
    elif source == "operating_plan":
        now.plan = says
    else:
        vintages = {vintage for _, _, vintage in says}
        now.lost = {key: ha for key, ha in now.lost.items() if key[2] not in vintages} | says


def _source(says: Any) -> str:
    """Tell by what a file says which source it is of, for events that do not name it."""
    if isinstance(says, tuple):
        return "operating_plan"
    return "physical_progress" if len(next(iter(says))) == 2 else "forest_loss"
