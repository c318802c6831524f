"""Cuts the published rates to what the demonstration spans: `make_rates.py ECB_CSV IMF_CSV` writes one file each here.

The European Central Bank's file is `eurofxref-hist.csv`; the International Monetary Fund's holds the sol at the end of
each month. Values are carried over as published; earlier rows and other currencies are left out.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

HERE = Path(__file__).parent
FIRST, LAST = "2025-06-01", "2026-10-09"
ECB = ("Date", "USD", "GBP", "NOK")


def main(ecb: str, imf: str) -> None:
    """Write each file under the name of its last day, newest first as the bank does, oldest first as the fund does."""
    daily = [{name: row[name] for name in ECB} for row in _rows(ecb) if FIRST <= row["Date"] <= LAST]
    monthly = [row for row in _rows(imf) if row["Date"] >= FIRST and row["Currency"] == "PEN"]
    for rows in (daily, monthly):
        last = max(row["Date"] for row in rows)
        with (HERE / f"{last}.csv").open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def _rows(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


if __name__ == "__main__":
    main(*sys.argv[1:])
