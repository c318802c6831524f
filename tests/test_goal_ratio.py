"""The edge-case table of progress, as far as one goal's ratio goes; one row a case, and a plain Decimal twin."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.facts import derive
from etl.inputs import empty_inputs
from warehouse import reference
from warehouse.build import build

SUM, CLOSING = "Cantidad del periodo", "Valor al cierre"
CASES = """
mode | direction  | baseline | includes | amount    | target    | expected     | why
cie  | ascending  | 45       | yes      | 54        | 60        | 0.600000000  | METT 45 to 60, now 54
cie  | descending | 100      | yes      | 80        | 60        | 0.500000000  | descending 100 to 60, now 80
cie  | ascending  | 45       | no       | 54        | 15        | 0.600000000  | a target added to its baseline
cie  | descending | 100      | yes      | 80        | 0         | 0.200000000  | nothing is a target to come down to
cie  | descending | 0        | yes      | 5         | 0         | 0.000000000  | nothing to hold, not held
cie  | descending | 0        | yes      | 0         | 0         | 1.000000000  | nothing to hold, held
cie  | descending | 100      | yes      | 110       | 60        | -0.250000000 | a setback stays negative
cie  | descending | -        | no       | 80        | 60        | -            | no baseline: unknown
cie  | maintain   | 100      | yes      | 100       | 100       | 1.000000000  | held on its good side
cie  | maintain   | 100      | yes      | 90        | 100       | 0.900000000  | not held: value over target
cie  | descending | 50       | yes      | 40        | 50        | 1.000000000  | descending to hold, held
cie  | descending | 50       | yes      | 100       | 50        | 0.500000000  | descending to hold, not held
cie  | ascending  | 420080.25| yes      | 420080.25 | 420080.25 | 1.000000000  | a closing value is not added up
cie  | ascending  | 45       | yes      | -         | 60        | 0.000000000  | never reported counts nothing
can  | ascending  | -        | no       | 13        | 10        | 1.300000000  | over-achievement is shown raw
can  | ascending  | -        | no       | 3         | 0         | -            | a target of zero has no ratio
can  | ascending  | -        | no       | 3         | -         | -            | without a target it is unknown
can  | ascending  | -        | no       | -         | 10        | 0.000000000  | nothing reported counts nothing
can  | ascending  | 2        | yes      | 4         | 10        | 0.500000000  | a target that includes the baseline
can  | ascending  | -        | no       | 1         | 3         | 0.333333333  | rounded down
can  | ascending  | -        | no       | 2         | 3         | 0.666666667  | rounded up
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in CASES.strip().splitlines()[1:]]
SQL = """
with asked as (
    select ? as mode, ? as direction, ?::decimal(24, 4) as baseline, ? as includes_baseline,
        ?::decimal(24, 4) as amount, ?::decimal(24, 4) as target
)
select part_ratio(
    goal_part(mode, direction, baseline, includes_baseline, amount, target),
    goal_whole(mode, direction, baseline, includes_baseline, amount, target),
    goal_holds(mode, direction, baseline, includes_baseline, target)
) from asked
"""


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        empty_inputs(opened)
        reference.load(opened)
        derive(opened)
        build(opened)
        yield opened


def _value(text: str) -> Decimal | None:
    return None if text == "-" else Decimal(text)


@pytest.mark.parametrize("row", ROWS, ids=[row[-1] for row in ROWS])
def test_a_ratio_is_as_the_table_says(connection: duckdb.DuckDBPyConnection, row: list[str]) -> None:
    mode, direction, baseline, includes, amount, target, expected, _ = row
    asked = [SUM if mode == "can" else CLOSING, direction, _value(baseline), includes == "yes"]
    found = connection.execute(SQL, [*asked, _value(amount), _value(target)]).fetchone()
    assert found == (_value(expected),)


def _ratio(n: Decimal, d: Decimal) -> Decimal | None:
    return None if d == 0 else (n / d).quantize(Decimal("0.000000001"), ROUND_HALF_UP)


amounts = st.decimals(min_value=-(10**7), max_value=10**7, places=4, allow_nan=False)


@settings(max_examples=200)
@given(n=amounts, d=amounts)
def test_a_ratio_is_its_plain_twin(connection: duckdb.DuckDBPyConnection, n: Decimal, d: Decimal) -> None:
    sql = "select ratio9(?::decimal(24, 4), ?::decimal(24, 4))"
    assert connection.execute(sql, [n, d]).fetchone() == (_ratio(n, d),)


def test_no_table_holds_a_double(connection: duckdb.DuckDBPyConnection) -> None:
    floats = connection.execute(
        "select table_name, column_name from duckdb_columns() where not internal and data_type in ('DOUBLE', 'FLOAT')"
    ).fetchall()
    assert floats == []
