"""The page's address: what it asks for, how it follows the view, when the reader went back in the history."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.state import FILTER_PARAMS, View, to_params

SCRIPT = (Path(__file__).parent / "address.js").read_text(encoding="utf-8")


def asked() -> dict[str, str | list[str]]:
    """The page's address as `to_params` writes it: a list for what may be given more than once."""
    given = {name: st.query_params.get_all(name) for name in st.query_params}
    lists = set(FILTER_PARAMS.values())
    return {name: values if name in lists else values[-1] for name, values in given.items() if values}


def gone_back() -> bool:
    """Whether this run was asked for by Back, Forward or a link of the page, so that the address leads."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def query(params: dict[str, str | list[str]]) -> str:
    """Parameters as the end of an address: "?...", in letters, digits and `%&=+._~-` only."""
    return "?" + urlencode(params, doseq=True)


def keep(view: View) -> None:
    """Put the script of the address on the page; it starts from the first view of the session.

    Our own code and one percent-encoded address: no word of an article can act in it.
    """
    first = st.session_state.setdefault("first_address", query(to_params(view)))
    code = SCRIPT.replace("FIRST", json.dumps(first))
    st.html(f"<script>{code}</script>", unsafe_allow_javascript=True)


def write(view: View) -> None:
    """Let the address follow the view. The script writes the first one, without an entry of its own."""
    params = to_params(view)
    if st.session_state.setdefault("address_kept", False) and asked() != params:
        st.query_params.from_dict(params)
    st.session_state.address_kept = True
