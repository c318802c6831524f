"""Enviar: download a template, try a file without consequences, then send it and keep the receipt."""

from __future__ import annotations

import hashlib
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from pages import actors, findings, jobs, observed, reads, receipt, sent, session, template, uploader
from pages.actors import Actor

_FAILED = ("rejected", "unreadable", "unknown")
_SENT_IN = "sent_in"


def page() -> None:
    """Draw the page for sending."""
    words = session.words(__file__)
    st.title(words["title"])
    st.write(words["intro"])
    actor = actors.choose()
    template.offer(actor)
    st.header(words["try"])
    file = uploader.choose(words)
    if file:
        _file(file, actor)
    sent.show(actor)


def _file(file: UploadedFile, actor: Actor) -> None:
    """Try the file; once its sender confirms, receive it."""
    words, language = session.words(__file__), session.language()
    job: dict[str, Any] = {"content": file.getvalue(), "name": file.name, "actor": actor.code, "language": language}
    received = ("receive", file.file_id, actor.code)
    if jobs.is_known(received):
        _receive(received, job, actor)
        return
    checked = _check(file.file_id, job)
    if checked and _is_acceptable(checked, job["content"]) and st.button(words["confirm"], type="primary"):
        st.session_state[_SENT_IN] = language
        _receive(received, job, actor)
        st.rerun()


def _check(file_id: str, job: dict[str, Any]) -> dict[str, Any] | None:
    """Return what the file would change, in the reader's language; None while it is not known."""
    words = session.words(__file__)
    key = ("check", file_id, job["actor"], job["language"], reads.version())
    try:
        return jobs.answer(key, words["checking"], action="check", **job)
    except jobs.FailedError:
        _offer_again(words["check_failed"], key)
        return None


def _is_acceptable(checked: dict[str, Any], content: bytes) -> bool:
    """Show what would be taken and say whether there is anything to send."""
    words = session.words(__file__)
    failed = checked["outcome"] in _FAILED
    if failed:
        st.error(words[f"outcome_{checked['outcome']}"])
    findings.counts(checked)
    _findings(checked, content)
    if not failed:
        st.write(words["nothing_kept"])
    return not failed


def _receive(key: tuple[object, ...], job: dict[str, Any], actor: Actor) -> None:
    """Hand the file over and show its receipt; the ledger, not the worker, says whether it was taken."""
    words = session.words(__file__)
    try:
        answer = jobs.answer(key, words["receiving"], action="receive", **job)
    except jobs.FailedError:
        kept = reads.submission_of(hashlib.sha256(job["content"]).hexdigest(), actor.person.scope)
        if kept:
            receipt.show(kept, actor.name, "not_published")
        else:
            _offer_again(words["receive_failed"], key)
        return
    if answer:
        _received(answer, key, job, actor)


def _received(answer: dict[str, Any], key: tuple[object, ...], job: dict[str, Any], actor: Actor) -> None:
    words = session.words(__file__)
    kept = reads.submission(answer["submission"], actor.person.scope) if answer["submission"] else None
    if kept is None:
        st.error(words["not_received"])
    else:
        receipt.show(kept, actor.name, _told(answer, kept))
    findings.counts(answer)
    # The sentences of an answer are in the language it was asked in.
    is_other = st.session_state.get(_SENT_IN, job["language"]) != job["language"]
    told_now = _check(str(key[1]), job) if is_other else answer
    if told_now:
        _findings(told_now, job["content"])


def _findings(answer: dict[str, Any], content: bytes) -> None:
    """Show what was found, and offer the file with it."""
    findings.table(answer["findings"])
    observed.offer(answer["file"], answer["sha256"], lambda: content, answer["findings"])


def _told(answer: dict[str, Any], kept: dict[str, Any]) -> str:
    if answer["outcome"] == "duplicate":
        return "duplicate"
    if not reads.shows(kept):
        return "not_published"
    return "again" if answer["duplicate_of"] else "received"


def _offer_again(sentence: str, key: tuple[object, ...]) -> None:
    st.error(sentence)
    st.button(session.words(__file__)["again"], on_click=jobs.forget, args=(key,))
