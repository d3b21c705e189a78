"""A published page as a folder for a web server, or as one file that opens by itself."""

from __future__ import annotations

import base64
import gzip
import hashlib
import shutil
from collections.abc import Iterable
from html import escape
from pathlib import Path
from string import Template

from dashboard import serve, style
from dashboard.publish.contents import Content
from geo import outputs
from geo.errors import BadInput

HERE = Path(__file__).parent
SCRIPTS = ("leaflet.js", "map.js", "site.js")
SHEETS = ("leaflet.css", "map.css", "page.css", "site.css")
OWN = {"site.js": HERE / "site.js", "site.css": HERE / "site.css", "page.css": style.SHEET}
#: What neither form of the page may do, whatever is in it: load from elsewhere, send a form, be given a base.
NEVER = "default-src 'none'; base-uri 'none'; form-action 'none'; object-src 'none'; "
FOLDER_POLICY = (
    f"{NEVER}script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'"
)


def _source(name: str) -> Path:
    return OWN.get(name) or serve.ASSETS[name][0]


def page(content: Content, policy: str, styles: str, scripts: str) -> str:
    """The page's markup."""
    template = Template((HERE / "site.html").read_text(encoding="utf-8"))
    return template.substitute(
        policy=escape(policy, quote=True),
        title=style.safe(content.title),
        facts=style.safe(content.facts),
        about=style.safe(content.about),
        styles=styles,
        scripts=scripts,
    )


def write_folder(content: Content, folder: Path) -> list[Path]:
    """Write the page as `folder`/index.html with its files beside it; the paths written.

    The folder is built beside its place and then put there, so that no reader meets half of it.

    Raises:
        BadInput: the folder holds something else, which would be lost.
        OSError: it cannot be written.
    """
    if folder.exists() and not (folder / "data" / "site.json").is_file() and any(folder.iterdir()):
        raise BadInput(str(folder), "holds something that is no published page", "name a new or empty folder")
    building = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(building, ignore_errors=True)
    (building / "data").mkdir(parents=True)
    for name, data in content.chunks.items():
        (building / "data" / name).write_bytes(data)
    names = [*SCRIPTS, *SHEETS, *(["font.woff2"] if "font.woff2" in serve.ASSETS else [])]
    version = hashlib.sha256(b"".join(_source(name).read_bytes() for name in names)).hexdigest()[:12]
    for name in names:
        shutil.copyfile(_source(name), building / name)
    styles = "\n".join(f'<link rel="stylesheet" href="{name}?v={version}">' for name in SHEETS)
    scripts = "\n".join(f'<script src="{name}?v={version}"></script>' for name in SCRIPTS)
    (building / "index.html").write_text(page(content, FOLDER_POLICY, styles, scripts), encoding="utf-8")
    _replace(building, folder)
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _replace(building: Path, folder: Path) -> None:
    """Put a built folder in the place of the old one."""
    if folder.exists():
        old = folder.with_name(f"{folder.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        folder.rename(old)
        building.rename(folder)
        shutil.rmtree(old)
    else:
        building.rename(folder)


def write_file(content: Content, path: Path) -> int:
    """Write the page as one file, which needs nothing beside it; its size in bytes. Raises OSError."""
    sheets = []
    for name in SHEETS:
        text = _source(name).read_text(encoding="utf-8")
        if name == "map.css":
            text = text.replace('url("font.woff2")', f'url("{_font()}")')
        sheets.append(f"<style>{text}</style>")
    codes = [_closed(_source(name).read_text(encoding="utf-8")) for name in SCRIPTS]
    blocks = (
        f'<script type="text/plain" id="{escape(f"chunk:{name}", quote=True)}">{_packed(data)}</script>'
        for name, data in content.chunks.items()
    )
    scripts = "\n".join([*blocks, *(f"<script>{code}</script>" for code in codes)])
    data = page(content, file_policy(codes), "\n".join(sheets), scripts).encode()
    outputs.replace(path, data)
    return len(data)


def file_policy(codes: Iterable[str]) -> str:
    """The policy of the one file: its own scripts by their hashes, nothing from anywhere."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'" for code in codes
    )
    return (
        f"{NEVER}script-src {hashes}; style-src 'unsafe-inline'; font-src data:; img-src data:; "
        "connect-src blob:"
    )


def _closed(code: str) -> str:
    """A script that cannot end its element before its end."""
    return code.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _packed(data: bytes) -> str:
    return base64.b64encode(gzip.compress(data, 9, mtime=0)).decode("ascii")


def _font() -> str:
    if "font.woff2" not in serve.ASSETS:
        return ""
    return f"data:font/woff2;base64,{base64.b64encode(_source('font.woff2').read_bytes()).decode('ascii')}"
