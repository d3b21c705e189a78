"""The page's style sheet, and the one way in which words of an article become markup: escaped."""

from __future__ import annotations

from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from geo.layers import readable

CSS = f"<style>{(Path(__file__).parent / 'page.css').read_text(encoding='utf-8')}</style>"


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
