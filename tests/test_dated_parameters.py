"""How much is too much is reviewed data with a day: a share keeps its decimals, and a change holds from its day on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
import small
from accounts import (
    FINANCE,
    FOCAL,
    LINE,
    PARTNER,
    SENT,
    begin,
    disburse,
    present,
    presented,
    rules_of,
    send,
    settled,
    transfer,
    voucher,
)
from conftest import copy
from small import at

from etl.check import Checked
from etl.receive import receive
from warehouse import reference
from warehouse.folder import Folder

# From the fourth quarter on.
CHANGED = """quantity_times,2025-10-01,3,vez,,ilustrativo,2025-06-30
unit_cost_times,2025-10-01,100,vez,,ilustrativo,2025-06-30
quarters_without_progress,2025-10-01,3,trimestre,,ilustrativo,2025-06-30
"""
GOAL = next(goal for goal in small.plan(Random(4))[0] if goal["line"] == LINE)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Folder]:
    """A partner that got USD 100,000 as PEN 375,000, of an agreement whose shares are 12.5 %."""
    root = tmp_path_factory.mktemp("changed")
    shutil.copytree(reference.REFERENCE, root / "reference")
    agreed = root / "reference" / "agreement_parameter.csv"
    text = agreed.read_text("utf-8")
    for told in ("settled_share,2021-01-01,80,", "category_deviation,2021-01-01,10,"):
        assert told in text
        text = text.replace(told, told.rsplit(",", 2)[0] + ",12.5,")
    agreed.write_text(text, "utf-8")
    with (root / "reference" / "parameter.csv").open("a", encoding="utf-8") as parameters:
        parameters.write(CHANGED)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reference, "REFERENCE", root / "reference")
        folder = Folder(root / "data")
        begin(folder)
        disburse(folder, "2025-T3", transfer("D-1", "2025-07-10", "100000.00", "375000.00", "3.75"))
        yield folder


@pytest.fixture
def own(changed: Folder, tmp_path: Path) -> Folder:
    copy(changed.root, tmp_path / "own")
    return Folder(tmp_path / "own")


def report(folder: Folder, period: str, quantity: int) -> Checked:
    """Report that quantity of the first line's goal."""
    with at(SENT[period]):
        done = small.progress_file(folder, PARTNER, period, {str(GOAL["goal"]): str(quantity)})
        return receive(folder, "avance.xlsx", done, actor=FOCAL)


@pytest.mark.parametrize(("accepted", "found"), [("46875.00", []), ("46874.96", [("12.49", "12.5")])])
def test_a_share_to_be_settled_keeps_its_decimals(own: Folder, accepted: str, found: list[tuple[str, str]]) -> None:
    presented(own, "2025-T3", f"{375000 - float(accepted):.2f}", voucher("F1", accepted))
    settled(own, "2025-T3")
    row = transfer("D-2", "2025-10-20", "1000.00", "3600.00", "3.60")
    taken = send(own, "disbursements", "PROFONANPE", "2025-T4", {"Desembolsos": [row]}, FINANCE, "2025-10-20")
    assert [(f.found, f.expected) for f in taken.findings if f.rule == "disbursed_before_settling"] == found


@pytest.mark.parametrize(("spent", "found"), [("506250.00", []), ("506250.04", [("135000.01", "120000.00")])])
def test_a_deviation_of_a_category_keeps_its_decimals(own: Folder, spent: str, found: list[tuple[str, str]]) -> None:
    taken = present(own, "2025-T3", f"{375000 - float(spent):.2f}", voucher("F1", spent))
    assert [(f.found, f.expected) for f in taken.findings if f.rule == "category_over_budget"] == found


def test_how_many_times_the_usual_is_too_much_holds_from_its_day_on(own: Folder) -> None:
    threefold = 3 * int(str(GOAL["phase"]))
    assert "quantity_out_of_scale" not in rules_of(report(own, "2025-T3", threefold))
    assert "quantity_out_of_scale" in rules_of(report(own, "2025-T4", threefold))
    assert "quantity_out_of_scale" not in rules_of(report(own, "2025-T4", threefold - 1))


def test_what_a_unit_may_cost_and_how_long_it_may_take_hold_from_their_day_on(own: Folder) -> None:
    # one unit for 26,667 dollars is more than five times the planned cost, and less than a hundred times
    planned = 120000 / int(str(GOAL["phase"]))
    assert 5 * planned < 100000 / 3.75 < 100 * planned
    report(own, "2025-T3", 1)
    first = present(own, "2025-T3", "275000.00", voucher("F1", "100000.00"))
    assert "unit_cost_out_of_scale" in rules_of(first)
    second = present(own, "2025-T4", "374999.00", voucher("F2", "1.00", "2025-11-01"))
    assert "unit_cost_out_of_scale" not in rules_of(second)


def test_two_quarters_without_progress_are_not_too_many_where_three_are(own: Folder) -> None:
    presented(own, "2025-T3", "275000.00", voucher("F1", "100000.00"))
    taken = present(own, "2025-T4", "274000.00", voucher("F2", "1000.00", "2025-11-01"))
    assert rules_of(taken) == {}


def test_why_an_expense_is_not_eligible_is_told_in_both_languages(own: Folder) -> None:
    taken = present(own, "2025-T3", "374900.00", voucher("F1", "100.00", concept="Pago de multa e interés moratorio"))
    [finding] = [f for f in taken.findings if f.rule == "concept_not_eligible"]
    assert finding.expected == ("intereses por mora, multas y sanciones / fines and penalties, interest on arrears")
    assert all(finding.expected in finding.message(language) for language in ("es", "en"))
