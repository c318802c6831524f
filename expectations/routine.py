"""The ordinary expectations of a sheet, made from its contract."""

from __future__ import annotations

import great_expectations.expectations as gxe

from expectations.contract import Column, Sheet
from expectations.rule import rules


def routine(sheet: Sheet) -> list[gxe.Expectation]:
    """Return what every sheet must hold: readable, required, within bounds, on its list, keyed once."""
    made = [e for c in sheet.columns if c.role != "calculated" for e in _of(c)]
    known = " and ".join(f"{name} is not null" for name in sheet.key if sheet.column(name).required)
    several = f"count(*) over (partition by {', '.join(sheet.key)}) > 1"
    repeated = f"select row_number from {{batch}} where {known} qualify {several}"
    return [*made, rows("duplicated_key", sheet.key[0], repeated)]


def named(rule: str, column: str | None) -> dict[str, str | None]:
    """Return the meta of an expectation: its rule, the rule's severity and the column it is about."""
    return {"rule": rule, "severity": rules()[rule].severity, "column": column}


def rows(rule: str, column: str | None, query: str) -> gxe.Expectation:
    """Expect a query over {batch} to select no row; it selects row_number of those that break the rule."""
    return gxe.UnexpectedRowsExpectation(unexpected_rows_query=query, meta=named(rule, column))


def _of(column: Column) -> list[gxe.Expectation]:
    made: list[gxe.Expectation] = []
    name = column.name
    if column.kind != "text":
        rule = "not_a_date" if column.kind == "date" else "not_a_number"
        made.append(gxe.ExpectColumnValuesToBeNull(column=f"{name}_unreadable", meta=named(rule, name)))
    if column.kind in ("decimal", "integer"):
        made.append(gxe.ExpectColumnValuesToBeNull(column=f"{name}_excess", meta=named("too_many_decimals", name)))
    if column.required:
        spoilt = "".join(f" and {name}{s} is null" for s in _spoilt(column))
        query = f"select row_number from {{batch}} where {name} is null{spoilt}"
        made.append(rows("required_missing", name, query))
    if column.choices:
        made.append(
            gxe.ExpectColumnValuesToBeInSet(
                column=name, value_set=list(column.choices), meta=named("not_in_list", name)
            )
        )
    for rule, bound, sign in (("below_minimum", column.minimum, "<"), ("above_maximum", column.maximum, ">")):
        if bound is not None:
            exact = f"select row_number from {{batch}} where {name} {sign} cast('{bound}' as decimal(38, 12))"
            made.append(rows(rule, name, exact))
    if column.pattern:
        written = column.pattern.replace("'", "''").replace("{", "{{").replace("}", "}}")
        query = f"select row_number from {{batch}} where not regexp_full_match({name}, '{written}')"
        made.append(rows("malformed_code", name, query))
    return made


def _spoilt(column: Column) -> tuple[str, ...]:
    return {"text": (), "date": ("_unreadable",)}.get(column.kind, ("_unreadable", "_excess"))
