"""The page's style sheet, and the one way in which words of an article become markup: escaped."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

from geo.layers import readable

#: Ink for words on a side's colour and beside it, dark enough on white (WCAG 2, contrast 4.5 to 1).
DISPUTED_INK = "#8e3a6a"

CSS = """
<style>
:root { --soft: #56606c; --line: #d9dee4; --card: #ffffff; --band: #f5f7f9; --ink: #1d2530; }
[data-testid="stHeader"] { height: 0; min-height: 0; visibility: hidden; }
[data-testid="stMainBlockContainer"] { padding: 0.7rem 1.3rem 2rem; max-width: 1900px; }
[data-testid="stMainBlockContainer"] [data-testid="stVerticalBlock"] { gap: 0.55rem; }
iframe[title="streamlit_folium.st_folium"] { height: max(540px, calc(100vh - 152px)) !important; width: 100% !important; }
.cl-top { display: flex; align-items: baseline; gap: 2px 18px; flex-wrap: wrap; }
.cl-top h1 { font-size: 1.3rem; margin: 0; padding: 0; font-weight: 700; letter-spacing: -0.01em; }
.cl-top p { margin: 0; color: var(--soft); font-size: 0.88rem; }
.cl h2 { font-size: 1.45rem; margin: 0; padding: 0; line-height: 1.2; overflow-wrap: anywhere; }
.cl h3 { font-size: 1rem; margin: 14px 0 6px; padding: 0; }
.cl p { margin: 0; }
.cl { overflow-wrap: anywhere; font-size: 0.95rem; line-height: 1.42; }
.cl .soft, .cl small { color: var(--soft); font-size: 0.86rem; }
.cl .state { display: inline-block; font-weight: 700; border-radius: 5px; padding: 2px 9px; margin: 7px 8px 0 0; border: 2px solid #55595f; }
.cl .state.disputed { border-color: #cc79a7; background: repeating-linear-gradient(45deg, #f9eaf2 0 6px, #fff 6px 10px); color: #5c1f42; }
.cl .versus { display: grid; grid-template-columns: repeat(auto-fit, minmax(230px, 1fr)); gap: 10px; margin-top: 10px; }
.cl .party { border: 1px solid var(--line); border-top: 6px solid var(--side); border-radius: 8px; padding: 8px 12px 10px; background: var(--card); }
.cl .party h4 { margin: 0 0 2px; padding: 0; font-size: 0.95rem; }
.cl .say { margin-top: 9px; }
.cl .who { font-weight: 650; }
.cl .words { display: block; margin: 4px 0 4px; padding-left: 11px; border-left: 3px solid var(--side, #9aa3ad); font-size: 1.0rem; line-height: 1.45; white-space: pre-line; }
.cl .digest { font-style: normal; color: #333c47; }
.cl .sure { font-weight: 650; background: #fff3c4; border-radius: 3px; padding: 0 4px; }
.cl .claim { border: 1px solid var(--line); border-left: 6px solid var(--side, #c4cad1); border-radius: 8px; padding: 9px 12px; margin-bottom: 9px; background: var(--card); }
.cl .claim.past { background: var(--band); }
.cl .head { display: flex; justify-content: space-between; gap: 4px 12px; flex-wrap: wrap; }
.cl .tags { display: flex; gap: 4px 6px; flex-wrap: wrap; margin: 5px 0; }
.cl .tag { border: 1px solid #b7bfc8; border-radius: 20px; padding: 0 8px; font-size: 0.83rem; }
.cl .meta { font-size: 0.83rem; color: var(--soft); }
.cl .meta dt { float: left; clear: left; font-weight: 600; margin-right: 5px; }
.cl .meta dd { margin: 0; }
.cl .lanes { margin: 4px 0 2px; border-top: 1px solid var(--line); }
.cl .lane { display: grid; grid-template-columns: minmax(110px, 34%) 1fr; gap: 8px; align-items: center; border-bottom: 1px solid var(--line); min-height: 24px; font-size: 0.83rem; }
.cl .lane .axis { position: relative; height: 22px; }
.cl .lane .dot { position: absolute; top: 6px; height: 10px; min-width: 10px; margin-left: -5px; border-radius: 6px; background: var(--side, #8b96a3); border: 1px solid #fff; }
.cl .lane .dot.open { background: #fff; border: 2px solid var(--side, #8b96a3); }
.cl .lane .now { position: absolute; top: 0; bottom: 0; width: 0; border-left: 2px solid #1d2530; }
.cl .bar { display: flex; height: 14px; border-radius: 4px; overflow: hidden; margin: 3px 0; }
.cl .bar span { display: block; min-width: 3px; border-right: 1px solid #fff; }
.cl details { margin-top: 4px; } .cl summary { cursor: pointer; font-size: 0.83rem; color: var(--soft); }
.st-key-how { background: #eef5fa; border-color: #9cc3dd; padding: 0.55rem 0.9rem; gap: 0.3rem !important; }
.st-key-how p { font-size: 0.9rem; line-height: 1.4; }
.st-key-how button { min-height: 1.6rem; padding: 0 0.7rem; }
@media (min-width: 900px) {
  [data-testid="stColumn"]:has(iframe[title="streamlit_folium.st_folium"]) { position: sticky; top: 0.5rem; align-self: flex-start; }
}
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding: 0.5rem 0.5rem 2rem; }
  iframe[title="streamlit_folium.st_folium"] { height: 610px !important; }
  .cl-top h1 { font-size: 1.05rem; } .cl-top p { font-size: 0.78rem; }
  [data-testid="stVerticalBlock"]:has(> .st-key-controls), [data-testid="stVerticalBlock"]:has(> [data-testid="stLayoutWrapper"] > .st-key-controls) { display: flex; flex-direction: column; }
  .st-key-controls, [data-testid="stLayoutWrapper"]:has(> .st-key-controls) { order: 2; }
}
@media (prefers-color-scheme: dark) { .st-dark .cl { color: #e8ecf0; } }
</style>
"""


def safe(text: object) -> str:
    """Text as markup that shows it literally. Every word of an article on this page passes through here."""
    return escape(readable(str(text)), quote=True)


def safe_link(url: str, words: str) -> str:
    """A link that opens beside the page, or the words alone when the address is not a web address."""
    try:
        parts = urlsplit(url)
        web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        web = False
    if not web:
        return safe(words)
    return f'<a href="{safe(url)}" target="_blank" rel="noopener noreferrer">{safe(words)}</a>'
