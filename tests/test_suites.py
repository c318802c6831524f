"""The suites of the sources: each expectation passes what is right and names exactly the rows that are wrong."""

from __future__ import annotations

import importlib
import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from etl.grid import as_table
from etl.layout import Placed
from etl.stage import stage
from expectations.contract import Column, Sheet
from expectations.no_rows import ExpectNoRowsSelected, ExpectNoRowsWhere
from expectations.routine import routine
from expectations.sources import contracts
from expectations.validation import Failure, failures

SHEETS = {sheet.table: sheet.for_years([2024, 2025]) for c in contracts().values() for sheet in c.sheets}
SUITES = {
    sheet.table: importlib.import_module(f"expectations.{source}.suite").suite(SHEETS[sheet.table])
    for source, contract in contracts().items()
    for sheet in contract.sheets
}
CODE = Column("code", "Código", required=True)


def _staged(sheet: Sheet, *cells: dict[str, str]) -> duckdb.DuckDBPyConnection:
    """Stage raw cells the way a received file is staged; rows are numbered from 1."""
    connection = duckdb.connect()
    letters = {c.name: c.name for c in sheet.columns if c.is_read}
    stage(connection, Placed(sheet, 0, letters, {}, as_table(enumerate(cells, 1))), "submission")
    return connection


def _sheet(column: Column) -> Sheet:
    """Return a sheet of a code and that column."""
    return Sheet("Hoja", "one", (CODE, column), key=("code",))


def _found(column: Column, *texts: str) -> list[tuple[str, int]]:
    """Return the (rule, row) that fail where each text is one row of that column."""
    cells = [{"code": f"C{i}", column.name: text} for i, text in enumerate(texts)]
    staged = _staged(_sheet(column), *cells)
    return [(f.rule, f.row_number) for f in failures(staged, "staged_one", routine(_sheet(column)))]


def _amount(scale: int, **more: Any) -> Column:
    return Column("amount", "Monto", kind="decimal", scale=scale, **more)


LISTED = Column("state", "Estado", choices=("Con avance", "D'Onofrio", "50%", "{batch}", "a:b", "x :b"))
EXACT = "1000000000000000000"
NO_DAYS = ("ayer", "31/02/2025", "infinity", "epoch", "20255-01-01", "0044-03-15 (BC)")
# rule, column, what passes, what fails; an empty cell is NULL and breaks nothing but `required`.
CASES = [
    ("not_a_number", _amount(4), ("", "4", "-1.5", "1,234.50"), ("cuatro", "1.234,50", "1e3", "NaN")),
    ("not_a_number", Column("n", "N", kind="integer"), ("", "4", "4.0"), ("IV",)),
    ("not_a_date", Column("day", "Día", kind="date"), ("", "2025-12-31", "31/12/2025"), NO_DAYS),
    ("too_many_decimals", _amount(4), ("", "0.0001", "0.30000000000000004"), ("0.00005", "1.00001", "-0.00005")),
    ("too_many_decimals", Column("n", "N", kind="integer"), ("", "2"), ("2.5",)),
    ("too_many_decimals", _amount(14), ("14.4451109778044", "0.00000002877436"), ("1.000000000000005",)),
    ("not_a_number", _amount(14, rounded=True), ("1.000000000000005", "0.0000285714285714286"), ("1,5",)),
    ("required_missing", Column("name", "Nombre", required=True), ("x", "0", "NULL"), ("", " ", "\u00a0")),
    ("not_in_list", LISTED, ("", *LISTED.choices), ("con avances", "D''Onofrio", "50%%", "50", "{}", "staged", "a")),
    ("below_minimum", _amount(4, minimum="0"), ("", "0", "-0", "0.0001"), ("-0.0001", "-1")),
    ("below_minimum", _amount(4, minimum=EXACT), (EXACT, f"{EXACT}.0001"), ("999999999999999999.9999",)),
    ("above_maximum", _amount(4, maximum="100"), ("", "100", "100.0000", "99.9999"), ("100.0001", "101")),
    ("above_maximum", _amount(4, maximum=EXACT), (EXACT, "999999999999999999.9999"), (f"{EXACT}.0001",)),
    ("above_maximum", _amount(0, maximum="9007199254740992"), ("9007199254740992",), ("9007199254740993",)),
    ("above_maximum", _amount(1, maximum="0.3"), ("0.3", "0.30000000000000004"), ("0.4",)),
    ("above_maximum", _amount(4, maximum="0.00005"), ("0",), ("0.0001",)),
    ("malformed_code", Column("ubigeo", "U", pattern=r"\d{2}|\d{6}"), ("", "25", "250101"), ("2", "251", "2 5")),
    ("malformed_code", Column("x", "X", pattern=r"(?:D'|:b|\{)[%\\:]x"), ("", "D'%x", r"{\x", ":b:x"), ("D''%x", "x")),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "column", "right", "wrong"), CASES)
def test_what_is_right_passes_and_what_is_wrong_is_named(
    rule: str, column: Column, right: Sequence[str], wrong: Sequence[str]
) -> None:
    assert _found(column, *right) == []
    assert _found(column, *right, *wrong, *right) == [(rule, len(right) + i) for i in range(1, len(wrong) + 1)]


