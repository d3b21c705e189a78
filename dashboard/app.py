"""Start the dashboard: `streamlit run dashboard/app.py`.

Streamlit imports this file to find the web application (`app`, which adds our own routes), and runs it as a
script for each reader (`__main__`). It puts only this folder on the import path, so the root is added.
"""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

ROOT = str(Path(__file__).resolve().parent.parent)
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

if __name__ == "__main__":
    from dashboard import page

    page.render()
else:
    from starlette.middleware import Middleware

    from dashboard import serve
    from dashboard.guard import Guard

    app = st.App(
        Path(__file__), routes=serve.routes(), middleware=[Middleware(Guard)], lifespan=serve.lifespan
    )
