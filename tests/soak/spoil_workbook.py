"""Ways to spoil a workbook: each function changes one sheet, or what stands beside it, as people do."""

from __future__ import annotations

import io
from collections.abc import Callable
from random import Random

import openpyxl
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from soak.nasty import HEADERS, SHEETS, TEXTS, TYPED
from soak.spoil_zip import BYTES, results

Cells = Callable[[Worksheet, Random, int], None]
FORMULAS = (
    "=1+1",
    "=4/2",
    "=1/0",
    '=""',
    "=NOW()",
    "=A1",
    "=SUM(O7:O9)",
    "=[1]Hoja!A1",
    '="a"&"b"',
    '=INDIRECT("A"&1)',
)


def _row(sheet: Worksheet, chance: Random, header: int) -> int:
    """Return a row of data, seldom one far below."""
    filled = max(header + 1, min(sheet.max_row, header + 12))
    return chance.randint(header + 1, filled) if chance.random() < 0.95 else filled + chance.randint(1, 40)


def _column(sheet: Worksheet, chance: Random) -> int:
    return chance.randint(1, max(1, sheet.max_column))


def _put(sheet: Worksheet, row: int, column: int, value: object) -> None:
    cell = sheet.cell(row, column)
    if not isinstance(cell, openpyxl.cell.cell.MergedCell):
        cell.value = value  # type: ignore[assignment]


def swap_columns(sheet: Worksheet, chance: Random, header: int) -> None:
    """Swap two columns, headers too."""
    one, other = _column(sheet, chance), _column(sheet, chance)
    for row in range(header, sheet.max_row + 1):
        a, b = sheet.cell(row, one).value, sheet.cell(row, other).value
        _put(sheet, row, one, b)
        _put(sheet, row, other, a)


def delete_column(sheet: Worksheet, chance: Random, _header: int) -> None:
    """Delete a column."""
    sheet.delete_cols(_column(sheet, chance))


def insert_column(sheet: Worksheet, chance: Random, _header: int) -> None:
    """Insert an empty column."""
    sheet.insert_cols(_column(sheet, chance))


def rename_header(sheet: Worksheet, chance: Random, header: int) -> None:
    """Write something else over a header."""
    _put(sheet, header, _column(sheet, chance), chance.choice(HEADERS))


def copy_header(sheet: Worksheet, chance: Random, header: int) -> None:
    """Write a header a second time."""
    _put(sheet, header, _column(sheet, chance), sheet.cell(header, _column(sheet, chance)).value)


def add_header(sheet: Worksheet, chance: Random, header: int) -> None:
    """Write a header past the last."""
    _put(sheet, header, sheet.max_column + chance.randint(1, 3), chance.choice(HEADERS))


def insert_rows(sheet: Worksheet, chance: Random, header: int) -> None:
    """Insert empty rows somewhere, above the headers too."""
    sheet.insert_rows(chance.choice([1, header, header + 1, header + 2]), chance.choice([1, 2, 20]))


def delete_rows(sheet: Worksheet, chance: Random, header: int) -> None:
    """Delete a row, seldom that of the headers."""
    sheet.delete_rows(chance.choice([header, header + 1, header + 2, header + 2]))


def copy_row(sheet: Worksheet, chance: Random, header: int) -> None:
    """Copy a row of data, or the headers, over another."""
    one, other = chance.choice([_row(sheet, chance, header), header]), _row(sheet, chance, header)
    for column in range(1, sheet.max_column + 1):
        _put(sheet, other, column, sheet.cell(one, column).value)


def nasty_cells(sheet: Worksheet, chance: Random, header: int) -> None:
    """Write nasty values into some cells of data."""
    for _ in range(chance.randint(1, 6)):
        value = chance.choice(TEXTS) if chance.random() < 0.7 else chance.choice(TYPED)
        _put(sheet, _row(sheet, chance, header), _column(sheet, chance), value)


def nasty_column(sheet: Worksheet, chance: Random, header: int) -> None:
    """Write nasty values down one column."""
    column = _column(sheet, chance)
    for row in range(header + 1, min(sheet.max_row, header + 8) + 1):
        _put(sheet, row, column, chance.choice([*TEXTS, *TYPED]))


def formulas(sheet: Worksheet, chance: Random, header: int) -> None:
    """Write formulas that were never calculated."""
    for _ in range(chance.randint(1, 4)):
        _put(sheet, _row(sheet, chance, header), _column(sheet, chance), chance.choice(FORMULAS))


