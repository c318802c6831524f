"""The box for a file, with its built-in English sentences replaced by ours."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from pages.frame import quoted
from reports.words import Words

TYPES = ["xlsx", "csv"]
_BOX = '[data-testid="stFileUploaderDropzone"]'
_INSTRUCTIONS = f'{_BOX} [data-testid="stFileUploaderDropzoneInstructions"]'
# Once a file is there the box has no instructions and other buttons, which carry only icons.
_FIRST_BUTTON = f"{_BOX}:has([data-testid=stFileUploaderDropzoneInstructions]) button"
_REFUSED = f'{_BOX}:has([aria-invalid="true"])'
_ENGLISH_ERROR = f'{_BOX} [role="alert"], [data-testid="stTooltipErrorContent"]'


def choose(words: Words) -> UploadedFile | None:
    """Let the reader choose one file; None until then."""
    st.html(_style(words))
    return st.file_uploader(words["uploader"], type=TYPES, key="file", max_upload_size=5)


def _style(words: Words) -> str:
    """Return the style that hides what Streamlit writes in English and writes ours instead."""
    return (
        "<style>"
        f"{_INSTRUCTIONS} * {{display:none}}"
        f"{_INSTRUCTIONS}::after {{content:{quoted(words['uploader_hint'])}}}"
        f"{_FIRST_BUTTON} p {{display:none}}"
        f"{_FIRST_BUTTON}::after {{content:{quoted(words['uploader_button'])}}}"
        f"{_ENGLISH_ERROR} {{display:none}}"
        f"{_REFUSED} {{flex-wrap:wrap}}"
        f"{_REFUSED}::after {{flex-basis:100%;font-weight:600;content:{quoted(words['uploader_refused'])}}}"
        "</style>"
    )
