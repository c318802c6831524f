"""The ledger: append-only, chained, and refusing what a person may not do."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from warehouse.ledger import Ledger, RefusalError, open_ledger

AT = datetime(2025, 10, 3, 15, 0, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")


def _send(ledger: Ledger, who: str = "ana", submission: str = "s1") -> None:
    ledger.append(at=AT, actor=who, kind="received", submission_id=submission, payload={"rows": 3})


def test_events_are_numbered_and_chained(ledger: Ledger) -> None:
    _send(ledger)
    _send(ledger, submission="s2")
    first, second = ledger.events()
    assert (first.sequence, second.sequence) == (1, 2)
    assert second.previous_hash == first.hash
    assert ledger.broken_links() == []


def test_the_author_may_not_approve(ledger: Ledger) -> None:
    _send(ledger, who="ana")
    with pytest.raises(RefusalError, match="author_is_not_approver"):
        ledger.append(at=AT, actor="ana", kind="approved", submission_id="s1", payload={})
    assert len(ledger.events()) == 1


def test_an_event_can_be_neither_changed_nor_deleted(ledger: Ledger, tmp_path: Path) -> None:
    _send(ledger)
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    for statement in ("update event set actor = 'eva'", "delete from event"):
        with pytest.raises(sa.exc.IntegrityError, match="append-only"), engine.begin() as connection:
            connection.execute(sa.text(statement))


def test_tampering_past_the_guards_breaks_the_chain(ledger: Ledger, tmp_path: Path) -> None:
    _send(ledger)
    _send(ledger, submission="s2")
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    with engine.begin() as connection:
        connection.execute(sa.text("drop trigger event_no_update"))
        connection.execute(sa.text("update event set actor = 'eva' where sequence = 1"))
    assert 1 in ledger.broken_links()


def test_a_refused_act_leaves_no_event(ledger: Ledger) -> None:
    def never(_events: object) -> None:
        raise RefusalError("already_decided")

    with pytest.raises(RefusalError):
        ledger.append(at=AT, actor="ana", kind="approved", submission_id="s1", payload={}, allowed=never)
    assert ledger.events() == []
