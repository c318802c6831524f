"""The reviewed public figures: whole, dated, and never printed as a fact where no source states them."""

from __future__ import annotations

import re
from decimal import Decimal

from warehouse.reference import codes, rows

SITES = rows("site")
_AS_PRECISE_AS_STATED = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def test_a_site_has_one_row_a_legal_area_and_departments_that_exist() -> None:
    assert len(set(codes("site"))) == len(SITES)
    departments = {row["ubigeo"] for row in rows("territory") if row["level"] == "department"}
    for row in SITES:
        assert row["kind"] in {"ACR", "ANP", "RC"}
        assert Decimal(row["legal_area_ha"]) > 0
        assert set(row["department_code"].split(" ")) <= departments
        assert not row["valid_from"] or _AS_PRECISE_AS_STATED.fullmatch(row["valid_from"])
        assert row["source"]
        assert _AS_PRECISE_AS_STATED.fullmatch(row["source_date"])


def test_the_published_area_of_the_regional_conservation_areas_is_near_the_sum_of_its_sites() -> None:
    # acrloreto.com states 2,483,459.85 ha for the five of Loreto; their acts add up to twenty more.
    loreto = sum(Decimal(r["legal_area_ha"]) for r in SITES if r["kind"] == "ACR" and r["department_code"] == "16")
    assert loreto == Decimal("2483479.85")
    reserves = [Decimal(r["legal_area_ha"]) for r in SITES if r["kind"] == "RC" and "YAGUAS" not in r["site_code"]]
    assert (len(reserves), sum(reserves)) == (10, Decimal("2166588.44"))
