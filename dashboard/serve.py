"""What the map's frame fetches: code, installed or beside this file, and payloads by their hash.

A payload is public to every reader of this server, so only what every reader may see is offered here. What
one session alone may see has a name that only this session knows, and goes with it (SessionPayloads).
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from secrets import token_urlsafe
from threading import Lock
from weakref import WeakValueDictionary

import streamlit as st
import xstatic.pkg.leaflet
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from dashboard import firststart

HERE = Path(__file__).parent
LEAFLET = Path(xstatic.pkg.leaflet.BASE_DIR)
#: The page's own font (Source Sans, SIL Open Font License), so that map and page read alike.
FONTS = sorted((Path(st.__file__).parent / "static" / "static" / "media").glob("SourceSansVF-Upright*.woff2"))
#: Name in the URL -> (file, media type). Nothing else is served.
ASSETS = {
    "leaflet.js": (LEAFLET / "leaflet.js", "text/javascript"),
    "leaflet.css": (LEAFLET / "leaflet.css", "text/css"),
    "map.js": (HERE / "mapview" / "map.js", "text/javascript"),
    "frame.js": (HERE / "mapview" / "frame.js", "text/javascript"),
    "map.css": (HERE / "mapview" / "map.css", "text/css"),
    "basemap.json": (HERE / "data" / "basemap.json", "application/json"),
    "world.json": (HERE / "data" / "world.json", "application/json"),
}
FONT = "font.woff2"
if FONTS:
    ASSETS[FONT] = (FONTS[0], "font/woff2")
#: Name in the URL -> ASSETS, one after the other: the frame would ask for each when it has the one before.
JOINED = {"view.js": ("leaflet.js", "map.js", "frame.js"), "view.css": ("leaflet.css", "map.css")}
JSON = "application/json"
MOST_PAYLOADS = 64  # kept in memory; the oldest unused goes first and is made again when asked for
MOST_SESSION_PAYLOADS = 8
HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
NEVER = {"Cache-Control": "private, no-store"}
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

    def offer(self, name: str, data: bytes) -> str:
        """Serve `data` under `name` from now on; the name under which it is fetched."""
        with self._lock:
            known = self._items.get(name)
        return self.offer_packed(known or Packed(gzip.compress(data, 6), JSON, name))

    def offer_packed(self, packed: Packed) -> str:
        """Serve what is packed already, under its tag."""
        with self._lock:
            self._items[packed.tag] = packed
            self._items.move_to_end(packed.tag)
            while len(self._items) > MOST_PAYLOADS:
                self._items.popitem(last=False)
        return packed.tag

    def get(self, name: str) -> Packed | None:
        """The payload of this name, None when there is none."""
        with self._lock:
            return self._items.get(name)


payloads = Payloads()
_of_sessions: WeakValueDictionary[str, Packed] = WeakValueDictionary()


class SessionPayloads:
    """Payloads of one session, under names that nobody else can know; gone when the session lets go of this.

    256 random bits begin each name. No other session is told of it, no cache may keep what it names.
    """

    def __init__(self) -> None:
        self._secret = token_urlsafe(32)
        self._items: OrderedDict[str, Packed] = OrderedDict()

    def offer(self, name: str, data: bytes) -> str:
        """Serve `data` from now on; the name under which it is fetched."""
        secret = f"{self._secret}-{name}"
        self._items[secret] = _of_sessions[secret] = Packed(gzip.compress(data, 6), "application/json", name)
        while len(self._items) > MOST_SESSION_PAYLOADS:
            self._items.popitem(last=False)
        return secret

    def get(self, name: str) -> Packed | None:
        """The payload of this name, None when there is none."""
        return self._items.get(name)


@cache
def asset(name: str) -> Packed:
    """One of ASSETS or JOINED, read and compressed once."""
    parts = [ASSETS[part] for part in JOINED.get(name, (name,))]
    data, media = b"\n".join(path.read_bytes() for path, _ in parts), parts[0][1]
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
    if name == FONT and FONTS:  # the page has it already, under Streamlit's own name
        return RedirectResponse(f"../static/media/{FONTS[0].name}", headers=HEADERS | BRIEFLY)
    if name not in ASSETS | JOINED:
        return Response(status_code=404, headers=HEADERS)
    return _answer(asset(name), request, FOREVER if "v" in request.query_params else BRIEFLY)


def send_payload(request: Request) -> Response:
    """GET /claims/{name}.json"""
    name = request.path_params["name"]
    packed = payloads.get(name)
    if packed is None and (packed := _of_sessions.get(name)):
        return _answer(packed, request, NEVER)
    if packed is None:
        return JSONResponse({"error": "no such payload; reload the page"}, status_code=404, headers=HEADERS)
    return _answer(packed, request, FOREVER)


def send_ready(_: Request) -> Response:
    """GET /ready: 200 once the server takes requests and its store can be read, else 503."""
    from dashboard import source

    ready = source.readable_store()
    status = 200 if ready else 503
    return JSONResponse({"ready": ready, "assets": asset_version()}, status, headers=HEADERS | NEVER)


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Open the store in the background as soon as the server is there."""
    from dashboard import source

    firststart.in_background(source.warm)
    yield


def routes() -> list[Route]:
    """Routes beside Streamlit's own, below its base path."""
    base = st.get_option("server.baseUrlPath").strip("/")
    root = f"/{base}" if base else ""
    return [
        Route(f"{root}/map/{{name}}", send_asset),
        Route(f"{root}/claims/{{name}}.json", send_payload),
        Route(f"{root}/ready", send_ready),
    ]
