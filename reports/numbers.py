"""Writes quantities, percentages and dates as readers in Peru (es) or abroad (en) expect them.

Peru writes 1,234,567.89 (CLDR es_PE, unlike es). Every rounding is half away from zero, as in the warehouse.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent

from warehouse.lima import LIMA

LOCALES = {"es": "es_PE", "en": "en"}
UNKNOWN = "—"
_DAY = {"es": "long", "en": "d MMMM y"}
_MONTH = {"es": "MMMM 'de' y", "en": "MMMM y"}
_PERCENT = {"es": "#,##0.0\u00a0%", "en": "#,##0.0%"}


def quantity(value: Decimal | int | None, language: str) -> str:
    """Write a quantity with the decimals it has, four at most.

    >>> quantity(Decimal("420080.2500"), "es")
    '420,080.25'
    """
    if value is None:
        return UNKNOWN
    rounded = Decimal(value).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    return format_decimal(rounded, "#,##0.####", locale=LOCALES[language])


def money(value: Decimal | int | None, language: str) -> str:
    """Write an amount of money with two decimals, always.

    >>> money(Decimal("466465816"), "es")
    '466,465,816.00'
    """
    if value is None:
        return UNKNOWN
    rounded = Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return format_decimal(rounded, "#,##0.00", locale=LOCALES[language])


def rate(value: Decimal) -> str:
    """Write an exchange rate with the decimals it was published with.

    >>> rate(Decimal("3.76550000000000"))
    '3.7655'
    """
    return f"{value.normalize():f}"


def percent(ratio: Decimal | None, language: str) -> str:
    """Write a ratio (0.605) as a percentage with one decimal.

    >>> percent(Decimal("0.605000000"), "en")
    '60.5%'
    """
    if ratio is None:
        return UNKNOWN
    rounded = Decimal(ratio).quantize(Decimal("0.001"), ROUND_HALF_UP)
    return format_percent(rounded, _PERCENT[language], locale=LOCALES[language])


def day(value: date | None, language: str) -> str:
    """Write a date in words.

    >>> day(date(2026, 3, 9), "es")
    '9 de marzo de 2026'
    """
    return UNKNOWN if value is None else format_date(value, _DAY[language], locale=LOCALES[language])


def partial_day(value: str | None, language: str) -> str:
    """Write a date known to the day, the month or the year ("2025-07-24", "2025-09", "2018").

    >>> partial_day("2025-09", "es")
    'setiembre de 2025'
    """
    if not value:
        return UNKNOWN
    if len(value) == len("2025-07-24"):
        return day(date.fromisoformat(value), language)
    if len(value) == len("2025-07"):
        return format_date(date.fromisoformat(f"{value}-01"), _MONTH[language], locale=LOCALES[language])
    return value


def instant(value: datetime | None, language: str) -> str:
    """Write an instant as the clock in Lima shows it; an instant without zone is UTC.

    >>> instant(datetime(2026, 3, 9, 19, 5, 0), "en")
    '9 Mar 2026, 14:05:00'
    """
    if value is None:
        return UNKNOWN
    known = value if value.tzinfo else value.replace(tzinfo=UTC)
    return format_datetime(known, "d MMM y, HH:mm:ss", tzinfo=LIMA, locale=LOCALES[language])
