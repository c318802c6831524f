"""What an organisation has sent so far, with the state each submission has in the ledger now."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from pages import progress, reads, session, tables
from pages.actors import Actor
from pages.tables import Row
from reports import numbers


def show(actor: Actor) -> None:
    """Draw the submissions this person may see, the latest first."""
    words = session.words(__file__)
    st.header(words["title"])
    rows = reads.submissions(actor.person.scope)
    if not rows:
        st.info(words["none"])
        return
    tables.show(rows, columns(), alt=words["title"])


def columns() -> tables.Columns:
    """Return the columns of a table of submissions."""
    words = session.words(__file__)
    return {
        words["received_at"]: _received_at,
        words["organisation"]: progress.text("organisation"),
        words["period"]: progress.text("period"),
        words["version"]: progress.text("version"),
        words["state"]: progress.state,
        words["file"]: progress.text("file"),
        words["submission"]: progress.text("submission"),
        words["reason"]: progress.text("reason"),
    }


def _received_at(row: Row) -> str:
    return numbers.instant(datetime.fromisoformat(row["received_at"]), session.language())
