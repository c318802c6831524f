"""Each agreement says what rate an expense in another currency takes; what it took stays with it, to the cell."""

from __future__ import annotations

import shutil
from decimal import Decimal

import pytest
from accounts import SUBAGREEMENT, ask, begin, disburse, present, presented, rules_of, transfer, voucher

from etl.receive import receive
from etl.review import approve
from warehouse import reference
from warehouse.folder import Folder
from warehouse.read import Reader
from warehouse.scope import Scope

D = Decimal
RATES = """Date,Rate,Currency,Frequency,Source,Country code,Country
2025-07-31,3.60,PEN,M,IMF,PE,Peru
2025-08-15,3.50,PEN,M,IMF,PE,Peru
2025-08-31,3.55,PEN,M,IMF,PE,Peru
"""
# Of PEN 70,500 on 20 August: the rate it takes, what it is worth, and how many cells that rate is in.
POLICIES = {
    "tasa del desembolso": (D("18800.00"), 1),
    "fecha de operación": (D("20142.86"), 1),
    "promedio mensual": (D("20000.00"), 2),
}


@pytest.fixture(scope="module", params=POLICIES)
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """A folder where the agreement has that policy, with published rates, a transfer at 3.75 and an expense."""
    root = tmp_path_factory.mktemp("policy")
    shutil.copytree(reference.REFERENCE, root / "reference")
    path = root / "reference" / "agreement_parameter.csv"
    path.write_text(path.read_text("utf-8").replace(",tasa del desembolso,", f",{request.param},"), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reference, "REFERENCE", root / "reference")
        folder = Folder(root / "data")
        begin(folder)
        sent = receive(folder, "fmi.csv", RATES.encode(), actor="contabilidad")
        approve(folder, str(sent.submission), actor="gestor.financiero")
        disburse(folder, "2025-T3", transfer("D-1", "2025-07-10", "100000.00", "375000.00", "3.75"))
        presented(folder, "2025-T3", "304500.00", voucher("F1", "70500.00", "2025-08-20"))
        yield request.param, folder


def test_an_expense_takes_the_rate_its_agreement_says(kept: tuple[str, Folder]) -> None:
    policy, folder = kept
    [row] = ask(folder, "settlement_expenses", subagreement=SUBAGREEMENT, period="2025-T3", most=None, before=0)
    worth, cells = POLICIES[policy]
    assert (row["rate_used"], row["plan_amount"], len(row["rate_facts"])) == (policy, worth, cells)


def test_the_rate_opens_down_to_its_cells(kept: tuple[str, Folder]) -> None:
    policy, folder = kept
    [row] = ask(folder, "settlement_expenses", subagreement=SUBAGREEMENT, period="2025-T3", most=None, before=0)
    places = [ask(folder, "fact_place", fact_id=fact)[0] for fact in row["rate_facts"]]
    if policy == "tasa del desembolso":
        assert [place["value"] for place in places] == [D("100000.00")]
    else:
        rates = sum(D(place["rate"]) for place in places) / len(places)
        assert rates == {"fecha de operación": D("3.5"), "promedio mensual": D("3.525")}[policy]


def test_the_exchange_difference_stands_apart_where_the_disbursement_gave_the_rate(kept: tuple[str, Folder]) -> None:
    policy, folder = kept
    [row] = ask(folder, "advances", phase="F2", cutoff="2025-T3", today="2026-02-01", holidays=[])
    is_booked = policy == "tasa del desembolso"
    assert row["exchange_difference"] == (D("1342.86") if is_booked else None)
    assert (row["compared"], row["booked"]) == ((1, 1) if is_booked else (0, 0))
    assert row["balance"] == D("375000.00")


def test_the_exchange_difference_opens_to_its_voucher_its_transfer_and_its_rate(kept: tuple[str, Folder]) -> None:
    policy, folder = kept
    asked = {"phase": "F2", "cutoff": "2025-T3", "subagreement": SUBAGREEMENT}
    rows = ask(folder, "difference_facts", **asked)
    assert Reader(folder).ask("difference_facts", Scope(("GORE-LORETO",)), **asked).is_empty()
    if policy != "tasa del desembolso":
        assert rows == []
        return
    [row] = rows
    assert (row["amount"], row["plan_amount"], row["daily_rate"]) == (D("70500.00"), D("18800.00"), D("3.5"))
    assert row["exchange_difference"] == D("1342.86")
    opened = [ask(folder, "fact_place", fact_id=fact)[0] for fact in (row["fact_id"], *row["rate_facts"])]
    assert [place["value"] or D(place["rate"]) for place in opened] == [D("70500.00"), D("100000.00"), D("3.5")]


def test_an_expense_without_such_a_rate_is_told(kept: tuple[str, Folder]) -> None:
    policy, folder = kept
    # in September nothing was published: the last rate of August serves a day, but is no mean of September
    september = present(folder, "2025-T3", "274500.00", voucher("F2", "30000.00", "2025-09-10"))
    told = {"promedio mensual": ["L7"]}.get(policy)
    assert rules_of(september).get("currency_without_rate") == told
