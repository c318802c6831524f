"""After the last year of a phase its money is still settled: a plan of that year, without targets, has the quarters."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import small
from accounts import FINANCE, FOCAL, PARTNER, TECHNICAL, accept, ask, begin, disburse, presented, send, told, transfer
from accounts import voucher as spent
from small import at

from etl.receive import receive
from warehouse.folder import Folder


def test_what_is_settled_after_the_phase_counts_in_its_quarter_and_is_owed(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "data")
    begin(folder)
    disburse(folder, "2025-T3", transfer("D-1", "2025-07-10", "100000.00", "375000.00", "3.75"))
    presented(folder, "2025-T3", "367500.00", spent("F1", "7500.00"))
    drawn = small.plan(Random(4))
    for line in drawn[1]:
        line |= {"budget": "120000", "state": "En ejecución", "end": "2026-12-31"}
    with at("2027-01-11T15:00:00+00:00"):
        plan = receive(folder, "plan.xlsx", small.plan_file(folder, "v2", drawn, year="2027"), actor=small.PLANNER)
    accept(folder, plan, TECHNICAL, "2027-01-12")
    filled = {"Gastos": [spent("F2", "3750.00", "2027-02-15")], "Conciliación": [told("2027-T1", "363750.00")]}
    taken = send(folder, "financial_execution", PARTNER, "2027-T1", filled, FOCAL, "2027-04-09")
    assert taken.findings == []
    accept(folder, taken, FINANCE, "2027-04-10")
    at_cutoff = {"language": "es", "phase": "F2", "cutoff": "2027-T1", "fund": "DCI–Norad", "level": "programme"}
    [programme] = ask(folder, "financial_headline", **at_cutoff)
    assert (programme["executed_net"], programme["year_budget"]) == (Decimal(3000), 0)
    owed = ask(folder, "settlements", phase="F2", today="2027-08-01", holidays=[date(2027, 1, 1)])
    states = {row["period"]: row["state"] for row in owed}
    assert (states["2027-T1"], "2027-T2" in states) == ("Presentada", False), "three months after its end it is over"
