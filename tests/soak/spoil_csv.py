"""Ways to spoil a CSV file: its cells, its lines, its separators, its letters and its bytes."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from soak.nasty import CODECS, HEADERS, TEXTS

Table = list[list[str]]
Lines = Callable[[Table, Random], None]


def nasty_cells(table: Table, chance: Random) -> None:
    """Write nasty values into some cells."""
    for _ in range(chance.randint(1, 6)):
        row = chance.choice(table)
        if row:
            row[chance.randrange(len(row))] = chance.choice(TEXTS)


def swap_columns(table: Table, chance: Random) -> None:
    """Swap two columns, headers too."""
    one, other = chance.randrange(len(table[0])), chance.randrange(len(table[0]))
    for row in table:
        if max(one, other) < len(row):
            row[one], row[other] = row[other], row[one]


def delete_column(table: Table, chance: Random) -> None:
    """Delete a column."""
    place = chance.randrange(len(table[0]))
    for row in table:
        del row[place : place + 1]


def rename_header(table: Table, chance: Random) -> None:
    """Write something else over a header."""
    table[0][chance.randrange(len(table[0]))] = chance.choice(HEADERS)


def copy_header(table: Table, chance: Random) -> None:
    """Write a header a second time."""
    table[0][chance.randrange(len(table[0]))] = chance.choice(table[0])


def copy_row(table: Table, chance: Random) -> None:
    """Repeat a row, seldom the headers."""
    table.insert(chance.randint(1, len(table)), list(chance.choice(table)))


def insert_rows(table: Table, chance: Random) -> None:
    """Insert blank lines or a title, above the headers too."""
    place = chance.choice([0, 0, 1, len(table)])
    table[place:place] = chance.choice([[[]], [[""] * 5], [["Pérdida de bosque"]], [["", "", "total", "9"]], [[]] * 25])
    if not table[0]:
        table[0] = [""]


def delete_row(table: Table, chance: Random) -> None:
    """Delete a row, seldom the headers."""
    if len(table) > 1:
        del table[chance.randrange(len(table))]


def ragged(table: Table, chance: Random) -> None:
    """Make a row longer or shorter."""
    row = chance.choice(table)
    row[chance.randint(1, len(row) + 1) :] = chance.choice([[], ["x"], [""] * 3, ["1"] * 310])


# As of workbooks, most are spoilt in their cells only.
CELLS: tuple[Lines, ...] = (nasty_cells, nasty_cells, nasty_cells, swap_columns, copy_row, ragged)
SHAPES: tuple[Lines, ...] = (delete_column, rename_header, copy_header, insert_rows, delete_row)
ONLY_CELLS = 0.65


def _written(table: Table, chance: Random) -> str:
    """Write it with a separator, quotes and ends of line of some program."""
    separator = chance.choice([",", ",", ",", ";", "\t"] if chance.random() < 0.95 else ["|"])
    always = chance.random() < 0.2
    careless = chance.random() < 0.1
    end = chance.choice(["\n", "\n", "\r\n", "\r"])

    def cell(text: str) -> str:
        special = any(c in text for c in (separator, '"', "\n", "\r"))
        return '"' + text.replace('"', '""') + '"' if (special and not careless) or always else text

    return end.join(separator.join(cell(text) for text in row) for row in table) + chance.choice([end, ""])


def _hurt(content: bytes, chance: Random) -> bytes:
    hurt = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        hurt[chance.randrange(len(hurt))] = chance.choice(
            [0, 9, 10, 13, 34, 44, 59, 127, 128, 160, 239, 255, chance.randrange(256)]
        )
    return bytes(hurt[: chance.randrange(len(hurt))]) if chance.random() < 0.2 else bytes(hurt)


def spoil(table: Table, chance: Random) -> bytes:
    """Spoil a table one to five times and write it in some way."""
    table = [list(row) for row in table]
    ways = CELLS if chance.random() < ONLY_CELLS else CELLS + SHAPES
    for _ in range(chance.randint(1, 5)):
        if table and table[0]:
            chance.choice(ways)(table, chance)
    codec = chance.choice(CODECS) if chance.random() < 0.3 else "utf-8"
    content = _written(table, chance).encode(codec, errors="replace")
    return _hurt(content, chance) if content and chance.random() < 0.2 else content
