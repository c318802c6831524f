"""Enviar: download a template, try a file without consequences, then send it and keep the receipt."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages import findings, jobs, reads, receipt, session, template, uploader

_FAILED = ("rejected", "unreadable", "unknown")


def page() -> None:
    """Draw the page for sending."""
    words = session.words(__file__)
    st.title(words["title"])
    st.write(words["intro"])
    actor = _actor()
    template.offer(actor)
    st.header(words["try"])
    file = uploader.choose(words)
    if file is None or actor is None:
        return
    content, name = file.getvalue(), file.name
    job = {"content": content, "name": name, "actor": actor["user_code"], "language": session.language()}
    sent = ("receive", file.file_id, actor["user_code"])
    if jobs.is_known(sent):
        received = jobs.answer(sent, words["receiving"], action="receive", **job)
        if received:
            _received(received, actor)
        return
    tried = ("check", file.file_id, actor["user_code"], session.language(), reads.version())
    checked = jobs.answer(tried, words["checking"], action="check", **job)
    if checked and _is_acceptable(checked) and st.button(words["confirm"], type="primary"):
        jobs.answer(sent, words["receiving"], action="receive", **job)
        st.rerun()


def _actor() -> dict[str, Any] | None:
    """Let whoever tries the demonstration say who they are; people sign in only later."""
    words = session.words(__file__)
    senders = reads.ask("senders").to_dicts() if reads.version() else []
    if not senders:
        st.info(words["no_senders"])
        return None
    by_code = {row["user_code"]: row for row in senders}
    with st.sidebar:
        code = st.selectbox(
            words["actor"],
            list(by_code),
            format_func=lambda c: words("actor_of", **by_code[c]),
            key="actor",
            persist_state="session",
            filter_mode=None,
        )
    return by_code[code]


def _is_acceptable(checked: dict[str, Any]) -> bool:
    """Show what would be taken and say whether there is anything to send."""
    words = session.words(__file__)
    failed = checked["outcome"] in _FAILED
    findings.counts(checked)
    if failed:
        st.error(words[f"outcome_{checked['outcome']}"])
    findings.table(checked["findings"])
    if not failed:
        st.write(words["nothing_kept"])
    return not failed


def _received(received: dict[str, Any], actor: dict[str, Any]) -> None:
    words = session.words(__file__)
    if received["submission"] is None:
        st.error(words["not_received"])
    else:
        receipt.show(received, actor)
    findings.counts(received)
    findings.table(received["findings"])
