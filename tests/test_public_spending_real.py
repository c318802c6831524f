"""The workbooks a real entity of the State keeps: every figure an independent reading of them gave, exactly."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from click.testing import Result

from expectations.public_spending.contract import MONTHS
from warehouse.folder import Folder
from warehouse.read import Reader
from warehouse.scope import Scope

Answer = Callable[..., tuple[int, dict[str, Any]]]
EVERYTHING = Scope.everything()
STAGES = {"mto_pia": "pia", "mto_modificaciones": "modifications", "mto_pim": "pim"}
STAGES |= {"mto_certificado": "certified", "mto_compro_anual": "annual_commitment"}


def _total(measures: dict[str, Any], column: str, which: str = "accepted") -> Decimal:
    return sum((Decimal(unit[which]) for unit in measures[column].values()), start=Decimal(0))


def _exact(checked: dict[str, Any], expected: dict[str, Any]) -> None:
    """Hold what was read of a real workbook to every figure an independent reading of it gave."""
    measures = checked["measures"]
    assert (checked["rows_read"], checked["accepted"]) == (expected["data_rows"], expected["data_rows"])
    assert expected["rows_breaking_pia+mod=pim"] == 0
    assert [(f["rule"], f["severity"], f["sheet"]) for f in checked["findings"]] == [
        ("columns_not_used", "note", expected["bd_sheet"][0])
    ]
    for header, column in STAGES.items():
        assert _total(measures, column) == Decimal(expected[header]), header
    for month, amount in expected["devengado_by_month"].items():
        assert _total(measures, f"accrued_{month}") == Decimal(amount), month
    for stage, header in (("accrued", "devengado_total"), ("ordered", "girado_total")):
        assert sum(_total(measures, f"{stage}_{m}") for m in MONTHS) == Decimal(expected[header])
    goals = "physical_goals_sum_meta_anual_dedup"
    assert _total(measures, "goal_year", "distinct") == Decimal(expected[goals])
    assert _total(measures, "goal_year", "read") == Decimal(expected["physical_sum_if_NOT_dedup(trap)"])
    assert _total(measures, "reached_year", "distinct") == Decimal(expected["avan_fisico_anual_sum_dedup"])


def _published(reader: Reader, snapshot: str, expected: dict[str, Any]) -> None:
    """Hold what is published of a snapshot to the same reading."""
    found = reader.ask("public_spending", EVERYTHING, snapshot=snapshot, level="generic").to_dicts()
    assert {f"{c['code'].removeprefix('2.')}.{c['name']}": [c["pia"], c["pim"], c["accrued"]] for c in found} == {
        name: [Decimal(amount) for amount in amounts]
        for name, amounts in expected["by_generica(pia,pim,devengado)"].items()
    }
    goals = reader.ask("public_goals", EVERYTHING, snapshot=snapshot).to_dicts()
    assert len(goals) == expected["physical_goals_distinct"]
    assert sum(goal["goal_year"] for goal in goals) == Decimal(expected["physical_goals_sum_meta_anual_dedup"])
    assert sum(goal["rows_that_repeat_it"] for goal in goals) == expected["data_rows"]
    units = [goal["unit_of_measure"] for goal in goals]
    assert {unit: units.count(unit) for unit in units} == expected["units"]
    years = reader.ask("public_snapshots", EVERYTHING).to_dicts()
    assert {str(year["year"]) for year in years} == set(expected["ano_eje"])


def test_two_days_of_a_real_entity_are_read_exactly_and_compared(
    jsi: Callable[..., Result], answer: Answer, real_inputs: Path, tmp_path: Path
) -> None:
    expected = json.loads((real_inputs / "expected.json").read_text(encoding="utf-8"))["siaf"]
    for one in expected:
        code, received = answer("receive", real_inputs / "siaf" / one["file"], "--as", "geobosques")
        assert (code, received["outcome"]) == (0, "accepted")
        _exact(received, one)
        assert jsi("approve", received["submission"], "--as", "gestor.financiero").exit_code == 0
    reader = Reader(Folder(tmp_path / "data"))
    before, now = "MINAM/2025-10-23", "MINAM/2025-10-24"
    for snapshot, one in zip((before, now), expected, strict=True):
        _published(reader, snapshot, one)
    asked = {"snapshot": now, "before": before}
    moved = reader.ask("public_spending_changes", EVERYTHING, **asked, level="generic").to_dicts()
    first, second = (one["by_generica(pia,pim,devengado)"] for one in expected)
    for stage, at in (("pim", 1), ("accrued", 2)):
        differences = {n: Decimal(second[n][at]) - Decimal(first[n][at]) for n in first}
        told = {f"{m['code'].removeprefix('2.')}.{m['name']}": m["change"] for m in moved if m["stage"] == stage}
        assert told == {name: change for name, change in differences.items() if change}
    totals = reader.ask("public_spending_changes", EVERYTHING, **asked, level="total").to_dicts()
    headers = {"certified": "mto_certificado", "accrued": "devengado_total"}
    headers |= {"annual_commitment": "mto_compro_anual", "ordered": "girado_total"}
    assert {total["stage"]: total["change"] for total in totals} == {
        stage: Decimal(expected[1][header]) - Decimal(expected[0][header]) for stage, header in headers.items()
    }