KEYED = Sheet(
    name="Hoja",
    table="keyed",
    columns=(CODE, Column("year", "Año", kind="integer", required=True), Column("place", "Lugar")),
    key=("code", "year", "place"),
)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ([("A", "1", "x"), ("A", "2", "x"), ("a", "1", "x"), ("A", "1", "")], [("A", "3", "x"), ("A", "3", "x")]),
        ([("A", "1", "x")], [("B", "1", ""), ("B", "1", ""), ("B", "1.0", "")]),
        ([("", "1", "x"), ("", "1", "x"), ("A", "x", ""), ("A", "y", "")], [("A", "1", ""), ("A", "1", "")]),
    ],
    ids=["a part differs", "an optional part is empty in all", "a required part is not known"],
)
def test_rows_with_the_same_key_are_all_named(right: list[tuple[str, ...]], wrong: list[tuple[str, ...]]) -> None:
    cells = [dict(zip(("code", "year", "place"), row, strict=True)) for row in (*right, *wrong)]
    found = failures(_staged(KEYED, *cells), "staged_keyed", routine(KEYED))
    repeated = [f.row_number for f in found if f.rule == "duplicated_key"]
    assert repeated == [len(right) + i for i in range(1, len(wrong) + 1)]


# Rules about whole rows, each with its own test below.
ROWS = ("quantity_missing", "zero_missing", "ratio_incomplete", "corrected_value_missing", "withdrawn_with_value")
ROWS += ("pia_modifications_pim", "partner_without_subagreement", "amount_without_date", "account_incomplete")
ROWS += ("rate_does_not_multiply", "negative_expense", "tax_over_amount", "ineligible_without_reason")
ROWS += ("eligibility_and_amounts",)
# What to write in a cell, or in several, so that it breaks the rule. A rule of a suite that is not here fails below.
SPOILT = {
    "not_a_number": lambda sheet, c: {c.name: "cuatro"},
    "not_a_date": lambda sheet, c: {c.name: "ayer"},
    "too_many_decimals": lambda sheet, c: {c.name: f"1.{'0' * c.scale}5"},
    "required_missing": lambda sheet, c: {c.name: ""},
    "not_in_list": lambda sheet, c: {c.name: "ninguno de ellos"},
    "below_minimum": lambda sheet, c: {c.name: str(Decimal(c.minimum) - 1)},
    "above_maximum": lambda sheet, c: {c.name: str(Decimal(c.maximum) + 1)},
    "malformed_code": lambda sheet, c: {c.name: "?"},
    "duplicated_key": lambda sheet, c: {name: _right(sheet, 1)[name] for name in sheet.key},
    "quantity_missing": lambda sheet, c: {"situation": "Con avance", "quantity": ""},
    "zero_missing": lambda sheet, c: {"situation": "Sin avance", "quantity": ""},
    "ratio_incomplete": lambda sheet, c: {c.name: ""},
    "corrected_value_missing": lambda sheet, c: {"action": "informar", c.name: ""},
    "withdrawn_with_value": lambda sheet, c: {"action": "anular", c.name: "1"},
    "pia_modifications_pim": lambda sheet, c: {c.name: "2.01"},
    "partner_without_subagreement": lambda sheet, c: {"flow": "Profonanpe a socio", c.name: ""},
    "amount_without_date": lambda sheet, c: {c.name: "", c.name.replace("_on", "_amount"): "1"},
    "account_incomplete": lambda sheet, c: {"account_currency": "PEN", c.name: ""},
    "rate_does_not_multiply": lambda sheet, c: (
        {"account_currency": "PEN", "transferred_amount": "100", "exchange_rate": "3.75", c.name: "37.50"}
    ),
    "negative_expense": lambda sheet, c: {c.name: "-5"},
    "tax_over_amount": lambda sheet, c: {c.name: "2"},
    "ineligible_without_reason": lambda sheet, c: {c.name: ""},
    "eligibility_and_amounts": lambda sheet, c: (
        {"eligibility": "Elegible" if c.name == "accepted_amount" else "No elegible", "accepted_amount": "", c.name: ""}
    ),
    "physical_goal_differs": lambda sheet, c: (
        {n: _right(sheet, 1)[n] for n in ("sec_ejec", "sec_func")} | {c.name: "7"}
    ),
}
# What a right row says where its numbers depend on each other.
TOGETHER = {"public_spending": {"pia": "3", "modifications": "-1", "pim": "2", "unit_of_measure": "086.PERSONA"}}


def _right(sheet: Sheet, number: int) -> dict[str, str]:
    """Return a row that breaks nothing; its number makes its key unlike any other."""

    def text(column: Column) -> str:
        if column.kind == "date":
            return str(date(2025, 1, 1) + timedelta(number))
        if column.kind != "text":
            return column.minimum or "1"
        if column.choices:
            return column.choices[0]
        written = (
            f"{number:06}", f"{number:07}", f"L{number}", f"v{number}", f"{2000 + number}-T1", f"AA{chr(64 + number)}"
        )  # fmt: skip
        return next(text for text in written if re.fullmatch(column.pattern or ".*", text))

    return {c.name: text(c) for c in sheet.columns if c.is_read} | TOGETHER.get(sheet.table, {})


