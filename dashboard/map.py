"""The map's frame: the only module that imports folium, which gets constants and one base64 word.

folium renders what it is given a second time as a template, and its frame shares the page's origin: words of
an article must never reach it. The map fetches them itself as JSON (geo/layers.py) and draws them as text.
The state travels as base64 of JSON, an alphabet in which neither a template nor markup can be written.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
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


class _Start(MacroElement):
    """Attach the view to the map; a constant.

    Streamlit's component library adds a style element with the theme to the frame at each run and removes
    none: `keepLastTheme` does, or two hundred moves would leave two hundred of them.
    """

    _template = Template(
        """{% macro script(this, kwargs) %}
        window.claimsMap = ClaimsMap.attach({{ this._parent.get_name() }}, {
          baseUrl: "{{ this.base }}",
          dataUrl: (name) => "{{ this.root }}/claims/" + encodeURIComponent(name) + ".json",
          onChange: (message) => window.Streamlit.setComponentValue(message),
        });
        window.keepLastTheme = () => [...document.head.querySelectorAll("style")]
          .filter((style) => style.textContent.includes("--primary-color")).slice(0, -1)
          .forEach((style) => style.remove());
        {% endmacro %}"""
    )

    def __init__(self) -> None:
        super().__init__()
        self._name = "ClaimsStart"
        self.base, self.root = _asset("basemap.json"), ROOT


class _State(MacroElement):
    """Hand the view one state."""

    _template = Template(
        """{% macro script(this, kwargs) %}
        window.feature_group = [];
        window.keepLastTheme();
        window.claimsMap.setState(JSON.parse(atob("{{ this.word }}")));
        {% endmacro %}"""
    )

    def __init__(self, state: Mapping[str, Any]) -> None:
        super().__init__()
        self._name = "ClaimsState"
        self.word = base64.b64encode(json.dumps(state, allow_nan=False).encode("ascii")).decode("ascii")


def _map() -> folium.Map:
    """A map with nothing from outside: made anew each run, as a shared one loses its frame."""

    class OfflineMap(folium.Map):
        default_js = (("leaflet_code", _asset("leaflet.js")), ("view_code", _asset("map.js")))
        default_css = (("leaflet_style", _asset("leaflet.css")), ("view_style", _asset("map.css")))

    made = OfflineMap(
        location=(30, 20),
        zoom_start=3,
        tiles=None,
        zoom_control=True,
        min_zoom=2,
        max_zoom=13,
        max_bounds=False,
        zoom_animation=False,
        fade_animation=False,
        zoom_snap=0.5,
        world_copy_jump=False,
    )
    made.add_child(_Start())
    return made


def show(state: Mapping[str, Any], on_change: Callable[[], None]) -> None:
    """Put the map on the page in this state; `on_change` runs when the reader changed something in it."""
    group = folium.FeatureGroup()
    group.add_child(_State(state))
    st_folium(
        _map(),
        key=f"{KEY}-{serve.asset_version()}",
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=group,
        on_change=on_change,
    )


def message(session: Mapping[str, Any]) -> dict[str, Any]:
    """What the reader last changed in the map: {epoch, seq, day?, place?}, {} when nothing."""
    value = session.get(f"{KEY}-{serve.asset_version()}")
    return dict(value) if isinstance(value, dict) and "seq" in value else {}
