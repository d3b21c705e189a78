"""The map's frame: the only module that imports folium, which gets constants and one base64 word.

folium renders what it is given a second time as a template, and its frame shares the page's origin: words of
an article must never reach it. The map fetches them itself as JSON (geo/layers.py) and draws them as text.
The state travels as base64 of JSON, an alphabet in which neither a template nor markup can be written: with
the frame itself, and on its own in the page's markup, where the frame finds the newer one. So a move need not
make and send the frame again.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template
from streamlit_folium import st_folium

from dashboard import serve

KEY = "map"
HEIGHT = 700  # pixels until the page's style sheet says otherwise
#: From the frame's own address, /component/streamlit_folium.st_folium/index.html, to our routes.
ROOT = "../.."


def _asset(name: str) -> str:
    return f"{ROOT}/map/{name}?v={serve.asset_version()}"


def word(state: Mapping[str, Any]) -> str:
    """A state as it travels, without what is None."""
    given = {name: value for name, value in state.items() if value is not None}
    text = json.dumps(given, allow_nan=False, separators=(",", ":"))
    return base64.b64encode(text.encode("ascii")).decode("ascii")


class _State(MacroElement):
    """Hand the view one state. streamlit-folium asks for a variable of this element's name, a layer."""

    _template = Template(
        """{% macro script(this, kwargs) -%}
        var {{ this.get_name() }} = ClaimsFrame.show("{{ this.word }}");
        {%- endmacro %}"""
    )

    def __init__(self, state: Mapping[str, Any]) -> None:
        super().__init__()
        self._name = "feature_group"
        self.word = word(state)


@cache
def _offline() -> type[folium.Map]:
    """A kind of map with nothing from outside, its template read once.

    All of it goes over the wire at each run, so the frame's own code makes the map.
    """

    class OfflineMap(folium.Map):
        default_js = (("view_code", _asset("view.js")),)
        default_css = (("view_style", _asset("view.css")),)
        base, world = _asset("basemap.json"), _asset("world.json")
        _template = Template(
            """{% macro html(this, kwargs) -%}
            <div class="folium-map" id={{ this.get_name()|tojson }} ></div>
            {%- endmacro %}{% macro script(this, kwargs) -%}
        var {{ this.get_name() }} = ClaimsFrame.start({{ this.get_name()|tojson }}, {{ this.base|tojson }},
            {{ this.world|tojson }});
            {%- endmacro %}"""
        )

    return OfflineMap


def show(state: Mapping[str, Any], on_change: Callable[[], None]) -> None:
    """Put the map on the page in this state; `on_change` runs when the reader changed something in it.

    The map is made anew each run, as a shared one loses its frame.
    """
    st_folium(
        _offline()(tiles=None),
        key=f"{KEY}-{serve.asset_version()}",
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=[_State(state)],
        on_change=on_change,
    )


def message(session: Mapping[str, Any]) -> dict[str, Any]:
    """What the reader last changed in the map: {epoch, seq, day?, place?}, {} when nothing."""
    value = session.get(f"{KEY}-{serve.asset_version()}")
    return dict(value) if isinstance(value, dict) and "seq" in value else {}
