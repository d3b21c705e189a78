"""The block of `key: value` lines between two `---` lines at the head of a .md or .txt file.

A small safe subset of YAML: plain and quoted scalars, folded (>) and literal (|) blocks, comments. Lists and
nested maps under a key are passed over; anchors, aliases and tags mean nothing here, so nothing can expand.
"""

from __future__ import annotations

import re

_OPENING = re.compile(r"---[ \t]*\r?\n")
_KEY = re.compile(r"([A-Za-z_][\w-]{0,40})[ \t]*:(?:[ \t]+(.*))?$")
_COMMENT = re.compile(r"[ \t]#.*$")
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/"}
_LONGEST = 65_536  # characters


#: What a plain text must begin with to be taken for one with front matter: a rule alone may head any text.
_OF_ARTICLE = re.compile(r"---[ \t]*\r?\n(?:title|publisher|url|published|evidence|language):", re.IGNORECASE)


class FrontMatterError(ValueError):
    """`line` is 1-based in the file."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def heads(text: str) -> bool:
    """Whether a plain text begins with front matter of ours and not just with a rule."""
    return _OF_ARTICLE.match(text) is not None


def split(text: str) -> tuple[dict[str, tuple[str, int]], int]:
    """({key: (value, line)}, offset of the body). No front matter: ({}, 0). Raises FrontMatterError."""
    opening = _OPENING.match(text)
    if not opening:
        return {}, 0
    closing = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.MULTILINE).search(
        text, opening.end(), opening.end() + _LONGEST
    )
    if closing is None:
        if _KEY.match(text[opening.end() : opening.end() + 200].partition("\n")[0].rstrip("\r")):
            raise FrontMatterError("its front matter is not closed by a line ---", 1)
        return {}, 0  # a rule at the head of the text
    return _read(text[opening.end() : closing.start()]), closing.end()


def _read(block: str) -> dict[str, tuple[str, int]]:
    values: dict[str, tuple[str, int]] = {}
    key, fold, parts, line_of = "", "", [], 0
    for number, raw in enumerate(block.split("\n"), 2):
        line = raw.rstrip("\r")
        if not line.strip() or (line.lstrip().startswith("#") and not fold):
            continue
        if line[0] in " \t-":
            if fold or (key and parts):
                parts.append(line.strip())
            continue
        if key:
            values[key] = (_joined(parts, fold), line_of)
        match = _KEY.match(line)
        if not match:
            raise FrontMatterError(f"front matter line {line[:40]!r} is not key: value", number)
        key, line_of = match[1].lower(), number
        value = (match[2] or "").strip()
        fold = value[0] if value and value[0] in ">|" and len(value) <= 2 else ""
        parts = [] if fold or not value else [_scalar(value, number)]
    if key:
        values[key] = (_joined(parts, fold), line_of)
    return values


def _joined(parts: list[str], fold: str) -> str:
    return ("\n" if fold == "|" else " ").join(parts).strip()


def _scalar(value: str, line: int) -> str:
    quote = value[0]
    if quote not in "\"'":
        return _COMMENT.sub("", value).strip()
    out, i = [], 1
    while i < len(value):
        char = value[i]
        if char == quote:
            if quote == "'" and value[i + 1 : i + 2] == "'":
                i += 1
            else:
                return "".join(out)
        elif char == "\\" and quote == '"' and i + 1 < len(value):
            i += 1
            char = _ESCAPES.get(value[i], "\\" + value[i])
        out.append(char)
        i += 1
    raise FrontMatterError("a quotation mark is not closed", line)
