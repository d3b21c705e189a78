"""What keeps the words of articles out of places where they could act."""

from __future__ import annotations

import ast
import base64
import json
import re
from pathlib import Path

import pytest

from dashboard import address, panel, style
from geo.table import OPEN_END, OPEN_START

DASHBOARD = Path(panel.__file__).parent
MODULES = sorted(DASHBOARD.glob("*.py"))
MAP_CODE = (DASHBOARD / "mapview" / "map.js").read_text(encoding="utf-8")


def imported(path: Path) -> set[str]:
    """First names of the modules that a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_folium_is_imported_by_one_module(path: Path) -> None:
    assert bool(imported(path) & {"folium", "branca", "streamlit_folium", "jinja2"}) == (
        path.name == "map.py"
    )


def test_the_map_module_knows_nothing_of_articles() -> None:
    assert imported(DASHBOARD / "map.py").isdisjoint({"geo", "pandas"})


def calls(path: Path, name: str) -> list[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_markdown_is_given_constants_only(path: Path) -> None:
    for call in calls(path, "markdown"):
        (argument,) = call.args
        assert isinstance(argument, ast.Name) and argument.id.isupper()
    assert "unsafe_allow_html" not in path.read_text(encoding="utf-8")


def test_the_map_writes_text_and_never_markup() -> None:
    for sink in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "bindPopup",
        "bindTooltip",
    ):
        assert sink not in MAP_CODE
    assert "new Function" not in MAP_CODE


@pytest.mark.parametrize("place", ["{{7*7}}", "</script>", '");alert(1);("', "${1}", "\u2028"])
def test_a_state_reaches_folium_as_one_base64_word(place: str) -> None:
    from dashboard.map import _State

    state = _State({"place": place})
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", state.word)
    assert json.loads(base64.b64decode(state.word)) == {"place": place}
    script = state._template.module.script(state)
    assert place not in script


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<img onerror=x>", "&lt;img onerror=x&gt;"),
        ('"a" & b', "&quot;a&quot; &amp; b"),
        ("a\u202eb\x00", "ab"),
        ("{{7*7}} $x$ :smile: **b**", "{{7*7}} $x$ :smile: **b**"),
    ],
)
def test_text_is_escaped_and_stays_legible(text: str, shown: str) -> None:
    assert style.safe(text) == shown


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "http://",
        "https://[::1",
        "",
        " https:/x",
        "JaVaScRiPt:1",
    ],
)
def test_what_is_not_a_web_address_is_no_link(url: str) -> None:
    assert style.safe_link(url, "<words>") == "&lt;words&gt;"


def test_a_web_address_is_a_link_that_tells_nothing_of_us() -> None:
    link = style.safe_link('https://example.org/?a="b"&c', "Paper")
    assert link.startswith('<a href="https://example.org/?a=&quot;b&quot;&amp;c"')
    assert "noreferrer" in link


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (OPEN_START, OPEN_END, "day not known"),
        (738_521, 738_521, "1 January 2023"),
        (738_521, OPEN_END, "on or after 1 January 2023"),
        (OPEN_START, 738_521, "by 1 January 2023"),
        (738_521, 738_525, "1 to 5 January 2023"),
        (738_521, 738_560, "1 January 2023 to 9 February 2023"),
    ],
)
def test_intervals_are_told_as_people_do(low: int, high: int, words: str) -> None:
    assert panel.days_words(low, high) == words


@pytest.mark.parametrize("place", ["{{7*7}}", "</script>", '");alert(1);("', "${1}", "\u2028"])
def test_an_address_in_the_pages_script_cannot_leave_its_string(place: str) -> None:
    assert re.fullmatch(r"\?[A-Za-z0-9%&=+._~-]*", address.query({"place": place, "side": [place, "-"]}))
    assert address.SCRIPT.count("FIRST") == 3  # named in its head, used twice
