"""Values people and programs put into cells, and some that nobody should: each must be read, or refused by a rule."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

TEXTS = (
    "", " ", "\u00a0", "\u200b", "\ufeff", "0", "-0", "-1", "007", "4", " 4 ", "4.", ".5", "4,5", "1.234,56",
    "1,234.56",
    "1 234", "1\u00a0234", "1'234", "1,23,4", "+4", "--4", "4-", "(4)", "S/ 100", "$ 5", "12%", "4 ha", "1e3",
    "1E+400", "1e-400",
    "9" * 24, "9" * 40, "0.123456789", "0.00000001", "0x1F", "1_000", "١٢٣", "１２", "½", "²", "Ⅳ", "−4", "NaN", "nan",
    "Infinity", "-inf", "NULL", "null", "None", "∅", "—", "N/A", "n.d.", "s/d", "#N/A", "#¡VALOR!", "#DIV/0!", "TRUE",
    "Sí", "si", "SÍ", "Si\u0301", "yes", "31/02/2025", "31/12/2025", "1/1/25", "12/31/2025", "2025-13-01",
    "2025-12-31",
    "2025-12-31 00:00:00", "31.12.2025", "31 de diciembre de 2025", "0001-01-01", "9999-12-31", "infinity", "epoch",
    "2025-T4", "T4", "=1+1", "=SUM(A1:A9)", "+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "<script>alert(1)</script>",
    "&amp;",
    "'; drop table fact; --", "' or 1=1 --", '"', "''",
    "\\", "\\N", "$id", "?", ":id", "%s", "%(x)s", "{}", "{0}", "{{", "}",
    "{celda}", "a\nb", "a\r\nb", "a\tb", "a;b,c|d", "ñandú", "n\u0303andu\u0301", "日本語",
    "עברית", "😀👩‍🌾", "\u202eabc",
    "\U0010ffff", "_x0041_", "_x000D_", "_x0000_", "x" * 300, "á" * 5000, "w" * 32_767, "../../etc/passwd", "C:\\x",
    "http://example.org", "file:///etc/passwd",
)  # fmt: skip
TYPED: tuple[Any, ...] = (
    True, False, 0, 1, -1, 4, 2**31, 2**53 + 1, 10**18, 0.1 + 0.2, 1 / 3, -0.0, 1e-9, 1e15 + 0.3, 1e22, 1e300,
    5e-324, 44927,
    45657.5, date(2025, 12, 31), datetime(2025, 12, 31, 13, 45, 1), date(1900, 1, 1), date(9999, 12, 31), time(12,
    30),
)  # fmt: skip
HEADERS = (
    "", " ", "ID", "Total", "Cantidad o  valor", "CANTIDAD O VALOR", "cantidad", "Año 2024", "Año 20240", "2001_ha",
    "1999_ha",
    "2100_ha", "BOSQUE AL 2030_ha", "{cantidad}", "=A1", "ubigeo ", "Ubigéo", "Situacio\u0301n", "x" * 400,
    "\u200bubigeo", "🙂",
)  # fmt: skip
SHEETS = (
    "Hoja1",
    "AVANCE",
    "Avance ",
    "Avance (2)",
    "Carátula",
    "Cara\u0301tula",
    "_meta2",
    "Sheet'1",
    "csv",
    "Observaciones",
)
CODECS = ("cp1252", "latin-1", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp437", "utf-7", "mac-roman")
