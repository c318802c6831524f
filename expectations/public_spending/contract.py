"""Public spending of one entity on one day, from SIAF: a row a classification of spending, a column a stage and month.

Money of the State that goes beside the fund's, never added to it. The workbook is the entity's own: which of its sheets
holds the rows is told by the headers, and its other columns are its own affair.
"""

from __future__ import annotations

import re
from datetime import date

from expectations.contract import Column, Contract, Sheet

MONTHS = tuple(f"{month:02}" for month in range(1, 13))
CURRENCY = "PEN"
# 231025 or 23102025 as people in Peru write a day, 20251023 as programs do.
_DAYS = (
    r"(?P<d>\d\d)(?P<m>\d\d)(?P<y>\d\d)",
    r"(?P<d>\d\d)(?P<m>\d\d)(?P<y>20\d\d)",
    r"(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)",
)
_NUMBERS = re.compile(r"\d+")


def _code(name: str, header: str) -> Column:
    return Column(name, header, required=True, pattern=r"\d{1,6}")


def _class(name: str, header: str) -> Column:
    return Column(name, header, required=True, width=40)


def _amount(name: str, header: str, *, required: bool = False) -> Column:
    # No bounds: what is cut and what is reversed is negative.
    return Column(name, header, kind="decimal", scale=2, measure=True, unit=CURRENCY, required=required)


def _goal(name: str, header: str) -> Column:
    """A physical goal is of its meta (sec_func) and repeated on each of its rows."""
    per_goal = ("sec_ejec", "sec_func")
    unit = "unit_of_measure"
    return Column(name, header, kind="decimal", scale=2, measure=True, unit_column=unit, once_per=per_goal)


EXECUTION = Sheet(
    name="01_BD_MEF",
    table="public_spending",
    is_alone=True,
    is_excerpt=True,
    header_row=5,
    key=(
        "year", "sec_ejec", "sec_func", "funding_item", "expense_category", "transaction_type",
        "generic", "subgeneric", "subgeneric_detail", "specific", "specific_detail",
    ),
    columns=(
        Column("year", "ano_eje", kind="integer", required=True, minimum="2000", maximum="2100"),
        Column("sector", "sector"),
        Column("entity", "pliego"),
        _class("executing_unit", "unidad_ejecutora"),
        _code("sec_ejec", "sec_ejec"),
        _class("program", "programa_pptal"),
        Column("product_type", "tipo_prod_proy"),
        _class("product", "producto_proyecto"),
        Column("activity_type", "tipo_act_obra_ac"),
        _class("activity", "activ_obra_accinv"),
        Column("function", "funcion"),
        Column("division", "division_fn"),
        Column("function_group", "grupo_fn"),
        Column("goal_number", "meta"),
        _class("purpose", "finalidad"),
        Column("unit_of_measure", "unidad_medida"),
        _goal("goal_year", "cant_meta_anual"),
        _goal("goal_half", "cant_meta_sem"),
        _goal("reached_year", "avan_fisico_anual"),
        _goal("reached_half", "avan_fisico_sem"),
        _code("sec_func", "sec_func"),
        Column("goal_department", "departamento_meta"),
        Column("goal_province", "provincia_meta"),
        Column("goal_district", "distrito_meta"),
        Column("funding_source", "fuente_financ"),
        _class("funding_item", "rubro"),
        _class("expense_category", "categoria_gasto"),
        _class("transaction_type", "tipo_transaccion"),
        _class("generic", "generica"),
        _class("subgeneric", "subgenerica"),
        _class("subgeneric_detail", "subgenerica_det"),
        _class("specific", "especifica"),
        _class("specific_detail", "especifica_det"),
        _amount("pia", "mto_pia", required=True),
        _amount("modifications", "mto_modificaciones", required=True),
        _amount("pim", "mto_pim", required=True),
        _amount("certified", "mto_certificado"),
        _amount("annual_commitment", "mto_compro_anual"),
        *(_amount(f"accrued_{month}", f"mto_devenga_{month}") for month in MONTHS),
        *(_amount(f"ordered_{month}", f"mto_girado_{month}") for month in MONTHS),
    ),
)  # fmt: skip


def day_of(name: str, rows: list[dict[str, str | None]]) -> str | None:
    """Return the day a file's name says its figures are of, as 2025-10-23; None where it says none or several.

    No cell says it. A day is believed in the year of the budget and the next, when the year is closed: 251023 is not
    the year 2023 in a budget of 2025.

    >>> day_of("07_HT_PPTO_231025.xlsx", [{"year": "2025"}])
    '2025-10-23'
    """
    budgets = {int(year) for row in rows if (year := row.get("year") or "").isdecimal() and len(year) == len("2025")}
    days = {day for number in _NUMBERS.findall(name) for day in _days(number)}
    likely = {day for day in days if {day.year, day.year - 1} & budgets}
    return likely.pop().isoformat() if len(likely) == 1 else None


def _days(number: str) -> list[date]:
    found: list[date] = []
    for match in (re.fullmatch(pattern, number) for pattern in _DAYS):
        if match:
            year = int(match["y"]) % 100 + 2000
            try:
                found.append(date(year, int(match["m"]), int(match["d"])))
            except ValueError:
                continue
    return found


CONTRACT = Contract(
    source="public_spending",
    version="1",
    layouts={"siaf": (EXECUTION,)},
    replaces="whole",
    period_pattern=r"20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])",
    period_example="2025-10-24",
    name={"es": "Gasto público", "en": "Public spending"},
    dated=day_of,
)
