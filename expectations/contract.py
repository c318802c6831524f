"""What a source must look like: sheets, columns, keys, types and units, stated once and free of Great Expectations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

Kind = Literal["text", "decimal", "integer", "date"]
Role = Literal["given", "typed", "calculated", "reviewed"]
YEAR = r"((?:19|20)\d\d)"


@dataclass(frozen=True)
class Column:
    """One column of a sheet: `name` in code and SQL, `header` as the sender reads it.

    What is `calculated` by our own formula, or `reviewed` (filled in by whoever reviews), is not read from a file.
    `scale` is the number of decimals a decimal column keeps; one `rounded` may be written with more, as programs write
    what they divided, and is kept to those. A `measure` becomes a fact per filled cell;
    a `total` is only summed into the control totals of the report. `unit` is fixed, `unit_column` names the
    column of the same row that holds it. `grouping` admits 1,234.50 where the publisher writes it that way.
    What is repeated on every row of a thing is summed `once_per` that thing in the distinct control total.
    An ubigeo `as_number` may have lost its leading zero to a spreadsheet, which is restored, and one that ends in 00
    is the province or department as a whole: it is kept as 2 digits, 4 or 6. Text
    `as_code` is kept in capitals, with single blanks and plain dashes, so that each number of a document is written in
    one way. Text that is `prose` is only for people
    to read: what begins with = there is no formula of anything.

    A column `per_year` stands for several: its header says {year}, and a file's own headers say which years.
    "every": one column for each year from `since` (or the first shown) to the last shown by the sheet;
    "last": one column, for that last year. Each becomes a column `<name>_<year>` that knows its `year`.
    """

    name: str
    header: str
    kind: Kind = "text"
    role: Role = "typed"
    required: bool = False
    choices: tuple[str, ...] = ()
    scale: int = 0
    rounded: bool = False
    minimum: str | None = None
    maximum: str | None = None
    measure: bool = False
    total: bool = False
    unit: str | None = None
    unit_column: str | None = None
    grouping: bool = False
    once_per: tuple[str, ...] = ()
    as_number: bool = False
    as_code: bool = False
    prose: bool = False
    personal: bool = False
    pattern: str | None = None
    reference: str | None = None
    width: int = 14
    per_year: Literal["every", "last"] | None = None
    since: int | None = None
    year: int | None = None

    def of_year(self, year: int) -> Column:
        """Return the column this one stands for in that year."""
        header = self.header.format(year=year)
        return replace(self, name=f"{self.name}_{year}", header=header, per_year=None, since=None, year=year)

    @property
    def is_read(self) -> bool:
        """Whether what a file says in this column is read."""
        return self.role in ("given", "typed")

    @property
    def sql_type(self) -> str:
        """The DuckDB type of the typed column."""
        if self.kind == "decimal":
            return f"DECIMAL(24,{self.scale})"
        return {"text": "VARCHAR", "integer": "DECIMAL(24,0)", "date": "DATE"}[self.kind]


@dataclass(frozen=True)
class Sheet:
    """One data sheet (or the body of a CSV file): its columns and the key of a row.

    `entry` names the columns a sender fills: a row with none of them filled was omitted, not sent.
    `header_row` is where our template writes the headers, counted from 1. A sheet that `is_head` describes the
    file in a single row, which is neither data nor counted as such. One that `is_optional` may be left out. Of one that
    `is_excerpt` the publisher's other columns are not read, which is told once and not column by column.
    Of a workbook that is not ours the sheet is found `by_headers` among the visible ones, whatever it is called there.
    Where a publisher `repeats` rows, one like an earlier one in every column is ignored and counted, instead of
    breaking the rule that a key appears once.

    A row is about the period of its submission, or the one its column `period_column` names. A sheet that `amends`
    another writes about the same things: of all rows of both with one key and period the latest approved is in force,
    and one whose column says so `withdraws` what was said, with the rows of every sheet that is `part_of` it.
    """

    name: str
    table: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    entry: tuple[str, ...] = ()
    header_row: int = 1
    distinct_by: tuple[str, ...] = ()
    is_head: bool = False
    is_optional: bool = False
    is_excerpt: bool = False
    by_headers: bool = False
    repeats: bool = False
    period_column: str | None = None
    amends: str | None = None
    withdraws: tuple[str, str] | None = None
    part_of: str | None = None

    def for_years(self, years: Iterable[int]) -> Sheet:
        """Return the sheet with a column for each of those years, gaps between them filled."""
        shown = sorted(years)
        columns: list[Column] = []
        for column in self.columns:
            if column.per_year is None:
                columns.append(column)
                continue
            last = max(shown, default=column.since)
            if last is None:
                continue
            first = last if column.per_year == "last" else column.since or min(shown)
            columns += [column.of_year(year) for year in range(first, last + 1)]
        return replace(self, columns=tuple(columns))

    def for_headers(self, headers: Iterable[str]) -> Sheet:
        """Return the sheet with the years that headers, as a sender writes them, show."""
        return self._shown(list(headers), lambda column: column.header)

    def for_names(self, names: Iterable[str]) -> Sheet:
        """Return the sheet with the years that column names, as stored, show."""
        return self._shown(list(names), lambda column: f"{column.name}_{{year}}")

    def _shown(self, texts: list[str], pattern: Callable[[Column], str]) -> Sheet:
        wanted = [
            re.escape(pattern(column)).replace(re.escape("{year}"), YEAR) for column in self.columns if column.per_year
        ]
        found = (re.fullmatch(one, text, re.IGNORECASE) for one in wanted for text in texts)
        return self.for_years({int(match[1]) for match in found if match})

    def shows(self, column: Column) -> bool:
        """Say whether some year of a column `per_year` is among the columns."""
        return any(c.year is not None and c.name == f"{column.name}_{c.year}" for c in self.columns)

    def column(self, name: str) -> Column:
        """Return the column of that contract name; KeyError where the sheet has none."""
        return next(c for c in self.columns if c.name == name)

    def is_called(self, name: str) -> bool:
        """Say whether a file may call this sheet so, in whatever case, with blanks around it or none."""
        return self.by_headers or _folded(self.name) == _folded(name)

    @property
    def measures(self) -> tuple[Column, ...]:
        """The columns whose filled cells are facts."""
        return tuple(c for c in self.columns if c.measure)


def _folded(name: str) -> str:
    return name.strip().lower()


@dataclass(frozen=True)
class Contract:
    """What one source must look like, and how its versions replace each other.

    `layouts` are alternative sets of sheets; a file matches exactly one. `replaces` is `row` (the latest
    approved row per key is in force) or `whole` (the latest approved submission replaces the earlier).
    Of an `indivisible` source, such as a plan, no submission with withheld rows can be approved.
    `infer` reads organisation and period out of the sheet and rows of a file that carries no signed schema;
    `dated` reads a day, which is then the period, out of its name, believed only if its rows allow it.
    """

    source: str
    version: str
    layouts: dict[str, tuple[Sheet, ...]]
    replaces: Literal["row", "whole"]
    period_pattern: str
    period_example: str
    name: dict[str, str]
    template: bool = False
    signed: bool = False
    indivisible: bool = False
    infer: Callable[[Sheet, list[dict[str, str | None]]], tuple[str | None, str | None]] | None = None
    dated: Callable[[str, list[dict[str, str | None]]], str | None] | None = None
    notes: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Every sheet of every layout."""
        return tuple(s for sheets in self.layouts.values() for s in sheets)
