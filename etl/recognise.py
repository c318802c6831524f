"""Tells what a file is: its source, layout, organisation and period, by its signed schema or by its headers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from etl.cover import cover_changed
from etl.delimited import read_csv
from etl.extract import meta_texts, read
from etl.given import Issued, as_issued
from etl.grid import Grid
from etl.hostile import Refused, guard
from etl.layout import Placed, absent, match, place
from etl.other_sheets import ENOUGH, other_sheets
from expectations import signature
from expectations.contract import Contract, Sheet
from expectations.sources import contracts
from warehouse.folder import Folder


@dataclass(frozen=True)
class Asked:
    """What the sender says of a file; None where they say nothing.

    `sender` is the organisation they act for: the file's where neither they nor the file say another.
    """

    source: str | None = None
    organisation: str | None = None
    period: str | None = None
    sender: str | None = None


@dataclass(frozen=True)
class Recognised:
    """A file whose source is known, laid against its contract."""

    contract: Contract
    layout: str
    organisation: str
    period: str
    sheets: tuple[Placed, ...]
    grids: dict[str, Grid]

    @property
    def data(self) -> tuple[Placed, ...]:
        """The sheets whose rows are counted: all but the one that describes the file."""
        return tuple(placed for placed in self.sheets if not placed.sheet.is_head)


def recognise(folder: Folder, name: str, content: bytes, asked: Asked) -> Recognised:
    """Return what the file is; Refused with the rule that says why it cannot be taken."""
    grids, meta = _read(name, content)
    schema, issued = _schema(folder, meta, asked)
    contract, layout = _contract_of(name, grids, schema.get("source") or asked.source)
    if contract.signed and not schema and not (asked.source and asked.organisation and asked.period):
        raise Refused("unknown_source", name)
    placed = _all_placed(contract.layouts[layout], grids, issued)
    organisation = schema.get("organisation") or asked.organisation
    period = schema.get("period") or asked.period
    if contract.infer and not (organisation and period):
        inferred = contract.infer(placed[0].sheet, _named(placed[0]))
        organisation, period = organisation or inferred[0], period or inferred[1]
    if contract.dated and not period:
        period = contract.dated(name, _named(placed[0]))
    organisation = organisation or asked.sender
    if not organisation:
        raise Refused("unknown_organisation", name)
    if not period or not re.fullmatch(contract.period_pattern, period) or (contract.dated and not _is_day(period)):
        raise Refused("unknown_period", period or name)
    if schema:
        placed = tuple(_covered(p, grids, organisation, period, contract.period_pattern) for p in placed)
    return Recognised(contract, layout, organisation, period, placed, grids)


def _covered(placed: Placed, grids: Mapping[str, Grid], *issued_for: str) -> Placed:
    changed = cover_changed(placed, _grid(grids, placed.sheet.name), *issued_for)
    return replace(placed, findings=[*placed.findings, *changed])


def _is_day(period: str) -> bool:
    try:
        return bool(date.fromisoformat(period))
    except ValueError:
        return False


def is_ours(folder: Folder, name: str, content: bytes) -> bool:
    """Say whether a file is a workbook we issued, as its signed schema proves; guarded first."""
    try:
        return guard(name, content) == "xlsx" and bool(_schema(folder, meta_texts(content), Asked())[0])
    except Refused:
        return False


def _read(name: str, content: bytes) -> tuple[dict[str, Grid], list[str]]:
    """Return the sheets by name and what the file says of itself."""
    grids, meta = ([read_csv(content)], []) if guard(name, content) == "csv" else read(content)
    return {grid.name: grid for grid in grids}, meta


def _schema(folder: Folder, texts: list[str], asked: Asked) -> tuple[dict[str, str], Issued]:
    """Return what the workbook says it is and the grey cells it was issued with; empty for a stranger."""
    if not texts:
        return {}, {}
    try:
        schema = signature.read(texts[0], signature.key_of(folder.root))
        issued = signature.read_given("".join(texts[1:]), schema)
    except signature.SignatureError as error:
        raise Refused("bad_signature", str(error)) from error
    contract = contracts().get(schema["source"])
    if contract is None or schema["version"] != contract.version:
        raise Refused("wrong_template_version", f"{schema['source']} {schema['version']}")
    for key in ("source", "organisation", "period"):
        said = getattr(asked, key)
        if said and said != schema[key]:
            raise Refused("options_differ", f"{schema[key]} ≠ {said}")
    return schema, issued


def _contract_of(name: str, grids: Mapping[str, Grid], source: str | None) -> tuple[Contract, str]:
    scores = [
        (min(_match(s, grids) for s in sheets if not s.is_optional), contract, layout)
        for contract in contracts().values()
        for layout, sheets in contract.layouts.items()
        if source in (None, contract.source)
    ]
    score, contract, layout = max(scores, key=lambda item: item[0], default=(0, None, ""))
    if contract is None or (score < ENOUGH and not (source and len(contract.layouts) == 1)):
        raise Refused("unknown_source", source or name)
    return contract, layout


def _match(sheet: Sheet, grids: Mapping[str, Grid]) -> float:
    return match(sheet, _grid(grids, _as_called(sheet, grids).name))


def _as_called(sheet: Sheet, grids: Mapping[str, Grid]) -> Sheet:
    """Return the sheet by its name in this file, in whatever case and spaces.

    Of one found by its headers it is that of the visible sheet that shows most.
    """
    if not sheet.by_headers:
        called = next((name for name in grids if sheet.is_called(name)), sheet.name)
        return sheet if sheet.name in grids else replace(sheet, name=called)
    visible = [grid for grid in grids.values() if not grid.is_hidden]
    best = max(visible, key=lambda grid: match(sheet, grid), default=None)
    return replace(sheet, name=best.name) if best else sheet


def _all_placed(sheets: tuple[Sheet, ...], grids: Mapping[str, Grid], issued: Issued) -> tuple[Placed, ...]:
    """Lay each sheet against its grid; what is told of the sheets nobody reads stands on the first."""
    placed = [_placed(sheet, _as_called(sheet, grids), grids, issued) for sheet in sheets]
    others = list(other_sheets(sheets, [p.sheet.name for p in placed], grids))
    # one that is there under another name is told by that name
    there = {finding.expected for finding in others if finding.rule == "sheet_misnamed"}
    first, *rest = (
        replace(p, findings=[f for f in p.findings if f.rule != "missing_sheet" or f.expected not in there])
        for p in placed
    )
    return replace(first, findings=[*others, *first.findings]), *rest


def _placed(sheet: Sheet, called: Sheet, grids: Mapping[str, Grid], issued: Issued) -> Placed:
    if called.name not in grids:
        return absent(sheet)
    return as_issued(place(called, _grid(grids, called.name)), issued.get(sheet.name, ()))


def _grid(grids: Mapping[str, Grid], name: str) -> Grid:
    return grids.get(name) or Grid(name)


def _named(placed: Placed) -> list[dict[str, str | None]]:
    data = (cells for number, cells in placed.rows if number not in placed.ignored)
    return [{n: cells.get(letter) for n, letter in placed.letters.items()} for cells in data]
