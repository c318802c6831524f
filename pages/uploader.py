"""The box for a file, with its built-in English sentences replaced by ours."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from pages.frame import quoted
from reports.words import Words

TYPES = ["xlsx", "csv"]
_KEY, _HELD, _ADDRESS = "file", "file_held", "archivo"
_BOX = '[data-testid="stFileUploaderDropzone"]'
_INSTRUCTIONS = f'{_BOX} [data-testid="stFileUploaderDropzoneInstructions"]'
# Once a file is there the box has no instructions and other buttons, which carry only icons.
_FIRST_BUTTON = f"{_BOX}:has([data-testid=stFileUploaderDropzoneInstructions]) button"
_REFUSED = f'{_BOX}:has([aria-invalid="true"])'
_ENGLISH_ERROR = f'{_BOX} [role="alert"], [data-testid="stTooltipErrorContent"]'


def choose(words: Words) -> UploadedFile | None:
    """Let the reader choose one file; None until then."""
    st.html(_style(words))
    file = st.file_uploader(words["uploader"], type=TYPES, key=_KEY, max_upload_size=5)
    if file:
        st.session_state[_HELD] = True
        st.query_params[_ADDRESS] = "1"
    elif _ADDRESS in st.query_params:
        if st.session_state.get(_HELD):
            del st.query_params[_ADDRESS]
        else:
            # The address says a file was chosen, and this session never had it: the server or the page restarted.
            st.info(words["uploader_lost"])
    return file


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
