"""`jsi framework`: values and targets as donors read them, on the demonstration and where there is none."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import Result

from warehouse.folder import Folder

Jsi = Callable[..., Result]


def test_each_indicator_shows_its_value_beside_its_target(demonstration: Folder, jsi: Jsi) -> None:
    result = jsi("framework", "--period", "2025-T4", "--json")
    rows = {row["framework_code"]: row for row in map(json.loads, result.stdout.splitlines())}
    assert [row["framework_level"] for row in rows.values()] == ["Impacto", *["Resultado"] * 4, *["Producto"] * 4]
    # Loreto's third community is still in review
    assert {k: rows["R2"][k] for k in ("value", "value_reported", "target", "progress", "units")} == {
        "value": "9600.0000", "value_reported": "12400.4000", "target": "15500.5000", "progress": "0.213319112",
        "units": 2,
    }  # fmt: skip
    assert (rows["I1"]["value"], rows["I1"]["target_year"]) == ("3.0000", 2025)
    spanish = jsi("framework", "--period", "2025-T4").stdout
    assert (
        "R4    Superficie de áreas de conservación regional con gestión efectiva: 606,376.98 de 606,376.98" in spanish
    )


@pytest.mark.parametrize("words", [("--period", "2019-T1"), ("--phase", "F9")])
def test_a_cutoff_the_framework_does_not_have_is_unknown(
    demonstration: Folder, jsi: Jsi, words: tuple[str, ...]
) -> None:
    result = jsi("framework", *words)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "Marco de Rendimiento" in result.stderr


def test_without_anything_published_there_is_none(jsi: Jsi) -> None:
    assert jsi("framework").exit_code == 3