@pytest.mark.parametrize("table", SUITES)
def test_every_expectation_of_a_suite_holds_on_right_rows_and_names_the_wrong_one(table: str) -> None:
    sheet, suite = SHEETS[table], SUITES[table]
    first = _right(sheet, 1)
    assert failures(_staged(sheet, first, _right(sheet, 2)), f"staged_{table}", suite) == []

    cells, expected = [first], []
    for number, expectation in enumerate(suite, 2):
        rule, name = expectation.meta["rule"], expectation.meta["column"]
        cells.append(_right(sheet, number) | SPOILT[rule](sheet, sheet.column(name)))
        broken = [1, number] if rule == "duplicated_key" else [number]
        expected += [Failure(rule, expectation.meta["severity"], name, row) for row in broken]
    assert failures(_staged(sheet, *cells), f"staged_{table}", suite) == expected


def test_progress_without_its_quantity_is_named_unless_it_was_written_and_could_not_be_read() -> None:
    written = ["0", "cuatro", "1.00005", "", ""]
    states = ["Con avance", "Con avance", "Con avance", "Sin avance", "Con avance"]
    cells = [
        _right(SHEETS["physical_progress"], number) | {"situation": state, "quantity": quantity}
        for number, (state, quantity) in enumerate(zip(states, written, strict=True), 1)
    ]
    staged = _staged(SHEETS["physical_progress"], *cells)
    found = failures(staged, "staged_physical_progress", SUITES["physical_progress"])
    assert [f.row_number for f in found if f.rule == "quantity_missing"] == [5]


def test_a_correction_has_its_value_and_a_withdrawal_has_none() -> None:
    told = [("informar", ""), ("informar", "0"), ("informar", "cuatro"), ("anular", ""), ("anular", "0")]
    cells = [
        _right(SHEETS["physical_correction"], number) | {"action": action, "corrected_value": value}
        for number, (action, value) in enumerate(told, 1)
    ]
    staged = _staged(SHEETS["physical_correction"], *cells)
    found = failures(staged, "staged_physical_correction", SUITES["physical_correction"])
    rules = [(f.row_number, f.rule) for f in found if f.rule != "not_a_number"]
    assert sorted(rules) == [(1, "corrected_value_missing"), (5, "withdrawn_with_value")]


def test_a_ratio_asks_for_both_its_sides_and_no_other_mode_does() -> None:
    ratio = {"mode": "Numerador/denominador", "situation": "Con avance", "quantity": ""}
    steps = {"mode": "Por hitos", "situation": "Sin avance", "numerator": "", "denominator": ""}
    sides = [("", ""), ("", "10"), ("8", ""), ("8", "10"), ("8", "cero"), ("8", "1.00005")]
    told = [ratio | {"numerator": over, "denominator": under} for over, under in sides]
    told += [steps | {"quantity": ""}, steps | {"quantity": "0"}, ratio | {"situation": "Sin avance", "quantity": ""}]
    cells = [_right(SHEETS["physical_progress"], number) | row for number, row in enumerate(told, 1)]
    found = failures(
        _staged(SHEETS["physical_progress"], *cells), "staged_physical_progress", SUITES["physical_progress"]
    )
    asked = [(f.row_number, f.column) for f in found if f.rule == "ratio_incomplete"]
    assert sorted(asked) == [(1, "denominator"), (1, "numerator"), (2, "numerator"), (3, "denominator")]
    assert [f.row_number for f in found if f.rule in ("quantity_missing", "zero_missing")] == [7]


def test_every_class_of_expectation_the_suites_use_has_its_cases() -> None:
    """A suite that starts to use another class, or a class for another rule, needs right and wrong rows above."""
    proven = {
        (type(e), rule) for rule, column, *_ in CASES for e in routine(_sheet(column)) if e.meta["rule"] == rule
    } | {(ExpectNoRowsWhere, rule) for rule in ROWS}
    proven |= {(ExpectNoRowsSelected, rule) for rule in ("duplicated_key", "physical_goal_differs")}
    assert {(type(e), e.meta["rule"]) for suite in SUITES.values() for e in suite} == proven


def test_a_sum_of_decimals_meets_its_bound_exactly() -> None:
    suite = routine(_sheet(_amount(1, minimum="0.3", maximum="0.3")))
    bounds = [e for e in suite if e.meta["rule"] in ("below_minimum", "above_maximum")]
    connection = duckdb.connect()
    connection.execute("create table parts as select unnest([0.1, 0.2])::decimal(24, 1) as part")
    connection.execute("create table sums as select 1 as row_number, sum(part) as amount from parts")
    assert len(bounds) == 2
    assert failures(connection, "sums", bounds) == []
    connection.execute("create or replace table sums as select 1 as row_number, sum(part::double) as amount from parts")
    assert [f.rule for f in failures(connection, "sums", bounds)] == ["above_maximum"], "binary sums miss 0.3"
