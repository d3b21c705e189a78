"""Controls of the page: one view that owns what is shown, and widgets that follow it.

The view in the session is the only owner. A control is given the view's value at each run (`hold`), says what
the reader changed (`change`), and is renewed when something else changed what it shows (`renew`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st


def change(**changes: Any) -> None:
    """Change the view; the only place that does."""
    st.session_state.view = replace(st.session_state.view, **changes)


def control_key(name: str) -> str:
    """Name of a control in the session; a new one after each `renew`."""
    turn = st.session_state.get(f"{name}_turn", 0)
    return f"{name}-{turn}" if turn else name


def renew(*names: str) -> None:
    """Forget what the browser still believes of controls whose value was changed elsewhere.

    The browser sends every control's value with every message. One that it sent before it had heard of the
    change would otherwise look like the reader's choice, and undo it.
    """
    for name in names:
        st.session_state[f"{name}_turn"] = st.session_state.get(f"{name}_turn", 0) + 1


def if_now(name: str, key: str, follow: Callable[[], None]) -> None:
    """Follow a change of a control unless the control has been renewed since: then it is old news."""
    if key == control_key(name):
        follow()


def drawer(label: str, key: str, draw: Callable[[], None], *, disabled: str = "") -> None:
    """A button that opens a box; what is in it is made only while it is open, so that no move pays for it.

    `disabled` says why it cannot be opened now, "" where it can.
    """
    about = {"disabled": bool(disabled), "help": disabled or None}
    box = st.popover(label, width="content", key=key, on_change="rerun", **about)
    st.session_state.setdefault("drawers", set()).add(key)
    if box.open:
        with box:
            draw()


def open_drawers() -> bool:
    """Whether any box is open, whose content follows the view."""
    return any(st.session_state.get(key) for key in st.session_state.get("drawers", ()))


def hold(name: str, value: Any) -> str:
    """Give a control the view's value, and its key; untouched where it has it, so that no move is undone."""
    key = control_key(name)
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return key


def choose(place: str, *others: str) -> None:
    """Choose a place, and renew the other controls that show which one is chosen."""
    change(place=place, claim="")
    renew(*others)
