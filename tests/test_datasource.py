"""Great Expectations on DuckDB: every failing row is named, no crash is a pass, and nothing of the owner is touched."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path

import duckdb
import great_expectations.expectations as gxe
import pytest
import sqlalchemy as sa

from expectations.datasource import borrow
from expectations.routine import named, rows, where
from expectations.validation import CrashedCheckError, Failure, failures


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


SAID = "select row_number from {batch} where name = 'malo'"
WAYS = [
    _among("bueno"),
    rows("malformed_code", "name", SAID),
    where("malformed_code", "name", "name = 'malo'"),
]


@pytest.mark.parametrize("expectation", WAYS, ids=["set", "query", "condition"])
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
    text = odd.replace("'", "''")
    conditions = [where("malformed_code", "name", f"name {sign} '{text}'") for sign in ("<>", "=")]
    assert _rows_of(failures(connection, "staged", conditions[:1])) == others
    assert len(failures(connection, "staged", conditions)) == len(ODD)
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
    "missing column, condition": where("not_a_number", "name", "no > 0"),
    "broken condition": where("not_a_number", "name", "name ="),
    "condition that closes": where("not_a_number", "name", "true) or (selectt"),
    "condition on a row": where("not_a_number", "name", "cast(name as integer) > 0"),
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


def test_a_table_that_could_not_be_read_is_checked_once_it_can_be() -> None:
    connection = _numbered("malo")
    for _ in range(2):
        with pytest.raises(CrashedCheckError):
            failures(connection, "arriving", [_among("bueno")])
    connection.execute("alter table staged rename to arriving")
    assert _rows_of(failures(connection, "arriving", [_among("bueno")])) == [1]
    connection.execute("drop table arriving")
    with pytest.raises(CrashedCheckError):
        failures(connection, "arriving", [_among("bueno")])


def test_a_table_staged_anew_is_read_anew() -> None:
    connection = _numbered("malo")
    other = gxe.ExpectColumnValuesToBeNull(column="other", meta=named("not_a_number", "other"))
    broken = [other, where("above_maximum", "other", "other > 1")]
    assert _rows_of(failures(connection, "staged", [_among("bueno")])) == [1]
    connection.execute("create or replace table staged as select range as row_number, range as other from range(3)")
    assert _rows_of(failures(connection, "staged", broken)) == [0, 1, 2, 2]
    with pytest.raises(CrashedCheckError):
        failures(connection, "staged", [_among("bueno")])


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
    engine = sa.create_engine("duckdb://", **borrow(lambda: connection))
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
