"""Exchange rates as the European Central Bank and the International Monetary Fund publish them."""

from typing import Any

from expectations.contract import Column, Contract, Sheet

PUBLISHER = "PROFONANPE"


def _rate(name: str, header: str, **more: Any) -> Column:
    """A rate, kept to fourteen decimals: the IMF publishes what it divided with up to twenty."""
    return Column(name, header, kind="decimal", scale=14, rounded=True, minimum="0", **more)


# One row a working day: units of each currency for one euro. The fund's donors pay in three of the forty-one.
ECB = Sheet(
    name="csv",
    table="exchange_rate_ecb",
    key=("rate_date",),
    period_column="rate_date",
    is_excerpt=True,
    columns=(
        Column("rate_date", "Date", kind="date", required=True),
        _rate("usd", "USD", required=True),
        _rate("gbp", "GBP", required=True),
        _rate("nok", "NOK", required=True),
    ),
)

# One row a currency and month or year: units of the currency for one dollar.
IMF = Sheet(
    name="csv",
    table="exchange_rate_imf",
    key=("country_code", "currency_code", "frequency", "rate_date"),
    period_column="rate_date",
    columns=(
        Column("rate_date", "Date", kind="date", required=True),
        _rate("rate", "Rate", required=True),
        Column("currency_code", "Currency", required=True, pattern=r"[A-Z]{3}"),
        Column("frequency", "Frequency", required=True, choices=("M", "A")),
        Column("publisher", "Source", required=True),
        Column("country_code", "Country code"),
        Column("country_name", "Country"),
    ),
)


def infer(_sheet: Sheet, rows: list[dict[str, str | None]]) -> tuple[str | None, str | None]:
    """Whoever manages the fund brings the rates; the period of a file is its last day."""
    return PUBLISHER, max((row.get("rate_date") or "" for row in rows), default=None)


CONTRACT = Contract(
    source="exchange_rates",
    version="1",
    layouts={"ecb": (ECB,), "imf": (IMF,)},
    replaces="row",
    period_pattern=r"\d{4}-\d{2}-\d{2}",
    period_example="2025-06-30",
    name={"es": "Tipos de cambio", "en": "Exchange rates"},
    infer=infer,
)
