"""Several files received in one go are checked and acknowledged one after another, and published once."""

from __future__ import annotations

from pathlib import Path

import pytest
from acts import CSV, is_current, kinds

import etl.receive
from content.filled import published
from etl.receive import Sending, receive_all
from etl.recognise import Asked
from warehouse.folder import Folder
from warehouse.ledger import RefusalError

RATES = published(("exchange_rates", "PROFONANPE", "2025-11-30"))


def loss(vintage: str, actor: str = "geobosques") -> Sending:
    return Sending(f"{vintage}.csv", CSV.format(ha="11588.49").replace("2023", vintage).encode(), actor)


def rates() -> Sending:
    assert RATES is not None
    asked = Asked("exchange_rates", "PROFONANPE", "2025-11-30")
    return Sending(RATES.name, RATES.read_bytes(), "contabilidad", asked)


def test_only_a_second_file_of_one_organisation_waits_for_the_first_to_be_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, did = Folder(tmp_path / "data"), list[str]()
    for name in ("catch_up", "publish_after"):
        act = getattr(etl.receive, name)
        monkeypatch.setattr(etl.receive, name, lambda there, name=name, act=act: (did.append(name), act(there)))

    def sendings():
        for sending in (loss("2023"), rates(), loss("2024")):
            did.append(sending.actor)
            yield sending

    taken = receive_all(folder, sendings())
    assert did == [
        "geobosques", "catch_up", "contabilidad", "geobosques", "catch_up", "publish_after",
    ]  # fmt: skip
    assert [checked.outcome for checked in taken] == ["accepted"] * 3
    assert kinds(folder) == ["received"] * 3
    assert is_current(folder)


def test_what_was_received_before_one_is_refused_stays_and_is_published(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "data")
    with pytest.raises(RefusalError, match="unknown_user"):
        receive_all(folder, [rates(), loss("2023", actor="nadie"), loss("2024")])
    assert kinds(folder) == ["received"]
    assert is_current(folder)


def test_a_file_that_cannot_be_read_acknowledges_nothing(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "data")
    [refused, taken] = receive_all(folder, [Sending("vacio.xlsx", b"", "geobosques"), rates()])
    assert (refused.submission, taken.outcome) == (None, "accepted")
    assert kinds(folder) == ["received"]
