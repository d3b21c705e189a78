"""The page's style sheet, and the one way in which words of an article become markup: escaped."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from geo.layers import readable

#: Colours of the page in a dark theme, in place of those in page.css.
DARK = """<style>:root {
  --soft: #a3adb8; --line: #36404b; --card: #1a2028; --band: #161b21; --ink: #e8ecf0; --sure: #5a4a10;
  --quote: #d0d6dc; --stripe: #3d2433; --stripe2: #1a2028; --stripeink: #f0c6dd; --how: #182531;
  --howline: #34566e;
}</style>"""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>&~^$:@])")
SHEET = Path(__file__).parent / "page.css"
CSS = f"<style>{SHEET.read_text(encoding='utf-8')}</style>"


def safe(text: object) -> str:
    """Text as markup that shows it literally. Every word of an article on this page passes through here."""
    return escape(readable(str(text)), quote=True)


def literal(text: str) -> str:
    """Text as Streamlit's Markdown that shows it literally, for labels of controls: every mark is escaped."""
    return _MARKDOWN.sub(r"\\\1", " ".join(readable(text).split()))


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
