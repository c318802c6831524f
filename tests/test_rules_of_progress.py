"""The rules of a progress report across tables: for each, what just breaks it and what just does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.check import check
from etl.recognise import Asked
from reports.workbook import workbook
from warehouse.folder import Folder

# Of the demonstration, 2025-T3 is approved: 2 declarations of Madre de Dios and 9,600 ha of Loreto.
MDD, LOR, AID = "AE2.04-MDD/MFC-DEMA", "AE2.03-LOR/MFC-HA", "AE2.05-AID/CON-PER"
# And 8 of 10 alerts attended to in Loreto, where 85 % are programmed for 2025-T4.
ATE = "AE6.04-LOR/ILE-ATE"
OF = {MDD: "GORE-MADRE-DE-DIOS", LOR: "GORE-LORETO", AID: "AIDESEP", ATE: "GORE-LORETO"}
DOCUMENT = "document_type=Informe;document_number=9;document_date=2025-12-01"
WHOLE = f"situation=Con avance;{DOCUMENT};shortfall_reason=Otro"
# Goal | period | sheet `Avance` beside the usual | sheet `Detalle` | sheet `Rectificaciones` | rule, or `not` a rule
DRAWN = """
MDD | 2025-T3 | quantity=1                                    |   |   | approved_quantity_lowered
MDD | 2025-T3 | quantity=2                                    |   |   | not approved_quantity_lowered
MDD | 2025-T3 | quantity=3                                    |   |   | approved_changed
MDD | 2025-T3 | quantity=2                                    |   |   | not approved_changed
LOR | 2025-T4 | quantity=9599.9999;shortfall_reason=          |   |   | closing_value_lowered
LOR | 2025-T4 | quantity=9600;shortfall_reason=               |   |   | not closing_value_lowered
LOR | 2025-T4 | quantity=9599.9999;shortfall_reason=;comment=Incendio | | | not closing_value_lowered
ATE | 2025-T4 | numerator=79;denominator=100;shortfall_reason= |  |   | closing_value_lowered
ATE | 2025-T4 | numerator=4;denominator=5;shortfall_reason=   |   |   | not closing_value_lowered
ATE | 2025-T4 | numerator=7;denominator=10                    |   |   | not closing_value_lowered
MDD | 2025-T4 | quantity=3;document_date=                     |   |   | document_incomplete
MDD | 2025-T4 | quantity=3;document_number=                   |   |   | document_incomplete
MDD | 2025-T4 | quantity=3;document_type=                     |   |   | document_incomplete
MDD | 2025-T4 | quantity=0;document_type=;document_number=    |   |   | not document_incomplete
MDD | 2025-T4 | quantity=3;document_type=Pendiente;document_number=;document_date= | | | not document_incomplete
MDD | 2025-T4 | quantity=3;document_date=2026-01-01           |   |   | document_after_period
MDD | 2025-T4 | quantity=3;document_date=2025-12-31           |   |   | not document_after_period
MDD | 2025-T4 | quantity=3;shortfall_reason=                  |   |   | shortfall_without_reason
MDD | 2025-T4 | quantity=4;shortfall_reason=                  |   |   | not shortfall_without_reason
MDD | 2025-T4 | quantity=3                                    |   |   | not shortfall_without_reason
ATE | 2025-T4 | numerator=764;denominator=1000;shortfall_reason= | | | shortfall_without_reason
ATE | 2025-T4 | numerator=765;denominator=1000;shortfall_reason= | | | not shortfall_without_reason
MDD | 2025-T4 | quantity=3;situation=Sin avance               |   |   | situation_contradicts
MDD | 2025-T4 | quantity=0;situation=Sin avance               |   |   | not situation_contradicts
AID | 2025-T4 | quantity=9                                    |   |   | disaggregation_missing
AID | 2025-T4 | quantity=9;sex_unknown=9                      |   |   | not disaggregation_missing
MDD | 2025-T4 | quantity=3;milestone=CTCUM                    |   |   | milestone_of_another_goal
MDD | 2025-T4 | quantity=3                                    |   |   | not milestone_of_another_goal
MDD | 2025-T4 | quantity=2 | unit_kind=Contrato;unit_number=C-1;hectares=0        | | contract_without_hectares
MDD | 2025-T4 | quantity=2 | unit_kind=Contrato;unit_number=C-1;hectares=         | | contract_without_hectares
MDD | 2025-T4 | quantity=2 | unit_kind=Contrato;unit_number=C-1;hectares=100      | | not contract_without_hectares
MDD | 2025-T4 | quantity=2 | unit_kind=Contrato;unit_number=C-1;hectares=100.0001 | | hectares_per_contract
MDD | 2025-T4 | quantity=2 | unit_kind=Contrato;unit_number=C-1;hectares=100      | | not hectares_per_contract
MDD | 2025-T4 | quantity=2 | unit_kind=Contrato;unit_number=C-1;hectares=9        | | detail_differs
MDD | 2025-T4 | quantity=1 | unit_kind=Contrato;unit_number=C-1;hectares=9        | | not detail_differs
LOR | 2025-T4 | quantity=9700 | unit_kind=Comunidad;unit_number=C-1;hectares=9700 | | not detail_differs
LOR | 2025-T4 | quantity=9700 | unit_kind=Comunidad;unit_number=C-1;hectares=9699.9999 | | detail_differs
AID | 2025-T4 | quantity=9;women=9 | unit_kind=Evento;unit_number=E;unit_women=8  | | detail_differs
AID | 2025-T4 | quantity=9;women=9 | unit_kind=Evento;unit_number=E;unit_women=9  | | not detail_differs
AID | 2025-T4 | quantity=9;women=9 | unit_kind=Evento;unit_number=E;unit_women=8.5 | | fractional_units
MDD | 2025-T4 | | unit_kind=Contrato;unit_number=C-1;hectares=9                   | | detail_without_goal
MDD | 2025-T4 | | goal_id=AE9/X;unit_kind=Contrato;unit_number=C-1;hectares=9     | | goal_not_in_plan
MDD | 2025-T4 | | | corrected_period=2025-T3;action=informar;corrected_value=1      | not goal_not_in_plan
MDD | 2025-T4 | | | corrected_period=2025-T3;action=informar;corrected_value=1      | not regularization
MDD | 2026-T1 | | | corrected_period=2025-T4;action=informar;corrected_value=1      | regularization
MDD | 2026-T1 | | | corrected_period=2025-T4;action=anular                          | nothing_to_withdraw
MDD | 2026-T1 | | | corrected_period=2025-T3;action=anular                          | not nothing_to_withdraw
MDD | 2026-T1 | | | corrected_period=2025-T3;action=anular;corrected_value=1        | withdrawn_with_value
MDD | 2026-T1 | | | corrected_period=2025-T3;action=informar                        | corrected_value_missing
MDD | 2026-T1 | | | corrected_period=2025-T3;action=informar;corrected_value=0      | not corrected_value_missing
"""
OF_UNITS = ("contract_without_hectares", "hectares_per_contract", "fractional_units")
CASES = [[cell.strip() for cell in line.split("|")] for line in DRAWN.strip().splitlines()]


def typed(text: str, **usual: str) -> list[dict[str, str]]:
    """Return the row that text draws over the usual one; no row for no text."""
    return [usual | dict(pair.split("=") for pair in text.split(";"))] if text else []


@pytest.mark.parametrize(
    ("goal", "period", "progress", "detail", "correction", "rule"),
    CASES,
    ids=[f"{c[5]}: {c[2] or c[3] or c[4]}" for c in CASES],
)
def test_a_report_breaks_the_rule_or_does_not(
    loaded: Path, goal: str, period: str, progress: str, detail: str, correction: str, rule: str
) -> None:
    named = {"MDD": MDD, "LOR": LOR, "AID": AID, "ATE": ATE}[goal]
    usual = dict(pair.split("=") for pair in WHOLE.split(";")) | {"goal_id": named}
    filled = {
        "Avance": typed(progress, **usual),
        "Detalle": typed(detail, goal_id=named, unit_name="Nombre"),
        "Rectificaciones": typed(correction, goal_id=named, reason="Error de tipeo"),
    }
    folder = Folder(loaded)  # a check writes nothing
    content = workbook(folder, "physical_progress", OF[named], period, filled=filled)
    found = {f.rule: f for f in check(folder, "r.xlsx", content, Asked()).findings}
    assert (rule.removeprefix("not ") in found) is not rule.startswith("not ")
    if rule in found:
        finding = found[rule]
        assert finding.cell
        assert finding.sheet == ("Detalle" if rule in OF_UNITS else "Avance" if progress else finding.sheet)
        for language in ("es", "en"):
            assert "{" not in finding.message(language)
