"""Draws the data folder of a national deployment: objects and events as receiving leaves them, without receiving each.

Of a programme with one approved plan, each regional government reported every quarter of some years, twice a goal: what
it did, and each contract of it by name. That is what grows; the plan and its goals do not. In the last two quarters it
also told what it spent of its subagreement, voucher by voucher (`deployed_money.py`).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar, Protocol

import duckdb

from benchmarks import deployed_money, drawn
from expectations.contract import Sheet
from expectations.sources import contracts
from warehouse import landing
from warehouse.folder import Folder
from warehouse.ledger import Ledger, open_ledger

ORGANISATIONS = (
    "GORE-AMAZONAS", "GORE-HUANUCO", "GORE-LORETO", "GORE-MADRE-DE-DIOS", "GORE-SAN-MARTIN", "GORE-UCAYALI",
)  # fmt: skip
SQL = Path(__file__).parent
# Of this indicator every unit is named, and the plan asks for women and men.
GOAL = drawn.GOAL | {"indicator_code": "SAF-CON", "disaggregation": "Sexo"}
PER_ROW = 3  # quantity, women and men; of a contract, hectares, women and men


@dataclass(frozen=True)
class Size:
    """How much was reported: goals, years of four quarters; a quarter, contracts a goal and vouchers a partner."""

    goals: int
    years: int
    contracts: int
    vouchers: int

    @property
    def facts(self) -> int:
        """Filled measure cells of what was done; money comes on top."""
        return self.goals * 4 * self.years * PER_ROW * (1 + self.contracts)


class Sent(Protocol):
    """One submission to draw: of which source and series, with which sheets, and what its SQL is given."""

    source: ClassVar[str]
    tables: ClassVar[tuple[str, ...]]

    @property
    def organisation(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def rows(self) -> int: ...
    @property
    def facts(self) -> int: ...
    @property
    def given(self) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Report:
    """What was done: its goals are those from first until before last, of each so many contracts are new.

    A later version tells of them beside those of `before`.
    """

    organisation: str
    period: str
    first: int
    last: int
    contracts: int
    before: int
    version: int = 1
    source: ClassVar[str] = "physical_progress"
    tables: ClassVar[tuple[str, ...]] = ("physical_progress", "physical_detail")

    @property
    def rows(self) -> int:
        """Goals, and contracts of them."""
        return (self.last - self.first) * (1 + self.contracts)

    @property
    def facts(self) -> int:
        """Filled measure cells."""
        return self.rows * PER_ROW

    @property
    def given(self) -> dict[str, Any]:
        """What its SQL is given."""
        return {"first": self.first, "last": self.last, "period": self.period, "contracts": self.contracts,
                "before": self.before, "version": self.version}  # fmt: skip


def deployed(folder: Folder, size: Size) -> None:
    """Draw the folder: plan, subagreements and transfers by the acts a user has, then the reports, all approved."""
    drawn.planned(folder, size.goals, ORGANISATIONS, GOAL)
    ledger, each, new = open_ledger(folder.ledger_url), drawn.PLACES, size.contracts
    partners = {
        organisation: lines
        for place, organisation in enumerate(ORGANISATIONS)
        if (lines := drawn.share(size.goals // each, place, len(ORGANISATIONS)))
    }
    cost = drawn.cost(size.goals // each)
    deployed_money.agreed(folder, partners, cost)
    with duckdb.connect() as connection:
        quarters = product(range(2026 - size.years, 2026), range(1, 5))
        for (year, quarter), (organisation, lines) in product(quarters, partners.items()):
            period = f"{year}-T{quarter}"
            told: list[Sent] = [Report(organisation, period, lines.start * each, lines.stop * each, new, new)]
            told += deployed_money.spent(organisation, period, lines, size.vouchers, cost)
            for one in told:
                sent = send(folder, ledger, connection, one)
                ledger.append(at=sent_at(one), actor="gestor.tecnico", kind="approved", submission_id=sent, payload={})


def sent_at(report: Sent) -> datetime:
    """Return when a report comes: ten days after its quarter."""
    year, quarter = int(report.period[:4]), int(report.period[-1])
    return datetime(year + quarter // 4, 1 + 3 * quarter % 12, 10, 12, tzinfo=UTC)


def send(folder: Folder, ledger: Ledger, connection: duckdb.DuckDBPyConnection, report: Sent) -> str:
    """Leave the objects and the event of one report, and return its submission."""
    kept: dict[str, str] = {}
    sheets: dict[str, Any] = {}
    for sheet in (sheet for sheet in contracts()[report.source].sheets if sheet.table in report.tables):
        kept[sheet.table], raw = _rows(folder, connection, sheet, report.given)
        sheets[sheet.name] = _sheet(sheet, kept[sheet.table], raw)
    series = (report.source, report.organisation, report.period)
    identity = hashlib.sha256("|".join((*series, str(report.version))).encode()).hexdigest()[:12]
    payload: dict[str, Any] = {
        "source": series[0], "contract_version": contracts()[series[0]].version, "layout": "workbook",
        "organisation": report.organisation, "period": report.period, "file_name": f"{report.period}.xlsx",
        "outcome": "accepted", "rows_read": report.rows, "accepted": report.rows, "quarantined": 0, "ignored": 0,
        "facts": report.facts, "duplicate_of": None, "version": report.version, "basis": "",
        "file_sha256": landing.put(folder, identity.encode()),
        "rows_sha256": landing.put(folder, json.dumps(kept, sort_keys=True).encode()),
        "report_sha256": landing.put(
            folder, json.dumps({"sheets": sheets, "findings": [], "measures": {}}, sort_keys=True).encode()
        ),
    }  # fmt: skip
    ledger.append(at=sent_at(report), actor="punto.focal", kind="received", submission_id=identity, payload=payload)
    return identity


def _rows(
    folder: Folder, connection: duckdb.DuckDBPyConnection, sheet: Sheet, given: dict[str, Any]
) -> tuple[str, str]:
    """Leave the typed rows and the cells as sent; return both hashes."""
    sql = (SQL / f"deployed_{sheet.table}.sql").read_text(encoding="utf-8")
    named = {name: value for name, value in given.items() if f"${name}" in sql}
    codes = [code for _, code in drawn.places(1)]
    with TemporaryDirectory() as room:
        connection.execute("create or replace temp table place as select unnest($codes) as code", {"codes": codes})
        connection.execute("create or replace temp table rows_drawn as " + sql, named)
        there = connection.table("rows_drawn").columns
        cells = [f"{name} as {letter}" for name, letter in _letters(sheet).items() if name in there]
        put: list[str] = []
        for rows in ("from rows_drawn", f"select row_number, {', '.join(cells)} from rows_drawn"):
            path = Path(room) / "rows.parquet"
            connection.execute(f"copy ({rows}) to '{path}' (format parquet, compression zstd)")
            put.append(landing.put(folder, path.read_bytes()))
        return put[0], put[1]


def _letters(sheet: Sheet) -> dict[str, str]:
    columns = (column for column in sheet.columns if column.role != "calculated")
    return {column.name: f"C{number}" for number, column in enumerate(columns)}


def _sheet(sheet: Sheet, rows_sha256: str, raw_sha256: str) -> dict[str, Any]:
    letters = _letters(sheet)
    columns = [
        {"column_name": c.name, "letter": letters[c.name], "header": c.header}
        for c in sheet.columns
        if c.name in letters
    ]
    return {"table": sheet.table, "raw_sha256": raw_sha256, "rows_sha256": rows_sha256, "withheld": [],
            "columns": columns}  # fmt: skip
