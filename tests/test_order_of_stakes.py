"""What is most at stake comes first, whatever its currency; amounts of different units are never compared."""

from __future__ import annotations

import duckdb
import pytest

from etl.inputs import COLUMN, VIOLATION
from warehouse.build import macros, selects
from warehouse.read import QUESTIONS

# Dollars, soles (3.50 for one), hectares, operations, and nothing at stake.
STAKES = [("100.0000", "USD"), ("700.0000", "PEN"), ("349.0000", "PEN"), ("5.0000", "ha"), ("9999.0000", "operativo")]
TABLES = {
    "exchange_rate_in_force": "base_code varchar, currency_code varchar, rate decimal(24, 14), rate_date date",
    "transfer_in_order": "currency_code varchar, account_currency varchar, rate decimal(18, 9), transferred_on date",
    "violation": VIOLATION,
    "dim_submission": "submission_id varchar, source varchar, organisation_code varchar, period varchar,"
    " version integer, state varchar",
    "report_column": COLUMN,
}
WANTED = ["700.0000", "100.0000", "349.0000", "5.0000", "9999.0000", "None"]


@pytest.mark.parametrize("published", [True, False], ids=["published rate", "rate of a transfer"])
def test_soles_and_dollars_are_put_in_one_order(published: bool) -> None:
    connection = duckdb.connect()
    macros(connection)
    for table, columns in TABLES.items():
        connection.execute(f"create table {table} ({columns})")
    # where a rate is published, a transfer's serves nobody
    connection.execute(
        "insert into transfer_in_order values ('USD', 'PEN', ?, date '2025-07-10')", [7 if published else 3.5]
    )
    if published:
        connection.execute("insert into exchange_rate_in_force values ('USD', 'PEN', 3.5, date '2025-06-30')")
    connection.execute(f"create table currency_order as {selects()['currency_order']}")
    connection.execute("insert into dim_submission values ('s', 'x', 'o', 'p', 1, 'Conforme')")
    for row, (amount, unit) in enumerate([*STAKES, (None, None)]):
        connection.execute("insert into violation values ('r', 's', 'h', ?, 'c', '', '', ?, ?)", [row, amount, unit])
    asked = {"organisation": "", "period": "", "rule": "", "scope_organisations": None, "most": 100}
    rows = connection.execute((QUESTIONS / "violations_now.sql").read_text("utf-8"), asked).pl()
    assert [str(amount) for amount in rows["stake_amount"]] == WANTED


FOUND = [
    # a grave finding with nothing to lose comes after a slight one with much; gravity only parts what is alike
    ("error", "pendiente", None, None),
    ("alert", "pendiente", "100.0000", "USD"),
    ("note", "pendiente", "349.0000", "PEN"),
    ("error", "pendiente", "350.0000", "PEN"),
    ("alert", "pendiente", "7.0000", "ha"),
    ("error", "pendiente", "7.0000", "ha"),
    ("error", "pendiente", "5.0000", "ha"),
    ("alert", "pendiente", None, None),
    ("error", "atendido", "999.0000", "USD"),
    ("alert", "aceptado", "1000.0000", "USD"),
]
IN_ORDER = [3, 1, 2, 5, 4, 6, 0, 7, 9, 8]


def test_the_page_of_quality_shows_what_is_most_at_stake_first() -> None:
    connection = duckdb.connect()
    macros(connection)
    rates = "(values ('USD', 1.0), ('PEN', 0.285715)) as c (currency_code, dollars)"
    connection.execute(f"create table currency_order as from {rates}")
    connection.execute(
        "create table finding_status (submission_id varchar, source varchar, organisation_code varchar, period varchar,"
        " version integer, state varchar, received_at timestamp, rule varchar, severity varchar, standing varchar,"
        " sheet varchar, cell varchar, row_number integer, found varchar, expected varchar, message_es varchar,"
        " message_en varchar, stake_amount decimal(24, 4), stake_unit varchar)"
    )
    for row, (severity, standing, amount, unit) in enumerate(FOUND):
        connection.execute(
            "insert into finding_status (rule, severity, standing, row_number, stake_amount, stake_unit)"
            " values ('r', ?, ?, ?, ?, ?)",
            [severity, standing, row, amount, unit],
        )
    asked = {"organisation": "", "period": "", "rule": "", "standing": "", "scope_organisations": None, "most": 100}
    asked["language"] = "es"
    rows = connection.execute((QUESTIONS / "quality_findings.sql").read_text("utf-8"), asked).pl()
    assert list(rows["row"]) == IN_ORDER
