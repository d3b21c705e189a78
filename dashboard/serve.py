"""What the map's frame fetches: code, installed or beside this file, and payloads by their hash.

A payload is public to every reader of this server, so only what every reader may see is offered here.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

import streamlit as st
import xstatic.pkg.leaflet
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

HERE = Path(__file__).parent
LEAFLET = Path(xstatic.pkg.leaflet.BASE_DIR)
#: The page's own font (Source Sans, SIL Open Font License), so that map and page read alike.
FONTS = sorted((Path(st.__file__).parent / "static" / "static" / "media").glob("SourceSansVF-Upright*.woff2"))
#: Name in the URL -> (file, media type). Nothing else is served.
ASSETS = {
    "leaflet.js": (LEAFLET / "leaflet.js", "text/javascript"),
    "leaflet.css": (LEAFLET / "leaflet.css", "text/css"),
    "map.js": (HERE / "mapview" / "map.js", "text/javascript"),
    "map.css": (HERE / "mapview" / "map.css", "text/css"),
    "basemap.json": (HERE / "data" / "basemap.json", "application/json"),
}
if FONTS:
    ASSETS["font.woff2"] = (FONTS[0], "font/woff2")
MOST_PAYLOADS = 64  # kept in memory; the oldest unused goes first and is made again when asked for
HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
BRIEFLY = {"Cache-Control": "no-cache"}


@dataclass(frozen=True)
class Packed:
    """Bytes as they are sent."""

    body: bytes  # gzip
    media: str
    tag: str


class Payloads:
    """Payloads by the hash of their content, shared by all sessions."""

    def __init__(self) -> None:
        self._items: OrderedDict[str, Packed] = OrderedDict()
        self._lock = Lock()

    def offer(self, name: str, data: bytes) -> None:
        """Serve `data` under `name` from now on."""
        with self._lock:
            if name not in self._items:
                self._items[name] = Packed(gzip.compress(data, 6), "application/json", name)
            self._items.move_to_end(name)
            while len(self._items) > MOST_PAYLOADS:
                self._items.popitem(last=False)

    def get(self, name: str) -> Packed | None:
        """The payload of this name, None when there is none."""
        with self._lock:
            return self._items.get(name)


payloads = Payloads()


@cache
def asset(name: str) -> Packed:
    """One of ASSETS, read and compressed once."""
    path, media = ASSETS[name]
    data = path.read_bytes()
    return Packed(gzip.compress(data, 9), media, hashlib.sha256(data).hexdigest()[:16])


@cache
def asset_version() -> str:
    """A hash over all assets: part of every asset's URL, so that no browser keeps an old one."""
    return hashlib.sha256("".join(asset(name).tag for name in ASSETS).encode()).hexdigest()[:12]


def _answer(packed: Packed, request: Request, caching: dict[str, str]) -> Response:
    headers = HEADERS | caching | {"ETag": f'"{packed.tag}"', "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed.body, media_type=packed.media, headers=headers | {"Content-Encoding": "gzip"})
    return Response(gzip.decompress(packed.body), media_type=packed.media, headers=headers)


def send_asset(request: Request) -> Response:
    """GET /map/{name}"""
    name = request.path_params["name"]
    if name not in ASSETS:
        return Response(status_code=404, headers=HEADERS)
    return _answer(asset(name), request, FOREVER if "v" in request.query_params else BRIEFLY)


def send_payload(request: Request) -> Response:
    """GET /claims/{name}.json"""
    packed = payloads.get(request.path_params["name"])
    if packed is None:
        return JSONResponse({"error": "no such payload; reload the page"}, status_code=404, headers=HEADERS)
    return _answer(packed, request, FOREVER)


def send_ready(_: Request) -> Response:
    """GET /ready: answers once the server takes requests."""
    return JSONResponse({"ready": True, "assets": asset_version()}, headers=HEADERS | BRIEFLY)


def routes() -> list[Route]:
    """Routes beside Streamlit's own, below its base path."""
    base = st.get_option("server.baseUrlPath").strip("/")
    root = f"/{base}" if base else ""
    return [
        Route(f"{root}/map/{{name}}", send_asset),
        Route(f"{root}/claims/{{name}}.json", send_payload),
        Route(f"{root}/ready", send_ready),
    ]
