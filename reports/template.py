"""Writes the workbook a sender fills: grey cells given, yellow cells typed, structure locked, schema signed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from expectations.contract import Column, Contract, Sheet
from expectations.signature import seal_given, sign, write_given
from reports.formulas import formula, number

INSTRUCTIONS = Path(__file__).parent / "instructions"
SPARE_ROWS = 300
MADE = datetime(2025, 1, 1)  # noqa: DTZ001  a fixed date keeps the bytes the same
# A validation needs a limit even where the contract states none.
ANY = 10**15
# A cell of a workbook holds 32,767 characters.
CELL_LIMIT = 30_000
GREY, YELLOW, WHITE = "#E7E6E6", "#FFF8D6", "#FFFFFF"

Rows = list[dict[str, Any]]


class NoTemplateError(Exception):
    """There is no workbook to make; `rule` says why."""

    def __init__(self, rule: str, found: str) -> None:
        """Keep what its sentence needs."""
        super().__init__(rule)
        self.rule, self.found = rule, found


@dataclass(frozen=True)
class Template:
    """What one workbook is about: its sheets, whose it is, what is given in it and what is already filled."""

    contract: Contract
    sheets: tuple[Sheet, ...]
    organisation: str
    organisation_name: str
    period: str
    given: dict[str, Rows] = field(default_factory=dict[str, Rows])
    filled: dict[str, Rows] = field(default_factory=dict[str, Rows])
    choices: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    is_demonstration: bool = False

    @property
    def issued(self) -> str:
        """The grey cells, as they are signed and later compared with what comes back."""
        grey = {sheet.name: [c.name for c in sheet.columns if c.role == "given"] for sheet in self.sheets}
        return write_given(
            {name: [{n: row.get(n) for n in grey[name]} for row in rows] for name, rows in self.given.items()}
        )

    @property
    def schema(self) -> dict[str, str]:
        """What the hidden sheet says the workbook is."""
        return {
            "source": self.contract.source,
            "version": self.contract.version,
            "organisation": self.organisation,
            "period": self.period,
            "given_sha256": seal_given(self.issued),
        }


def write_template(target: BinaryIO, template: Template, key: bytes) -> None:
    """Write one workbook; the same arguments give the same bytes. Every text is written as text, never as a formula."""
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    book = xlsxwriter.Workbook(target, plain)
    book.set_properties({"created": MADE, "title": template.contract.name["es"], "company": "JSI Monitor"})
    written = [(sheet, book.add_worksheet(sheet.name)) for sheet in template.sheets]
    _instructions(book, template.contract)
    lists = _lists(book, template.sheets, template.choices)
    for sheet, page in written:
        _head(book, page, template, sheet)
        _sheet(book, page, sheet, _merged(sheet, template.given, template.filled), lists)
    hidden = book.add_worksheet("_meta")
    issued = template.issued
    pieces = [issued[start : start + CELL_LIMIT] for start in range(0, len(issued), CELL_LIMIT)]
    for line, text in enumerate([sign(template.schema, key), *pieces]):
        hidden.write_string(line, 0, text)
    hidden.very_hidden()
    written[0][1].activate()
    book.close()


def _merged(sheet: Sheet, given: dict[str, Rows], filled: dict[str, Rows]) -> list[dict[str, Any]]:
    """Lay what is typed over the given rows of the same key; without given rows, what is filled stands alone.

    KeyError where a filled row has no given row to stand on: leaving it out would lose what somebody typed.
    """
    rows = [dict(r) for r in given.get(sheet.name, ())]
    if not rows:
        return [dict(r) for r in filled.get(sheet.name, ())]
    typed = [c.name for c in sheet.columns if c.role == "typed"]
    by_key = {_key(sheet, r): {n: r[n] for n in typed if n in r} for r in filled.get(sheet.name, ())}
    if strangers := by_key.keys() - {_key(sheet, r) for r in rows}:
        raise KeyError(f"{sheet.name}: {sorted(strangers)}")
    return [r | by_key.get(_key(sheet, r), {}) for r in rows]


def _key(sheet: Sheet, row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(row.get(name)) for name in sheet.key)


def _instructions(book: Workbook, contract: Contract) -> None:
    page = book.add_worksheet("Instrucciones")
    page.set_column(0, 0, 110, book.add_format({"text_wrap": True, "valign": "top"}))
    text = (INSTRUCTIONS / f"{contract.source}.txt").read_text(encoding="utf-8")
    title = book.add_format({"bold": True, "font_size": 14})
    for position, line in enumerate(text.splitlines()):
        page.write_string(position, 0, line, None if position else title)
    page.protect()


def _lists(book: Workbook, sheets: Iterable[Sheet], choices: dict[str, list[str]]) -> dict[tuple[str, str], str]:
    """Write each drop-down list once on a hidden sheet and return its defined name by (sheet, column)."""
    page = book.add_worksheet("Listas")
    names: dict[tuple[str, str], str] = {}
    position = 0
    for sheet in sheets:
        for column in sheet.columns:
            values = column.choices or tuple(choices.get(column.name, ()))
            if not values or not column.is_read:
                continue
            name = f"lista_{sheet.table}_{column.name}"
            for line, value in enumerate(values):
                page.write_string(line, position, value)
            letter = xl_col_to_name(position)
            book.define_name(name, f"=Listas!${letter}$1:${letter}${len(values)}")
            names[sheet.name, column.name] = name
            position += 1
    page.hide()
    return names


def _head(book: Workbook, page: Worksheet, template: Template, sheet: Sheet) -> None:
    title = book.add_format({"bold": True, "font_size": 14})
    page.write_string(0, 0, f"{template.contract.name['es']} — {sheet.name}", title)
    page.write_string(1, 0, f"{template.organisation} · {template.organisation_name}")
    page.write_string(2, 0, template.period)
    if template.is_demonstration:
        page.write_string(3, 0, "ilustrativo · datos de demostración")


def _sheet(
    book: Workbook, page: Worksheet, sheet: Sheet, rows: list[dict[str, Any]], lists: dict[tuple[str, str], str]
) -> None:
    header = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#1B4D3E",
                              "font_color": "white"})  # fmt: skip
    top = sheet.header_row
    last = top + (len(rows) if any(c.role == "given" for c in sheet.columns) else max(SPARE_ROWS, len(rows)))
    for position, column in enumerate(sheet.columns):
        page.write_string(top - 1, position, column.header, header)
        style = _style(book, column)
        page.set_column(position, position, column.width)
        for offset in range(last - top):
            row = rows[offset] if offset < len(rows) else {}
            _cell(page, top + offset, position, sheet, column, row, style)
        if column.role == "typed" and last > top:
            _validate(page, top, last - 1, position, column, lists.get((sheet.name, column.name)))
    page.freeze_panes(top, 1)
    page.set_row(top - 1, 48)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(top - 1)
    page.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})


def _style(book: Workbook, column: Column) -> Any:
    colour = {"given": GREY, "typed": YELLOW}.get(column.role, WHITE)
    style = {"bg_color": colour, "border": 1, "border_color": "#BFBFBF", "locked": column.role != "typed"}
    if column.kind == "decimal":
        style["num_format"] = "#,##0." + "#" * 4 if column.scale > 2 else "#,##0.00"
    elif column.kind == "date":
        style["num_format"] = "dd/mm/yyyy"
    else:
        style["num_format"] = "@"
        style["text_wrap"] = True
    if column.role == "calculated":
        style["num_format"] = "General"
    return book.add_format(style)


def _cell(
    page: Worksheet, line: int, position: int, sheet: Sheet, column: Column, row: dict[str, Any], style: Any
) -> None:
    value = row.get(column.name)
    if column.role == "calculated":
        text, cached = formula(sheet, column, line + 1, row)
        page.write_formula(line, position, text, style, cached)  # type: ignore[arg-type]  its hint says int only
    elif value in (None, "") or column.role == "reviewed":
        page.write_blank(line, position, None, style)
    elif column.kind in ("decimal", "integer") and (exact := number(value)) is not None:
        page.write_number(line, position, float(exact), style)
    elif column.kind == "date" and (day := _day(value)) is not None:
        page.write_datetime(line, position, day, style)
    else:
        page.write_string(line, position, str(value), style)


def _day(value: Any) -> datetime | None:
    """Return a day that a spreadsheet knows (from 1900 on); anything else stays the text it is."""
    written = value.isoformat()[:10] if isinstance(value, date) else str(value)
    if not re.fullmatch(r"(19|[2-9][0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}", written):
        return None
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None


def _validate(page: Worksheet, first: int, last: int, position: int, column: Column, named: str | None) -> None:
    wrong = {"error_title": column.header[:32], "ignore_blank": True}
    if named:
        rule = {"validate": "list", "source": f"={named}", "error_message": "Elija un valor de la lista."}
    elif column.kind in ("decimal", "integer"):
        rule = _bounds(column)
    elif column.kind == "date":
        rule = {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1),
                "error_message": "Escriba la fecha como día/mes/año."}  # fmt: skip
    else:
        return
    page.data_validation(first, position, last, position, rule | wrong)


def _bounds(column: Column) -> dict[str, Any]:
    """Admit the numbers the contract admits: a baseline may be negative, a weight ends at 100."""
    kind, noun = ("integer", "un número entero") if column.kind == "integer" else ("decimal", "solo el número")
    low, high = column.minimum, column.maximum
    if low is not None and high is not None:
        limits = {"criteria": "between", "minimum": float(low), "maximum": float(high)}
        said = f", entre {low} y {high}"
    elif low is not None:
        limits, said = {"criteria": ">=", "value": float(low)}, f", desde {low}"
    else:
        limits, said = {"criteria": ">=", "value": -ANY}, ""
    return {"validate": kind, "error_message": f"Escriba {noun}, sin texto ni espacios{said}."} | limits
