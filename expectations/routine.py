"""The ordinary expectations of a sheet, made from its contract."""

from __future__ import annotations

from collections.abc import Iterator

import great_expectations.expectations as gxe

from expectations.contract import Column, Sheet
from expectations.no_rows import ExpectNoRowsSelected, ExpectNoRowsWhere
from expectations.rule import rules


def routine(sheet: Sheet) -> list[gxe.Expectation]:
    """Return what every sheet must hold: readable, required, within bounds, on its list, keyed once."""
    made = [where(rule, c.name, broken) for c in sheet.columns if c.is_read for rule, broken in _of(c)]
    return [*made, rows("duplicated_key", sheet.key[0], _repeated(sheet))]


def named(rule: str, column: str | None) -> dict[str, str | None]:
    """Return the meta of an expectation: its rule, the rule's severity and the column it is about."""
    return {"rule": rule, "severity": rules()[rule].severity, "column": column}


def where(rule: str, column: str | None, broken: str) -> gxe.Expectation:
    """Expect a condition over the columns of a row to be true on none; all of a suite are one scan."""
    return ExpectNoRowsWhere(condition=broken, meta=named(rule, column))


def rows(rule: str, column: str | None, query: str) -> gxe.Expectation:
    """Expect a query over {batch} to select no row; it selects row_number of those that break the rule."""
    return ExpectNoRowsSelected(unexpected_rows_query=query, meta=named(rule, column))


def _of(column: Column) -> Iterator[tuple[str, str]]:
    """Give each rule the column can break, and the condition that says it is broken."""
    name = column.name
    for suffix in _spoilt(column):
        unreadable = "not_a_date" if column.kind == "date" else "not_a_number"
        yield {"_unreadable": unreadable, "_excess": "too_many_decimals"}[suffix], f"{name}{suffix} is not null"
    if column.required:
        yield "required_missing", " and ".join(f"{name}{suffix} is null" for suffix in ("", *_spoilt(column)))
    if column.choices:
        yield "not_in_list", f"{name} not in ({', '.join(map(_text, column.choices))})"
    for rule, bound, sign in (("below_minimum", column.minimum, "<"), ("above_maximum", column.maximum, ">")):
        if bound is not None:
            yield rule, f"{name} {sign} cast('{bound}' as decimal(38, 12))"
    if column.pattern:
        yield "malformed_code", f"not regexp_full_match({name}, {_text(column.pattern)})"


def _repeated(sheet: Sheet) -> str:
    """Select the rows whose key another row has; parts of a key that may be empty are alike where both are."""
    known = " and ".join(f"{name} is not null" for name in sheet.key if sheet.column(name).required) or "true"
    same = " and ".join(f"one.{name} is not distinct from several.{name}" for name in sheet.key)
    keys = ", ".join(sheet.key)
    # Grouping costs half of what a window does.
    several = f"select {keys} from {{batch}} where {known} group by {keys} having count(*) > 1"
    return f"select one.row_number from {{batch}} as one semi join ({several}) as several on {same}"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _spoilt(column: Column) -> tuple[str, ...]:
    number = ("_unreadable",) if column.rounded else ("_unreadable", "_excess")
    return {"text": (), "date": ("_unreadable",)}.get(column.kind, number)
