"""What a source must look like: sheets, columns, keys, types and units, stated once and free of Great Expectations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "decimal", "integer", "date"]
Role = Literal["given", "typed", "calculated"]


@dataclass(frozen=True)
class Column:
    """One column of a sheet: `name` in code and SQL, `header` as the sender reads it.

    `scale` is the number of decimals a decimal column keeps. A `measure` becomes a fact per filled cell;
    a `total` is only summed into the control totals of the report. `unit` is fixed, `unit_column` names the
    column of the same row that holds it. `grouping` admits 1,234.50 where the publisher writes it that way.
    """

    name: str
    header: str
    kind: Kind = "text"
    role: Role = "typed"
    required: bool = False
    choices: tuple[str, ...] = ()
    scale: int = 0
    minimum: str | None = None
    maximum: str | None = None
    measure: bool = False
    total: bool = False
    unit: str | None = None
    unit_column: str | None = None
    grouping: bool = False
    personal: bool = False
    pattern: str | None = None
    reference: str | None = None
    width: int = 14

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
    `header_row` is where our template writes the headers, counted from 1.
    """

    name: str
    table: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    entry: tuple[str, ...] = ()
    header_row: int = 1
    distinct_by: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """Return the column of that contract name; KeyError where the sheet has none."""
        return next(c for c in self.columns if c.name == name)

    @property
    def measures(self) -> tuple[Column, ...]:
        """The columns whose filled cells are facts."""
        return tuple(c for c in self.columns if c.measure)


@dataclass(frozen=True)
class Contract:
    """What one source must look like, and how its versions replace each other.

    `layouts` are alternative sets of sheets; a file matches exactly one. `replaces` is `row` (the latest
    approved row per key is in force) or `whole` (the latest approved submission replaces the earlier).
    `infer` reads organisation and period out of a file that carries no signed schema.
    """

    source: str
    version: str
    layouts: dict[str, tuple[Sheet, ...]]
    replaces: Literal["row", "whole"]
    period_pattern: str
    name: dict[str, str]
    template: bool = False
    signed: bool = False
    infer: Callable[[str, list[dict[str, str | None]]], tuple[str | None, str | None]] | None = None
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Every sheet of every layout."""
        return tuple(s for sheets in self.layouts.values() for s in sheets)
