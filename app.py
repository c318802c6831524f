"""The script Streamlit runs for every reader and every click: language, navigation, then the chosen page."""

import streamlit as st

from pages import frame, registry, session


def main() -> None:
    """Draw what every page shares, then the page."""
    words = session.choose_language()
    frame.dress(words)
    chosen = st.navigation(list(registry.pages(session.language()).values()))
    st.set_page_config(page_title=words("title", page=chosen.title), layout="wide")
    if session.folder().is_demonstration:
        st.warning(words["demonstration"])
    chosen.run()


if __name__ == "__main__":
    main()
