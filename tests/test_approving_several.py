"""Several submissions approved at one sitting are decided like one after another, and published once."""

from __future__ import annotations

from pathlib import Path

import pytest
from accounts import FINANCE, SUBAGREEMENT, ask, begin, disburse, present, transfer, voucher
from click.testing import CliRunner

import cli
from etl import publish
from etl.review import approve_all
from warehouse.folder import Folder
from warehouse.ledger import RefusalError


@pytest.fixture
def waiting(tmp_path: Path) -> tuple[Folder, list[str]]:
    folder = Folder(tmp_path / "data")
    begin(folder)
    disburse(folder, "2025-T3", transfer("D-1", "2025-07-10", "100000.00", "375000.00", "3.75"))
    sent = [present(folder, "2025-T3", "275000.00", voucher("F1", "100000.00"))]
    sent.append(present(folder, "2025-T4", "0.00"))
    return folder, [str(taken.submission) for taken in sent]


def test_the_command_approves_each_it_is_given(
    waiting: tuple[Folder, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, sent = waiting
    monkeypatch.setenv("JSI_DATA", str(folder.root))
    built: list[object] = []
    monkeypatch.setattr("etl.review.publish_after", lambda there: built.append(publish.publish(there)))
    answer = CliRunner().invoke(cli.jsi, ["approve", sent[0], "--as", FINANCE])
    assert answer.exit_code == 0, answer.output
    assert sent[0] in answer.output
    assert len(built) == 1
    rows = ask(folder, "settlement_expenses", subagreement=SUBAGREEMENT, period="2025-T3", most=None, before=0)
    assert [row["expense_id"] for row in rows]


def test_what_was_approved_before_one_is_refused_stays_and_is_published(waiting: tuple[Folder, list[str]]) -> None:
    folder, sent = waiting
    with pytest.raises(RefusalError, match="new_error_on_approval"):
        # the second quarter began with what the first, not yet approved then, ended with: 0.00 is not 275,000.00
        approve_all(folder, sent, actor=FINANCE)
    states = {row["submission_id"]: row["state"] for row in ask(folder, "submission_states")}
    assert (states[sent[0]], states[sent[1]]) == ("Conforme", "Enviado")
