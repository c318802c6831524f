"""A sound file of each source, to be spoilt: drawn from its contract, or from the small plan where that says more."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from math import ceil
from random import Random
from typing import Any

import accounts
import siaf
import small

from etl.recognise import Asked
from expectations.contract import Column, Contract, Sheet
from expectations.sources import contracts
from reports.periods import phase_years
from reports.template import NoTemplateError
from reports.workbook import workbook
from warehouse import reference
from warehouse.folder import Folder

ORGANISATIONS = (*small.FOCAL, "PROFONANPE", "MINAM")
# What a text column with a pattern may hold; the first that fits is taken.
PATTERNED = (
    "AE9.01-UCA",
    "v1",
    "F2-v1",
    "2025-T4",
    "2025",
    "12",
    "250101",
    "20123456789",
    "UCA",
    "a@b.pe",
    "0001",
    "1-1-00001",
)
ROWS = 5
# The quarter whose spending somebody presented: a review is of one that was.
PRESENTED = "2025-T3"


@dataclass(frozen=True)
class Sample:
    """One sound file, and in which row each of its sheets has the headers (none: it is a CSV)."""

    name: str
    content: bytes
    asked: Asked
    headers: dict[str, int]

    @property
    def table(self) -> list[list[str]]:
        """The rows of a CSV."""
        return list(csv.reader(io.StringIO(self.content.decode())))


def sample(folder: Folder, source: str, chance: Random) -> Sample:
    """Draw a sound file of that source: as the small plan has it, or as its contract alone would have it."""
    contract, known = contracts()[source], SMALL.get(source)
    if known and chance.random() < 0.8:
        return known(folder, contract, chance)
    layout = chance.choice(sorted(contract.layouts))
    sheets = tuple(s.for_years(phase_years(contract.period_example) or (2023, 2024)) for s in contract.layouts[layout])
    filled = {sheet.name: [_row(sheet, n, chance) for n in range(1 if sheet.is_head else ROWS)] for sheet in sheets}
    return _book(folder, contract, filled) if contract.template else _csv(sheets[0], filled[sheets[0].name])


def _row(sheet: Sheet, n: int, chance: Random) -> dict[str, Any]:
    return {c.name: _value(c, n, chance) for c in sheet.columns if c.role == "typed"}


def _value(column: Column, n: int, chance: Random) -> str:
    if column.choices:
        return chance.choice(column.choices)
    if column.reference:
        codes = [code for code in reference.codes(column.reference) if re.fullmatch(column.pattern or ".*", code)]
        return codes[n % len(codes)]
    if column.kind == "date":
        return f"2025-12-{n + 1:02}"
    if column.kind != "text":
        low, high = ceil(Decimal(column.minimum or 0)), int(column.maximum or 10**6)
        return str(min(high, low + chance.choice([n, 24, 24])))
    patterned = next((text for text in PATTERNED if column.pattern and re.fullmatch(column.pattern, text)), "")
    return patterned or f"Texto {n}"


def _book(folder: Folder, contract: Contract, filled: dict[str, list[dict[str, Any]]]) -> Sample:
    """Fill a template; rows that have no given row to stand on are typed into the first given ones by the spoiling."""
    for period, organisation in product((contract.period_example, PRESENTED), ORGANISATIONS):
        for rows in (filled, {}):
            try:
                content = workbook(folder, contract.source, organisation, period, filled=rows)
            except (NoTemplateError, KeyError):
                continue
            headers = {sheet.name: sheet.header_row for sheet in contract.layouts["workbook"]}
            return Sample(f"{contract.source}.xlsx", content, Asked(), headers)
    raise ValueError(f"no organisation has a template of {contract.source}")


def _csv(sheet: Sheet, rows: list[dict[str, Any]]) -> Sample:
    out = io.StringIO()
    shown = [column for column in sheet.columns if column.is_read]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.header for column in shown])
    writer.writerows([row.get(column.name, "") for column in shown] for row in rows)
    return Sample(f"{sheet.table}.csv", out.getvalue().encode(), Asked(), {})


def _progress(folder: Folder, contract: Contract, chance: Random) -> Sample:
    organisation = chance.choice(sorted(small.FOCAL))
    goals = [goal for goal, owner in small.OWNER.items() if owner == organisation]
    said = {goal: chance.choice([None, "0", "3", "2.5", "40"]) for goal in goals if chance.random() < 0.9}
    content = small.progress_file(folder, organisation, f"2025-T{chance.randint(1, 4)}", said)
    return Sample("avance.xlsx", content, Asked(), {s.name: s.header_row for s in contract.layouts["workbook"]})


def _plan(folder: Folder, contract: Contract, chance: Random) -> Sample:
    content = small.plan_file(folder, chance.choice(["v1", "v2"]), small.plan(chance))
    return Sample("plan.xlsx", content, Asked(), {s.name: s.header_row for s in contract.layouts["workbook"]})


def _loss(_folder: Folder, _contract: Contract, chance: Random) -> Sample:
    vintage = chance.randint(2022, 2024)
    lost = {(area, year): f"{chance.randint(0, 10**6) / 100}" for area in ("25", "17", "1601") for year in (2001, 2002)}
    asked = chance.choice([Asked(), Asked("forest_loss", "MINAM", str(vintage))])
    return Sample("perdida.csv", small.loss_file(vintage, lost), asked, {})


def _spending(_folder: Folder, _contract: Contract, chance: Random) -> Sample:
    rows = [dict(one) | {"mto_certificado": chance.randint(0, 10**6) / 100} for one in siaf.SECOND_DAY]
    asked = Asked("public_spending", "GORE-UCAYALI", f"2025-10-{chance.randint(10, 31)}")
    return Sample("gasto.xlsx", siaf.workbook(rows), asked, {siaf.SHEET: siaf.FIRST - 1})


def _vouchers(folder: Folder, contract: Contract, chance: Random) -> Sample:
    period = chance.choice([PRESENTED, "2025-T4"])
    spent = [accounts.voucher(f"F{n}", f"{chance.randint(1, 10**7) / 100:.2f}") for n in range(chance.randint(1, ROWS))]
    told = accounts.told(period, f"{chance.randint(0, 10**7) / 100:.2f}")
    return _ours(folder, contract, accounts.PARTNER, period, {"Gastos": spent, "Conciliación": [told]})


def _transfers(folder: Folder, contract: Contract, chance: Random) -> Sample:
    sent = [accounts.transfer(f"D-{n}", "2025-08-01", "100.00", "375.00", "3.75") for n in range(chance.randint(1, 3))]
    return _ours(folder, contract, "PROFONANPE", PRESENTED, {"Desembolsos": sent})


def _rates(_folder: Folder, _contract: Contract, chance: Random) -> Sample:
    days = "".join(f"2025-07-0{n},1.17{n},0.86{n},{11 + n}.5\n" for n in range(chance.randint(1, 4), 0, -1))
    return Sample("bce.csv", f"Date,USD,GBP,NOK\n{days}".encode(), Asked(), {})


def _ours(
    folder: Folder, contract: Contract, organisation: str, period: str, filled: dict[str, list[dict[str, Any]]]
) -> Sample:
    content = workbook(folder, contract.source, organisation, period, filled=filled)
    headers = {sheet.name: sheet.header_row for sheet in contract.layouts["workbook"]}
    return Sample(f"{contract.source}.xlsx", content, Asked(), headers)


SMALL: dict[str, Callable[[Folder, Contract, Random], Sample]] = {
    "physical_progress": _progress,
    "operating_plan": _plan,
    "forest_loss": _loss,
    "public_spending": _spending,
    "financial_execution": _vouchers,
    "disbursements": _transfers,
    "exchange_rates": _rates,
}
