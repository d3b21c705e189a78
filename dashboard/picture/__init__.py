"""The briefing picture: a view as a page for people who decide, drawn without browser and network.

compose.py decides what stands on the page, layout.py where it fits; draw.py draws it with legend.py,
mapdraw.py and marks.py in the looks of paper.py; files.py and sequence.py write it.
"""

from __future__ import annotations

from dashboard.picture.compose import Picture, compose
from dashboard.picture.files import ENDINGS, encode, write
from dashboard.picture.paper import SIZES

__all__ = ["ENDINGS", "SIZES", "Picture", "compose", "encode", "write"]
