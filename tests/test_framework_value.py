"""Values of the performance framework: distinct units, each once, and sums only where they may be added."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb
import pytest
from scene import drawn

from etl.facts import derive
from etl.inputs import empty_inputs
from warehouse import reference
from warehouse.build import SQL, build, macros

LATER = (
    "unit_named", "unit_of_achievement", "framework_cutoff", "milestone_in_force", "framework_unit", "framework_goal",
    "framework_value",
)  # fmt: skip
NAMES = {"goal": "goal_id", "kind": "unit_kind", "number": "unit_number", "name": "unit_name", "ha": "hectares",
         "step": "milestone", "date": "achieved_on", "code": "framework_code", "hectare": "hectare_kind",
         "unit": "unit_of_measure", "how": "accumulation", "region": "department_code"}  # fmt: skip


@pytest.fixture(scope="module")
def empty_core(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("core") / "core"
    with duckdb.connect(str(path)) as connection:
        empty_inputs(connection)
        reference.load(connection)
        derive(connection)
        build(connection)
    return str(path)


def framework(
    core: str, indicators: str, goals: str, units: str = "goal", quantities: str = "goal", steps: str = "step"
) -> Any:
    """Build what is derived from those rows, with the real SQL."""
    connection = duckdb.connect(config={"threads": 1})
    connection.execute(f"attach '{core}' as core (read_only)")
    connection.execute("copy from database core to memory")
    for table, text, usual in (
        ("framework_indicator", indicators, {"phase_code": "F2", "framework_version": "v1"}),
        ("goal_framework", goals, {"phase_code": "F2", "is_in_force": "yes", "region": "16", "action_code": "AE4"}),
        ("fct_unit", units, {"known_from": "1", "submission_id": "s", "sheet": "Detalle"}),
        ("physical_observed", quantities, {"basis": "conforme"}),
        ("ref_milestone", steps, {"indicator_code": "DER-TIT"}),
    ):
        for row in drawn(text):
            filled = usual | {name: value for name, value in row.items() if value is not None}
            targets = {name: filled.pop(name) for name in [*filled] if name.isdigit()}
            if table == "goal_framework":
                filled["indicator_code"] = str(filled["goal"]).split("/")[1]
            _insert(connection, table, filled)
            for year, target in targets.items():
                code = {"phase_code": "F2", "framework_code": filled["code"]}
                _insert(connection, "framework_target", code | {"target_year": year, "target": target})
    macros(connection)
    for table in LATER:
        path = next(SQL.rglob(f"{table}.sql"))
        connection.execute(f"drop table {table}; create table {table} as {path.read_text(encoding='utf-8')}")
    return connection


def _insert(connection: duckdb.DuckDBPyConnection, table: str, row: dict[str, Any]) -> None:
    columns = ", ".join(NAMES.get(name, name) for name in row)
    connection.execute(f"insert into {table} ({columns}) values ({', '.join('?' * len(row))})", list(row.values()))


def value(connection: Any, code: str, cutoff: str, column: str = "value") -> Any:
    sql = f"select {column} from framework_value where framework_code = ? and cutoff = ? and basis = 'conforme'"
    return connection.execute(sql, [code, cutoff]).fetchone()[0]


AREAS = """
code | unit | kind    | hectare          | how             | baseline | 2025      | 2026
R4   | ha   | ACR/ANP | gestión efectiva | Valor al cierre | 420080.25 | 420080.25 | 420080.25
I1   | área | ACR/ANP |                  | Valor al cierre | 0        | 4         | 5
"""
FOUR = """
goal      | code | line_code
A1/ACR-HA | R4   | A1
A2/ACR-HA | R4   | A2
A3/ACR-HA | R4   | A3
A4/ACR-HA | R4   | A4
A1/ACR-HA | I1   | A1
A2/ACR-HA | I1   | A2
A3/ACR-HA | I1   | A3
A4/ACR-HA | I1   | A4
"""
REPORTED = """
goal      | period  | quantity
A1/ACR-HA | 2025-T1 | 420080.25
A2/ACR-HA | 2025-T2 | 420080.25
A3/ACR-HA | 2025-T3 | 420080.25
A4/ACR-HA | 2025-T3 | 420080.25
"""
# The same area, by its code, by its name with and without accents, and as a registry number somebody made up.
SPELLED = """
goal      | period  | kind    | number                 | name                        | ha
A1/ACR-HA | 2025-T1 | ACR/ANP | ACR-TAMSHIYACU-TAHUAYO | Tamshiyacu                  | 420080.25
A2/ACR-HA | 2025-T2 | ACR/ANP | 7                      | ACR Comunal Tamshiyacu Tahuayo | 420080.25
A3/ACR-HA | 2025-T3 | ACR/ANP | comunal  tamshiyacu-tahuayo | x                      | 420080.25
A4/ACR-HA | 2025-T3 | ACR/ANP | 8                      | COMUNAL TAMSHIYACU TAHUAYO  | 420080.25
"""


def test_four_activities_in_one_area_give_its_hectares_once(empty_core: str) -> None:
    built = framework(empty_core, AREAS, FOUR, SPELLED, REPORTED)
    assert [value(built, "R4", f"2025-T{q}") for q in (1, 2, 3, 4)] == [Decimal("420080.25")] * 4
    assert [value(built, "I1", f"2025-T{q}") for q in (1, 4)] == [1, 1]
    rows = built.execute("select unit_code, hectares, legal_area_ha, len(goal_ids) from unit_of_achievement").fetchall()
    assert rows == [("ACR-TAMSHIYACU-TAHUAYO", Decimal("420080.25"), Decimal("420080.25"), 4)] * 2  # on both bases


def test_hectares_fall_when_the_condition_lapses_and_nothing_left_is_no_area(empty_core: str) -> None:
    lapsed = SPELLED + "A1/ACR-HA | 2025-T4 | ACR/ANP | ACR-TAMSHIYACU-TAHUAYO | x | 0\n"
    built = framework(empty_core, AREAS, FOUR, lapsed, REPORTED)
    assert [value(built, "R4", cutoff) for cutoff in ("2025-T3", "2025-T4")] == [Decimal("420080.25"), 0]
    assert [value(built, "I1", cutoff) for cutoff in ("2025-T3", "2025-T4")] == [1, 0]


def test_kinds_of_hectare_are_never_added_together(empty_core: str) -> None:
    units = """
