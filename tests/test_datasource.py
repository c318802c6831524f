"""Great Expectations on DuckDB: each expectation passes what is right and names exactly the rows that are wrong."""

from __future__ import annotations

import gc
import importlib
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import duckdb
import great_expectations.expectations as gxe
import pytest
import sqlalchemy as sa

from etl.grid import as_table
from etl.layout import Placed
from etl.stage import stage
from expectations.contract import Column, Sheet
from expectations.datasource import borrow
from expectations.routine import named, routine, rows
from expectations.sources import contracts
from expectations.validation import CrashedCheckError, Failure, failures

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
    letters = {c.name: c.name for c in sheet.columns if c.role != "calculated"}
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


def _numbered(*values: str | None) -> duckdb.DuckDBPyConnection:
    """Return a connection with a table `staged` of one text column `name`, numbered from 1."""
    connection = duckdb.connect()
    connection.execute("create table staged (row_number integer, name varchar)")
    for number, value in enumerate(values, 1):
        connection.execute("insert into staged values (?, ?)", [number, value])
    return connection


def _among(*values: str) -> gxe.Expectation:
    return gxe.ExpectColumnValuesToBeInSet(column="name", value_set=list(values), meta=named("not_in_list", "name"))


def _rows_of(found: Sequence[Failure]) -> list[int]:
    return [f.row_number for f in found]


def _amount(scale: int, minimum: str | None = None, maximum: str | None = None) -> Column:
    return Column("amount", "Monto", kind="decimal", scale=scale, minimum=minimum, maximum=maximum)


LISTED = Column("state", "Estado", choices=("Con avance", "D'Onofrio", "50%", "{batch}", "a:b", "x :b"))
EXACT = "1000000000000000000"
NO_DAYS = ("ayer", "31/02/2025", "infinity", "epoch", "20255-01-01", "0044-03-15 (BC)")
# rule, column, what passes, what fails; an empty cell is NULL and breaks nothing but `required`.
CASES = [
    ("not_a_number", _amount(4), ("", "4", "-1.5", "1e3"), ("cuatro", "1.234,50", "1,234.50", "NaN")),
    ("not_a_number", Column("n", "N", kind="integer"), ("", "4", "4.0"), ("IV",)),
    ("not_a_date", Column("day", "Día", kind="date"), ("", "2025-12-31", "31/12/2025"), NO_DAYS),
    ("too_many_decimals", _amount(4), ("", "0.0001", "0.30000000000000004"), ("0.00005", "1.00001", "-0.00005")),
    ("too_many_decimals", Column("n", "N", kind="integer"), ("", "2"), ("2.5",)),
    ("required_missing", Column("name", "Nombre", required=True), ("x", "0", "NULL"), ("", " ", "\u00a0")),
    ("not_in_list", LISTED, ("", *LISTED.choices), ("con avance", "D''Onofrio", "50%%", "50", "{}", "staged", "a")),
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
}


def _right(sheet: Sheet, number: int) -> dict[str, str]:
    """Return a row that breaks nothing; its number makes its key unlike any other."""

    def text(column: Column) -> str:
        if column.kind == "date":
            return "2025-12-31"
        if column.kind != "text":
            return column.minimum or "1"
        if column.choices:
            return column.choices[0]
        written = (f"{number:06}", f"L{number}", f"v{number}")
        return next(text for text in written if re.fullmatch(column.pattern or ".*", text))

    return {c.name: text(c) for c in sheet.columns if c.role != "calculated"}


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


def test_every_class_of_expectation_the_suites_use_has_its_cases() -> None:
    """A suite that starts to use another class, or a class for another rule, needs right and wrong rows above."""
    proven = {
        (type(e), rule) for rule, column, *_ in CASES for e in routine(_sheet(column)) if e.meta["rule"] == rule
    } | {(gxe.UnexpectedRowsExpectation, rule) for rule in ("duplicated_key", "quantity_missing", "zero_missing")}
    assert {(type(e), e.meta["rule"]) for suite in SUITES.values() for e in suite} == proven