def merge(sheet: Worksheet, chance: Random, header: int) -> None:
    """Merge some cells, headers too."""
    row, column = _row(sheet, chance, header - 1), _column(sheet, chance)
    place = {"start_row": row, "start_column": column, "end_row": row + chance.randint(0, 2)}
    place["end_column"] = column + chance.randint(0, 3)
    cells = (cell for line in sheet.iter_rows(row, place["end_row"], column, place["end_column"]) for cell in line)
    if not any(isinstance(cell, openpyxl.cell.cell.MergedCell) for cell in cells):
        sheet.merge_cells(**place)


def hide(sheet: Worksheet, chance: Random, header: int) -> None:
    """Hide rows, a column, or the sheet."""
    sheet.row_dimensions[_row(sheet, chance, header)].hidden = True
    sheet.column_dimensions["B"].hidden = True
    if chance.random() < 0.3 and len(sheet.parent.worksheets) > 1:
        sheet.sheet_state = chance.choice(["hidden", "veryHidden"])


def rename_sheet(sheet: Worksheet, chance: Random, _header: int) -> None:
    """Give the sheet another name."""
    name = chance.choice(SHEETS)
    if name.casefold() not in {s.casefold() for s in sheet.parent.sheetnames}:
        sheet.title = name


def delete_sheet(sheet: Worksheet, chance: Random, _header: int) -> None:
    """Delete the sheet or the hidden one that says what the workbook is."""
    book = sheet.parent
    gone = chance.choice([sheet, book["_meta"] if "_meta" in book.sheetnames else sheet])
    if len(book.worksheets) > 1 and gone.title in book.sheetnames:
        book.remove(gone)


def add_sheet(sheet: Worksheet, chance: Random, _header: int) -> None:
    """Put another sheet before or after, empty or with a copy."""
    book: Workbook = sheet.parent
    if chance.random() < 0.5:
        book.copy_worksheet(sheet)
    else:
        extra = book.create_sheet(index=chance.choice([0, len(book.sheetnames)]))
        extra.append([chance.choice([*TEXTS, *TYPED]) for _ in range(5)])


def far_cell(sheet: Worksheet, chance: Random, _header: int) -> None:
    """Leave something far away."""
    _put(sheet, chance.choice([900, 3_000]), chance.choice([1, 2, 40, 60, 299, 301]), chance.choice(["x", " ", 1]))


def tamper_schema(sheet: Worksheet, chance: Random, _header: int) -> None:
    """Change what the hidden sheet says."""
    if "_meta" in sheet.parent.sheetnames:
        cell = sheet.parent["_meta"]["A1"]
        text = str(cell.value)
        place = chance.randrange(len(text))
        cell.value = chance.choice([text[:place] + "x" + text[place + 1 :], text[:place], chance.choice(TEXTS), None])


def formats(sheet: Worksheet, chance: Random, header: int) -> None:
    """Change how numbers and days are shown, which changes what some readers read."""
    for row in range(header + 1, min(sheet.max_row, header + 8) + 1):
        shown = chance.choice(["0%", "dd/mm/yyyy", "@", "General", '"S/" 0.00', "[h]:mm", "0.00E+00"])
        sheet.cell(row, _column(sheet, chance)).number_format = shown


# Most files are spoilt in their cells only: one whose headers are spoilt is mostly rejected before its rows are read.
CELLS: tuple[Cells, ...] = (
    nasty_cells, nasty_cells, nasty_cells, nasty_column, swap_columns, add_header, copy_row, formulas, hide,
    far_cell, formats,
)  # fmt: skip
SHAPES: tuple[Cells, ...] = (
    delete_column, insert_column, rename_header, copy_header, insert_rows, delete_rows, merge, rename_sheet,
    delete_sheet, add_sheet, tamper_schema,
)  # fmt: skip
ONLY_CELLS = 0.65


def spoil(content: bytes, chance: Random, headers: dict[str, int]) -> bytes:
    """Spoil a workbook one to five times; `headers` says in which row each of its sheets has them."""
    book, times = openpyxl.load_workbook(io.BytesIO(content)), chance.randint(1, 5)
    ways = CELLS if chance.random() < ONLY_CELLS else CELLS + SHAPES
    for _ in range(times):
        known = [name for name in headers if name in book.sheetnames]
        if known:
            name = chance.choice(known)
            chance.choice(ways)(book[name], chance, headers[name])
    out = io.BytesIO()
    book.save(out)
    spoilt = results(out.getvalue(), chance) if chance.random() < 0.4 else out.getvalue()
    return chance.choice(BYTES)(spoilt, chance) if chance.random() < 0.15 else spoilt
