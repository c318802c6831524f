"""Units and kinds are told in the reader's language, whatever the reference data name."""

from __future__ import annotations

import pytest
from drawing import page, words

from reports.units import hectare_kind, unit
from reports.words import LANGUAGES
from warehouse.reference import rows

NAMED = {row["unit"] for table in ("indicator", "public_figure") for row in rows(table) if row["unit"]}


def test_every_unit_and_kind_of_hectare_has_its_english_name() -> None:
    assert {row["unit"] for row in rows("unit_of_measure")} >= NAMED
    kinds = {row["hectare_kind"] for row in rows("indicator")} - {""}
    assert {row["hectare_kind"] for row in rows("hectare_kind")} >= kinds
    assert (unit("comunidad", "en"), unit("comunidad", "es"), unit(None, "en")) == ("community", "comunidad", "")
    assert (unit("de nadie", "en"), hectare_kind("instalada", "en")) == ("de nadie", "installed")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_has_words_for_every_way_to_count(language: str) -> None:
    text = words("indicators", language)
    for row in rows("indicator"):
        assert text[f"units_{row['unit_kind'] or 'none'}"]
        assert text[f"people_{row['people_kind'] or 'none'}"]


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize(("language", "said"), [("es", "comunidad"), ("en", "community")])
def test_a_card_tells_the_unit_in_the_language_of_the_page(language: str, said: str) -> None:
    [card, *_] = page("indicators", language, indicador="DER-TIT").table
    assert said in card.value.to_string()