def test_a_sum_of_decimals_meets_its_bound_exactly() -> None:
    suite = routine(_sheet(_amount(1, "0.3", "0.3")))
    bounds = [e for e in suite if e.meta["rule"] in ("below_minimum", "above_maximum")]
    connection = duckdb.connect()
    connection.execute("create table parts as select unnest([0.1, 0.2])::decimal(24, 1) as part")
    connection.execute("create table sums as select 1 as row_number, sum(part) as amount from parts")
    assert len(bounds) == 2
    assert failures(connection, "sums", bounds) == []
    connection.execute("create or replace table sums as select 1 as row_number, sum(part::double) as amount from parts")
    assert [f.rule for f in failures(connection, "sums", bounds)] == ["above_maximum"], "binary sums miss 0.3"


SAID = "select row_number from {batch} where name = 'malo'"


@pytest.mark.parametrize("expectation", [_among("bueno"), rows("malformed_code", "name", SAID)], ids=["set", "query"])
@pytest.mark.parametrize("count", [1, 20, 21, 200, 201, 5000])
def test_all_failing_rows_are_named_however_many(expectation: gxe.Expectation, count: int) -> None:
    connection = _numbered("bueno")
    connection.execute(f"insert into staged select range + 2, 'malo' from range({count})")
    assert _rows_of(failures(connection, "staged", [expectation])) == list(range(2, count + 2))


ODD = ("D'Onofrio", "50%", "%s", "%(x)s", "{batch}", "{", "{}", "a:b", "x :b y", ":id", "?", "$1", "a\\b", '"q"', "ñ")


@pytest.mark.parametrize("odd", ODD)
def test_text_is_only_text_in_rows_in_lists_and_in_queries(odd: str) -> None:
    connection = _numbered(None, *ODD)
    others = [i for i, value in enumerate(ODD, 2) if value != odd]
    written = odd.replace("'", "''").replace("{", "{{").replace("}", "}}")
    query = rows("malformed_code", "name", f"select row_number from {{batch}} where name <> '{written}'")
    assert _rows_of(failures(connection, "staged", [_among(odd)])) == others
    assert _rows_of(failures(connection, "staged", [query])) == others
    assert failures(connection, "staged", [_among(*ODD)]) == []


@pytest.mark.parametrize("table", ["batch", "format", "s", "d", "x0", "row_number", "name", "Staged_Batch"])
def test_a_table_may_be_called_like_a_placeholder(table: str) -> None:
    connection = _numbered("bueno", "malo")
    connection.execute(f"alter table staged rename to {table}")
    suite = [_among("bueno"), rows("malformed_code", "name", SAID)]
    assert [(f.rule, f.row_number) for f in failures(connection, table, suite)] == [
        ("not_in_list", 2), ("malformed_code", 2),
    ]  # fmt: skip


def _broken(query: str) -> gxe.Expectation:
    return rows("not_a_number", "name", query)


CRASHES = {
    "missing column, column check": gxe.ExpectColumnValuesToBeNull(column="no", meta=named("not_a_number", "name")),
    "missing column, list": _among("x").copy(update={"column": "no"}),
    "missing column, query": _broken("select row_number from {batch} where no"),
    "broken SQL": _broken("selectt row_number from {batch}"),
    "error on a row": _broken("select row_number from {batch} where cast(name as integer) > 0"),
    "rows without a number": _broken("select name from {batch}"),
    "another placeholder": _broken("select row_number from {batch} where name = '{name}'"),
    "another table": _broken("select row_number from {batch} join nowhere using (row_number)"),
}  # fmt: skip


@pytest.mark.parametrize("crash", CRASHES)
@pytest.mark.parametrize("place", [0, 1, 2], ids=["first", "amid", "last"])
def test_a_check_that_cannot_be_evaluated_is_never_a_pass(crash: str, place: int) -> None:
    connection = _numbered("bueno", "malo")
    good = [_among("bueno", "malo"), rows("malformed_code", "name", SAID)]
    with pytest.raises(CrashedCheckError):
        failures(connection, "staged", [CRASHES[crash]])
    with pytest.raises(CrashedCheckError):
        failures(connection, "staged", [*good[:place], CRASHES[crash], *good[place:]])
    assert _rows_of(failures(connection, "staged", good)) == [2], "the next check is not disturbed"


@pytest.mark.parametrize("table", ["nowhere", "{batch}", "a b", "order"])
def test_a_table_that_cannot_be_read_is_never_a_pass(table: str) -> None:
    with pytest.raises(CrashedCheckError):
        failures(_numbered("bueno"), table, [_among("bueno")])


