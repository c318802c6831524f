"""Published exchange rates: read whole, revised day by day, and amounts converted exactly with the rates shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.check import check
from etl.receive import receive
from etl.review import approve
from warehouse.build import macros
from warehouse.folder import Folder

Jsi = Callable[..., Result]
ECB = """Date,USD,JPY,GBP,NOK,
2025-07-04,1.1767,170.1,0.8625,11.847,
2025-07-03,1.1782,169.9,0.86135,11.8535,
"""
REVISED = "Date,USD,GBP,NOK\n2025-07-03,1.18,0.86135,11.8535\n"
IMF = """Date,Rate,Currency,Frequency,Source,Country code,Country
2025-05-31,3.6245,PEN,M,IMF,PE,Peru
2025-06-30,3.5405,PEN,M,IMF,PE,Peru
2024-12-31,3.75,PEN,A,IMF,PE,Peru
2024-12-31,6723052073.338105,VEF,A,IMF,VE,Venezuela
"""


def send(folder: Folder, name: str, text: str) -> None:
    taken = receive(folder, name, text.encode(), actor="planificador")
    assert [f.rule for f in taken.findings if f.severity != "note"] == []
    approve(folder, str(taken.submission), actor="gestor.financiero")


@pytest.fixture(scope="module")
def rates(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = Folder(tmp_path_factory.mktemp("rates"))
    send(folder, "bce.csv", ECB)
    send(folder, "fmi.csv", IMF)
    return folder


@pytest.fixture
def convert(rates: Folder, jsi: Jsi, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    monkeypatch.setenv("JSI_DATA", str(rates.root))

    def run(amount: str, source: str, target: str, day: str) -> Any:
        return json.loads(jsi("convert", amount, source, target, "--on", day, "--json").stdout)

    return run


def test_a_file_is_recognised_and_says_once_which_columns_it_does_not_read(rates: Folder) -> None:
    found = check(rates, "bce.csv", ECB.encode())
    assert found.recognised
    assert (found.recognised.organisation, found.recognised.period) == ("PROFONANPE", "2025-07-04")
    assert [(f.rule, f.found, f.expected) for f in found.findings] == [("columns_not_read", "1", "JPY")]
    assert found.effect == {"new": 0, "changed": 0, "unchanged": 2}


CASES = """
100     | USD | PEN | 2025-06-30 | 354.05 | PEN
100     | PEN | USD | 2025-06-30 | 28.24  | PEN
100     | USD | PEN | 2025-06-29 | 362.45 | PEN
100     | EUR | USD | 2025-07-04 | 117.67 | USD
100     | EUR | USD | 2025-07-06 | 117.67 | USD
100     | EUR | USD | 2025-07-03 | 117.82 | USD
100     | NOK | GBP | 2025-07-04 | 7.28   | GBP NOK
100     | NOK | PEN | 2025-07-04 | 35.17  | NOK USD PEN
100     | PEN | EUR | 2025-07-04 | 24.00  | USD PEN
0.01    | USD | USD | 2025-07-04 | 0.01   |
"""


@pytest.mark.parametrize("case", [[c.strip() for c in line.split("|")] for line in CASES.strip().splitlines()])
def test_an_amount_is_converted_by_the_last_rates_until_the_day(convert: Callable[..., Any], case: list[str]) -> None:
    amount, source, target, day, expected, used = case
    found = convert(amount, source, target, day)
    assert found["converted"] == expected
    assert [rate["currency_code"] for rate in found["rates"]] == used.split()


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("1", "USD", "PEN", "--on", "2025-08-05"), "USD → PEN"),
        (("1", "EUR", "USD", "--on", "2025-07-12"), "EUR → USD"),
        (("1", "USD", "XAU", "--on", "2025-07-04"), "EUR, GBP, NOK, PEN, USD"),
        (("1.234", "USD", "PEN", "--on", "2025-07-04"), "1000.50 USD PEN"),
        (("mucho", "USD", "PEN", "--on", "2025-07-04"), "1000.50 USD PEN"),
    ],
)
def test_what_cannot_be_converted_is_said(
    rates: Folder, jsi: Jsi, monkeypatch: pytest.MonkeyPatch, language: str, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.setenv("JSI_DATA", str(rates.root))
    result = jsi("--lang", language, "convert", *words)
    assert (result.exit_code, said in result.output) == (3, True)


def test_a_rate_opens_to_its_cell(convert: Callable[..., Any], jsi: Jsi) -> None:
    [rate] = convert("1", "EUR", "USD", "2025-07-04")["rates"]
    found = json.loads(jsi("trace", "--fact", rate["rate_id"], "--json").stdout)
    assert (found["cell"], found["header"], Decimal(found["rate"])) == ("B2", "USD", Decimal("1.1767"))
    assert found["neighbourhood"]["cells"][found["neighbourhood"]["rows"].index(2)][:2] == ["2025-07-04", "1.1767"]
    assert "1.1767" in jsi("trace", "--fact", rate["rate_id"]).output


def test_a_rate_published_anew_replaces_that_day_and_no_other(tmp_path: Path, jsi: Jsi) -> None:
    folder = Folder(tmp_path / "data")
    send(folder, "bce.csv", ECB)
    send(folder, "otra.csv", REVISED)
    shown = [jsi("convert", "100", "EUR", "USD", "--on", day).output.split(" = ")[1][:6]
             for day in ("2025-07-03", "2025-07-04")]  # fmt: skip
    assert shown == ["118.00", "117.67"]


@pytest.fixture(scope="module")
def formulas() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    macros(connection)
    return connection


RATE = st.decimals("0.0001", "9999", places=6)


@settings(max_examples=100)
@given(st.decimals(-(10**10), 10**10, places=2), st.tuples(RATE, RATE, RATE, RATE))
def test_a_conversion_is_its_plain_twin(
    formulas: duckdb.DuckDBPyConnection, amount: Decimal, rates: tuple[Decimal, ...]
) -> None:
    [(found,)] = formulas.execute("select converted(?, ?, ?, ?, ?)", [amount, *rates]).fetchall()
    up, up_again, down, down_again = rates
    exact = abs(amount) * up * up_again / (down * down_again)
    assert found == exact.quantize(Decimal("0.01"), ROUND_HALF_UP).copy_sign(amount)


def test_the_published_files_give_the_worked_examples(real_inputs: Path, tmp_path: Path, jsi: Jsi) -> None:
    expected = json.loads((real_inputs / "expected.json").read_text(encoding="utf-8"))["fx"]
    folder = Folder(tmp_path / "data")
    for name, rows in (
        ("eurofxref-hist.csv", expected["ecb"]["rows"]),
        ("imf_PEN_monthly_eop_2014-2025_TRANSCRIBED.csv", expected["imf"]["PEN_monthly_rows"]),
        ("imf_exchangerates_A_ENDA_USD.csv", expected["imf"]["annual_file_rows"]),
    ):
        taken = receive(folder, name, (real_inputs / "fx" / name).read_bytes(), actor="planificador")
        assert (taken.outcome, taken.accepted, taken.read) == ("accepted", rows, rows)
        if "_A_" not in name:
            approve(folder, str(taken.submission), actor="gestor.financiero")

    def converted(*words: str) -> str:
        return json.loads(jsi("convert", *words, "--json").stdout)["converted"]

    examples = expected["worked_examples"]
    assert converted("300000000", "NOK", "USD", "--on", "2014-12-31") == examples["NOK 300000000 @2014-12-31 -> USD"]
    assert converted("300000000", "NOK", "PEN", "--on", "2014-12-31") == examples["same -> PEN @2.985"]
    assert converted("1000000", "EUR", "USD", "--on", "2024-12-31") == examples["EUR 1000000 @2024-12-31 -> USD"]
    assert converted("1000000", "EUR", "PEN", "--on", "2024-12-31") == examples["same -> PEN @3.7655"]
    for day, rates in expected["ecb"]["samples"].items():
        assert Decimal(converted("10000", "EUR", "USD", "--on", day)) == 10000 * Decimal(rates["USD_per_EUR"])
        assert Decimal(converted("10000", "EUR", "NOK", "--on", day)) == 10000 * Decimal(rates["NOK_per_EUR"])
