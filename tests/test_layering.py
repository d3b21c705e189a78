"""Who may import whom, read from the source: `geo` is free of the dashboard, folium is in one module."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GEO = sorted((ROOT / "geo").rglob("*.py"))
DASHBOARD = sorted((ROOT / "dashboard").rglob("*.py"))
KEPT_OUT_OF_GEO = {"streamlit", "folium", "streamlit_folium", "branca", "dashboard"}
MAP_LIBRARIES = {"folium", "branca"}


def imported(path: Path) -> Iterator[str]:
    """Top-level names of the modules that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("path", GEO, ids=lambda path: path.name)
def test_geo_imports_neither_the_dashboard_nor_its_libraries(path: Path) -> None:
    assert not KEPT_OUT_OF_GEO & set(imported(path))


def test_folium_is_imported_by_one_module_only() -> None:
    """What reaches folium is rendered as a template; the wall is one module wide."""
    importers = [path.name for path in DASHBOARD if MAP_LIBRARIES & set(imported(path))]

    assert len(importers) <= 1


def test_the_walk_sees_imports_wherever_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text("def f():\n    import folium.plugins\n    from streamlit.web import cli\n")

    assert set(imported(path)) == {"folium", "streamlit"}
