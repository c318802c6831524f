"""The box for a file, with its built-in English sentences replaced by ours."""

from __future__ import annotations

import json

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from reports.words import Words

TYPES = ["xlsx", "csv"]


def choose(words: Words) -> UploadedFile | None:
    """Let the reader choose one file; None until then."""
    st.html(_style(words["uploader_button"], words["uploader_hint"]))
    return st.file_uploader(words["uploader"], type=TYPES, key="file", max_upload_size=5)


def _style(button: str, hint: str) -> str:
    """Return the style that hides what Streamlit writes in English and writes ours instead."""
    box = '[data-testid="stFileUploaderDropzone"]'
    instructions = f'{box} [data-testid="stFileUploaderDropzoneInstructions"]'
    # Once a file is there the box has no instructions and other buttons, which carry only icons.
    first = f"{box}:has([data-testid=stFileUploaderDropzoneInstructions]) button"
    return (
        "<style>"
        f"{instructions} * {{display:none}}"
        f"{instructions}::after {{content:{json.dumps(hint, ensure_ascii=False)}}}"
        f"{first} p {{display:none}}"
        f"{first}::after {{content:{json.dumps(button, ensure_ascii=False)}}}"
        "</style>"
    )
