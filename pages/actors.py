"""Who acts in the demonstration: people of the reviewed list who send files; signing in comes later."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from etl.people import Person, people
from pages import filters, session
from pages.tables import literal

_SENDERS = ("focal_point", "manager")


@dataclass(frozen=True)
class Actor:
    """One person who sends, with the name shown in the reader's language."""

    person: Person
    name: str

    @property
    def code(self) -> str:
        """The code that the ledger keeps."""
        return self.person.code


def choose() -> Actor:
    """Let whoever tries the demonstration say who they are."""
    words = session.words(__file__)
    senders = {p.code: p for p in people() if p.role in _SENDERS}
    names = {p.code: words(p.role, code=p.code, organisation=p.organisation) for p in senders.values()}
    with st.sidebar:
        code = filters.select(words["actor"], list(senders), names, "usuario")
    # A telephone hides the sidebar: whoever sends must see as whom.
    st.markdown(words("sends_as", name=literal(names[code])))
    return Actor(senders[code], names[code])
