"""The briefing picture: a view as a page for people who decide, drawn without browser and network.

compose.py decides what stands on the page, layout.py where it fits, draw.py draws it, files.py writes it.
"""

from __future__ import annotations

from dashboard.picture.compose import Picture, compose
from dashboard.picture.draw import SIZES
from dashboard.picture.files import ENDINGS, encode, write

__all__ = ["ENDINGS", "SIZES", "Picture", "compose", "encode", "write"]
