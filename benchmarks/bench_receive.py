"""Receiving a clean workbook of ours, beside the fastest plain read of it and beside the usual way to check it."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path
from unittest.mock import patch

from python_calamine import CalamineWorkbook

from benchmarks import drawn, gx_on_pandas
from benchmarks.harness import Benchmark, Contender, Goal
from etl.extract import read_workbook
from etl.publish import publish
from etl.receive import receive
from expectations.sources import contracts
from reports.workbook import workbook
from warehouse.folder import Folder

GOALS = 20_000
SOURCE = "physical_progress"
FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*><f>([^<]*)</f>')
ABOUT = """\
A template of physical progress for {goals:,} goals of one organisation, every row filled and none wrong: {size:.1f} MB,
{cells:,} cells with something in them, of which {formulas:,} are formulas. The plan was sent and approved in the same
data folder before. *receive* is the whole act, from bytes to the ledger's event: guard, reading, signature, grey cells
against those issued, typing, suite, code lists, rules across tables, control totals, typed rows and report made
durable. *with publish* adds the new version of the warehouse. The plain reads give the values and formulas of every
cell of this file and check nothing; calamine, the fastest, has no formulas, so a pattern finds them in the XML. *our
reader* equals openpyxl on the odd workbooks of the tests too. *pandas* reads the same three sheets with openpyxl, and
Great Expectations checks the same expectations on the frame of the one that was filled; it knows no formula from a
value, keeps nothing, and compares with no plan and no grey cell."""


def bench(room: Path) -> Benchmark:
    """Draw the plan and the workbook, and set the contenders beside each other."""
    planned = Folder(room / "planned")
    drawn.planned(planned, GOALS)
    content = workbook(planned, SOURCE, drawn.ORGANISATION, drawn.PERIOD, filled=drawn.progress(GOALS))

    def fresh() -> Folder:
        shutil.rmtree(room / "own", ignore_errors=True)
        shutil.copytree(planned.root, room / "own")
        return Folder(room / "own")

    return Benchmark(
        "Receive a clean workbook of 20,000 rows",
        _about(content),
        (
            Contender("calamine, and a pattern for the formulas", lambda _: _calamine(content)),
            Contender("our reader", lambda _: read_workbook(content)),
            Contender("receive", lambda folder: _received(folder, content, is_published=False), fresh),
            Contender("receive with publish", lambda folder: _received(folder, content, is_published=True), fresh),
            Contender("pandas, openpyxl and Great Expectations", lambda _: _checked_by_pandas(content)),
        ),
        (
            Goal("receive", "our reader", 3),
            Goal("receive", "calamine, and a pattern for the formulas", 3),
            Goal("receive", "pandas, openpyxl and Great Expectations", 0.5),
            Goal("receive with publish", "pandas, openpyxl and Great Expectations", 0.5),
        ),
    )


def _about(content: bytes) -> str:
    grids = read_workbook(content)
    cells = sum(len(row) for grid in grids for _, row in grid.rows)
    formulas = sum(len(grid.formulas) for grid in grids)
    return ABOUT.format(goals=GOALS, size=len(content) / 1e6, cells=cells, formulas=formulas)


def _calamine(content: bytes) -> int:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    values = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        formulas = [FORMULA.findall(archive.read(name)) for name in parts]
    return len(values) + len(formulas)


def _received(folder: Folder, content: bytes, *, is_published: bool) -> None:
    # The act logs a version that could not be made and goes on; here it must fail, or a failure would be timed.
    with patch("etl.receive.publish_after", publish if is_published else _not_now):
        checked = receive(folder, "avance.xlsx", content, actor="punto.ucayali")
    assert (checked.outcome, checked.accepted) == ("accepted", GOALS), checked.findings[:5]


def _not_now(folder: Folder) -> None:
    """Leave the new version for later."""


def _checked_by_pandas(content: bytes) -> None:
    assert gx_on_pandas.check(content, contracts()[SOURCE].layouts["workbook"])
