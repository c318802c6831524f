"""What a sender wrote never runs as a formula in a file we write."""

import ast
import io
from pathlib import Path

import pytest
from odd_workbooks import HOSTILE

from etl.extract import read_workbook
from expectations.sources import contracts
from reports.harmless import harmless
from reports.template import Template, write_template

ROOT = Path(__file__).parent.parent
ROOMS = ("reports", "pages", "commands", "etl")


@pytest.mark.parametrize(
    "text", ["=1", "+1+1", "-1-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "=cmd|' /C calc'!A0"]
)
def test_what_would_run_is_shown_instead(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "12", "-12.5", "+3", "-1,234.50", "-1e-7", "-5%", "ID meta", "a=b", "1-2", "N/A", "'=1"]
)
def test_numbers_and_ordinary_text_leave_as_they_are(text: str) -> None:
    assert harmless(text) == text


def test_a_template_holds_what_somebody_wrote_as_text() -> None:
    contract = contracts()["physical_progress"]
    sheet = contract.layouts["workbook"][0]
    rows = [{"goal_id": text, "line_name": text, "comment": text} for text in HOSTILE]
    written = io.BytesIO()
    name = HOSTILE[0]
    write_template(written, Template(contract, (sheet,), name, name, "2025-T4", given={sheet.name: rows}), b"k" * 32)
    grid = next(grid for grid in read_workbook(written.getvalue()) if grid.name == sheet.name)
    calculated = {c.name for c in sheet.columns if c.role == "calculated"}
    start = [cells.get("A") for _, cells in grid.rows].index(sheet.column("goal_id").header) + 1
    found = [cells["A"] for _, cells in grid.rows[start:]]
    assert found == HOSTILE
    letters = {letter for _, letter in grid.formulas}
    assert len(letters) == len(calculated)
    assert not letters & {"A", "D"}


def test_every_csv_we_write_goes_through_harmless() -> None:
    for path in (p for room in ROOMS for p in (ROOT / room).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
        if names & {"writer", "DictWriter", "write_csv", "to_csv"}:
            assert "harmless" in path.read_text(encoding="utf-8"), path