def test_uncommitted_rows_are_seen_and_their_owner_may_still_take_them_back() -> None:
    connection = _numbered("bueno")
    connection.begin()
    connection.execute("insert into staged values (2, 'malo')")
    for _ in range(2):
        assert _rows_of(failures(connection, "staged", [_among("bueno")])) == [2]
    with pytest.raises(CrashedCheckError):
        failures(connection, "staged", [CRASHES["missing column, query"]])
    connection.execute("insert into staged values (3, 'peor')")
    connection.rollback()
    assert connection.sql("select name from staged").fetchall() == [("bueno",)]
    assert failures(connection, "staged", [_among("bueno")]) == []


def test_the_owner_commits_what_was_checked() -> None:
    connection = _numbered("bueno")
    connection.begin()
    connection.execute("insert into staged values (2, 'malo')")
    assert failures(connection, "staged", [_among("bueno", "malo")]) == []
    connection.commit()
    assert connection.cursor().sql("select count(*) from staged").fetchall() == [(2,)]


def test_nothing_done_over_a_borrowed_connection_ends_the_transaction_of_its_owner() -> None:
    connection = _numbered("bueno")
    connection.begin()
    engine = sa.create_engine("duckdb://", **borrow(connection))
    with engine.begin() as lent:
        lent.execute(sa.text("insert into staged values (2, 'malo')"))
    with engine.connect() as lent:
        lent.execute(sa.text("insert into staged values (3, 'peor')"))
    engine.dispose()
    assert connection.sql("select count(*) from staged").fetchall() == [(3,)]
    connection.rollback()
    assert connection.sql("select count(*) from staged").fetchall() == [(1,)]


def test_one_connection_never_sees_the_rows_of_another() -> None:
    one, other = _numbered("bueno", "malo"), _numbered("peor")
    suite = [_among("bueno"), rows("malformed_code", "name", SAID)]
    for _ in range(2):
        assert [(f.rule, f.row_number) for f in failures(one, "staged", suite)] == [
            ("not_in_list", 2), ("malformed_code", 2),
        ]  # fmt: skip
        assert [(f.rule, f.row_number) for f in failures(other, "staged", suite)] == [("not_in_list", 1)]


@pytest.mark.parametrize("suite", [[_among("bueno")], [CRASHES["broken SQL"]]], ids=["checked", "crashed"])
def test_a_database_its_owner_let_go_is_held_by_nobody(tmp_path: Path, suite: list[gxe.Expectation]) -> None:
    connection = duckdb.connect(str(tmp_path / "staged.duckdb"))
    connection.execute("create table staged as select 1 as row_number, 'bueno' as name")
    try:
        failures(connection, "staged", suite)
    except CrashedCheckError:
        assert suite == [CRASHES["broken SQL"]]
    del connection
    for _ in range(3):
        gc.collect()
    # DuckDB refuses a second way of opening a file that anybody here still holds.
    duckdb.connect(str(tmp_path / "staged.duckdb"), read_only=True).close()


def test_failures_come_in_the_order_of_the_suite_and_of_the_rows_each_once() -> None:
    connection = duckdb.connect()
    connection.execute("create table staged as select 300 - range as row_number, 'malo' as name from range(300)")
    twice = rows("malformed_code", "name", f"{SAID} union all {SAID} order by row_number desc")
    suite = [twice, _among("bueno"), rows("required_missing", "name", SAID), _among("peor"), twice]
    found = failures(connection, "staged", suite)
    rules = ("malformed_code", "not_in_list", "required_missing")
    assert [(f.rule, f.row_number) for f in found] == [(rule, row) for rule in rules for row in range(1, 301)]
    assert failures(connection, "staged", suite) == found


def test_a_suite_is_not_changed_by_being_run() -> None:
    suite = [_among("bueno"), rows("malformed_code", "name", SAID)]
    before = [e.dict() for e in suite]
    failures(_numbered("malo"), "staged", suite)
    assert [e.dict() for e in suite] == before


def test_an_empty_suite_and_an_empty_table_find_nothing() -> None:
    assert failures(_numbered("malo"), "staged", []) == []
    assert failures(_numbered(), "staged", [_among("bueno"), rows("malformed_code", "name", SAID)]) == []