goal      | period  | kind      | number | name | ha
A1/MFC-HA | 2025-T4 | Comunidad | C-1    | uno  | 100
A1/MFC-HA | 2025-T4 | Comunidad | C-2    | dos  | 50
B1/TDC-HA | 2025-T4 | Comunidad | C-1    | uno  | 70
"""
    goals = "goal | code | line_code\nA1/MFC-HA | R2 | A1\nB1/TDC-HA | R3 | B1\nB1/TDC-HA | R2 | B1"
    indicators = """
code | unit | kind      | hectare          | how             | 2025
R2   | ha   | Comunidad | bajo manejo      | Valor al cierre | 300
R3   | ha   | Comunidad | bajo conservación | Valor al cierre | 140
"""
    quantities = "goal | period | quantity\nA1/MFC-HA | 2025-T4 | 150\nB1/TDC-HA | 2025-T4 | 70"
    built = framework(empty_core, indicators, goals, units, quantities)
    assert (value(built, "R2", "2025-T4"), value(built, "R3", "2025-T4")) == (150, 70)
    assert value(built, "R2", "2025-T4", "progress") == Decimal("0.5")


COUNTED = "code | unit | kind | how | 2025 | 2026\nR5 | comunidad | Comunidad | Acumulado | 4 | 8"
YEARLY = "code | unit | kind | how | 2025 | 2026\nR5 | comunidad | Comunidad | Por año | 4 | 8"
TITLED = """
goal       | period  | kind      | number | name | step
A1/DER-TIT | 2025-T1 | Comunidad | C-1    | uno  | Campo
A1/DER-TIT | 2025-T2 | Comunidad | C-1    | uno  | Inscripción SUNARP
A1/DER-TIT | 2025-T2 | Comunidad | C-2    | dos  | Resolución
B1/DER-TIT | 2025-T3 | Comunidad | c 1    | uno  | Inscripción SUNARP
B1/DER-TIT | 2026-T1 | Comunidad | C-2    | dos  | Inscripción SUNARP
"""
TITLING = "goal | code | line_code\nA1/DER-TIT | R5 | A1\nB1/DER-TIT | R5 | B1"
REACHED = "goal | period | quantity\nA1/DER-TIT | 2025-T2 | 1\nB1/DER-TIT | 2026-T1 | 1"


@pytest.mark.parametrize(
    ("indicators", "expected"),
    [
        (COUNTED, {"2025-T1": None, "2025-T2": 1, "2025-T4": 1, "2026-T1": 2, "2026-T4": 2}),
        (YEARLY, {"2025-T1": None, "2025-T2": 1, "2025-T4": 1, "2026-T1": 1}),
    ],
    ids=["cumulative", "of the year"],
)
def test_only_finished_units_count_and_each_once(empty_core: str, indicators: str, expected: dict[str, Any]) -> None:
    built = framework(empty_core, indicators, TITLING, TITLED, REACHED)
    assert {cutoff: value(built, "R5", cutoff) for cutoff in expected} == expected


def test_a_scale_of_steps_that_changes_is_read_as_of_the_cut_off_and_counts_no_unit_twice(empty_core: str) -> None:
    steps = (
        "step | weight_pct | valid_from\nInscripción SUNARP | 90 | 2025-10-01\nInscripción SUNARP | 100 | 2026-01-01"
    )
    units = (
        "goal | period | kind | number | step | ha\nA1/DER-TIT | 2025-T2 | Comunidad | C-1 | Inscripción SUNARP | 10"
    )
    built = framework(empty_core, COUNTED, TITLING, units, REACHED, steps)
    cutoffs = ("2025-T3", "2025-T4", "2026-T1")
    assert [value(built, "R5", cutoff) for cutoff in cutoffs] == [1, 0, 1]
    assert built.execute("select distinct hectares from framework_unit").fetchall() == [(Decimal(10),)]


def test_a_goal_that_names_no_unit_counts_none_and_says_so(empty_core: str) -> None:
    built = framework(empty_core, COUNTED, TITLING, quantities=REACHED)
    assert [value(built, "R5", "2025-T4", c) for c in ("value", "note", "progress")] == [0, "sin detalle", 0]
    assert value(built, "R5", "2025-T1", "note") == "sin reporte"


SUMMED = "code | unit | how | 2025\nP8 | persona | Acumulado | 100\nP9 | persona | Acumulado | 10"
PEOPLE = "goal | period | quantity\nA1/CON-PER | 2025-T1 | 30\nA1/CON-PER | 2025-T2 | 5\nB1/CON-PER | 2025-T2 | 20"


@pytest.mark.parametrize(
    ("other", "expected"), [("AE4", (55, "", Decimal("0.55"))), ("AE8", (None, "no se suma", None))]
)
def test_goals_are_added_only_where_their_indicator_lets_them(
    empty_core: str, other: str, expected: tuple[Any, ...]
) -> None:
    """Persons trained are not added over actions: the same person may be in both."""
    goals = f"goal | code | line_code | action_code\nA1/CON-PER | P8 | A1 | AE4\nB1/CON-PER | P8 | B1 | {other}"
    built = framework(empty_core, SUMMED, goals, quantities=PEOPLE)
    assert tuple(value(built, "P8", "2025-T2", c) for c in ("value", "note", "progress")) == expected
    assert value(built, "P9", "2025-T2", "note") == "sin metas"


def test_a_goal_that_left_the_plan_keeps_what_it_added_but_no_level(empty_core: str) -> None:
    goals = """
goal       | code | line_code | is_in_force
A1/MFC-DEMA | P2  | A1        | no
B1/MFC-DEMA | P2  | B1        | yes
A1/ILE-PEN | P6   | A1        | no
B1/ILE-PEN | P6   | B1        | yes
"""
    indicators = "code | unit | how | 2025\nP2 | documento | Acumulado | 9\nP6 | alerta | Valor al cierre | 5"
    quantities = """
goal        | period  | quantity
A1/MFC-DEMA | 2025-T1 | 3
B1/MFC-DEMA | 2025-T2 | 2
A1/ILE-PEN  | 2025-T1 | 80
B1/ILE-PEN  | 2025-T2 | 70
"""
    built = framework(empty_core, indicators, goals, quantities=quantities)
    assert (value(built, "P2", "2025-T2"), value(built, "P6", "2025-T2")) == (5, 70)
