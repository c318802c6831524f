"""What a finding puts at stake: what its row costs, or the hectares or units it says; never a number without a unit."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
import small
from accounts import FOCAL, LINE, PARTNER, SENT, begin, disburse, present, presented, transfer, voucher
from conftest import copy
from reprogrammed import begin as begin_plan
from reprogrammed import change, plan
from small import at

from etl.check import check
from etl.receive import receive
from reports.workbook import workbook
from warehouse.folder import Folder

D = Decimal
Stakes = list[tuple[Decimal | None, str | None]]


def stakes(findings: Any, rule: str) -> Stakes:
    """Return what each finding of a rule puts at stake."""
    return [(f.stake_amount, f.stake_unit) for f in findings if f.rule == rule]


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Folder(tmp_path_factory.mktemp("planned"))
    begin_plan(folder)
    return folder.root


@pytest.fixture
def told(planned: Path) -> Callable[..., Stakes]:
    """Return what a rule puts at stake in a second version of the plan of two lines, changed by a function."""

    def run(rule: str, edit: Callable[[dict[str, list[dict[str, Any]]]], object]) -> Stakes:
        filled = plan("v2", "A1", "A2")
        edit(filled)
        folder = Folder(planned)  # a check writes nothing
        content = workbook(folder, "operating_plan", "PROFONANPE", "F2-v2", filled=filled)
        return stakes(check(folder, "p.xlsx", content).findings, rule)

    return run


@pytest.mark.parametrize(("sheet", "stake"), [("Metas", (D(20), "contrato")), ("Presupuesto", (D(1000), "USD"))])
def test_what_is_of_no_line_puts_itself_at_stake(
    told: Callable[..., Stakes], sheet: str, stake: tuple[Decimal, str]
) -> None:
    assert told("line_not_in_plan", lambda p: p[sheet][0].update(line_code="A9")) == [stake]


def test_a_wrong_weight_puts_at_stake_what_its_line_costs(told: Callable[..., Stakes]) -> None:
    def weighted(filled: dict[str, list[dict[str, Any]]]) -> None:
        for line in filled["Líneas"]:
            line["weight"] = "49"
        filled["Presupuesto"][0] |= {"phase_amount": "1500.5"}

    assert told("weights_sum_to_100", weighted) == [(D("1500.5"), "USD"), (D(1000), "USD")]


@pytest.mark.parametrize(
    ("said", "stake"),
    [
        # the sheets say 1,000 and 1,100
        ({"says": "1000", "should_say": "1,175.50"}, [(D("75.5"), "USD")]),
        ({"says": "900", "should_say": "1100"}, [(D(100), "USD")]),
        ({"says": "1000", "should_say": "1100"}, []),
        ({"says": "mil", "should_say": "1100"}, [(D(1000), "USD")]),
    ],
)
def test_a_reprogramming_puts_at_stake_what_it_misses_the_sheets_by(
    told: Callable[..., Stakes], said: dict[str, str], stake: Stakes
) -> None:
    def reprogrammed(filled: dict[str, list[dict[str, Any]]]) -> None:
        filled["Presupuesto"][0] |= {"phase_amount": "1100", "year_2026": "700"}
        row = change("Presupuesto", item="PERSONAL", changed_period="Fase", change_level="Junta")
        filled["Reprogramación"] = [row | said]

    assert told("reprogramming_differs", reprogrammed) == stake


def test_a_target_said_otherwise_is_at_stake_in_its_unit(told: Callable[..., Stakes]) -> None:
    row = change(item="SAF-CON", changed_period="Fase", says="20", should_say="24")
    assert told("reprogramming_differs", lambda p: p["Reprogramación"].append(row)) == [(D(4), "contrato")]


@pytest.mark.parametrize(
    ("goal", "organisation", "typed", "unit", "rule", "stake"),
    [
        # 8 of 10 alerts were attended to
        ("AE6.04-LOR/ILE-ATE", "GORE-LORETO", {"numerator": "12", "denominator": "16"}, {}, "denominator_changed",
         (D(45), "%")),
        ("AE6.04-LOR/ILE-ATE", "GORE-LORETO", {"numerator": "12", "denominator": "10"}, {},
         "numerator_over_denominator", (D(20), "%")),
        ("AE2.04-MDD/MFC-DEMA", "GORE-MADRE-DE-DIOS", {"quantity": "2"},
         {"unit_kind": "Contrato", "unit_number": "C-1", "unit_name": "Uno"}, "contract_without_hectares",
         (D(100), "ha")),
    ],
)  # fmt: skip
def test_what_a_report_of_progress_puts_at_stake(
    loaded: Path, goal: str, organisation: str, typed: dict[str, str], unit: dict[str, str], rule: str,
    stake: tuple[Decimal, str],
) -> None:  # fmt: skip
    folder = Folder(loaded)  # a check writes nothing
    filled = {"Avance": [typed | {"goal_id": goal, "situation": "Con avance"}]}
    filled |= {"Detalle": [unit | {"goal_id": goal}]} if unit else {}
    content = workbook(folder, "physical_progress", organisation, "2025-T4", filled=filled)
    assert stakes(check(folder, "r.xlsx", content).findings, rule) == [stake]


@pytest.fixture(scope="module")
def spent(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A partner that got USD 100,000 as PEN 375,000 and spent 75,000 of them, on a line of USD 120,000."""
    folder = Folder(tmp_path_factory.mktemp("spent") / "data")
    begin(folder)
    disburse(folder, "2025-T3", transfer("D-1", "2025-07-10", "100000.00", "375000.00", "3.75"))
    presented(folder, "2025-T3", "300000.00", voucher("F1", "50000.00"), voucher("F2", "25000.00"))
    return folder


@pytest.fixture
def own(spent: Folder, tmp_path: Path) -> Folder:
    copy(spent.root, tmp_path / "own")
    return Folder(tmp_path / "own")


SECOND = voucher("F3", "2000.00", "2025-11-01"), voucher("F4", "1750.00", "2025-11-01")


def test_money_without_progress_puts_at_stake_all_that_those_quarters_spent(own: Folder) -> None:
    taken = present(own, "2025-T4", "296250.00", *SECOND)
    # 78,750 soles at 3.75, of four vouchers
    assert stakes(taken.findings, "money_without_progress") == [(D(21000), "USD")]
    again = present(own, "2025-T4", "296250.00", *SECOND)
    assert stakes(again.findings, "money_without_progress") == [(D(21000), "USD")], "sent again, it counts once"


def test_units_that_cost_too_much_put_at_stake_what_was_spent_and_cheap_ones_the_budget(own: Folder) -> None:
    goal = next(g for g in small.plan(Random(4))[0] if g["line"] == LINE)
    for quantity, stake in (("1", D(21000)), (str(goal["phase"]), D(120000))):
        with at(SENT["2025-T3"]):
            done = small.progress_file(own, PARTNER, "2025-T3", {str(goal["goal"]): quantity})
            receive(own, "avance.xlsx", done, actor=FOCAL)
        taken = present(own, "2025-T4", "296250.00", *SECOND)
        assert stakes(taken.findings, "unit_cost_out_of_scale") == [(stake, "USD")]
