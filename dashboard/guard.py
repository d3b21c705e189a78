"""What stands before every answer: which hosts are answered, and what a browser may do with the answer.

`GEO_HOSTS` names the hosts under which a shared instance is reached, separated by commas; without it only
this machine's own names are answered. The policy lets nothing in from elsewhere. It cannot forbid inline
scripts and `eval`: Streamlit's page starts with the first, streamlit-folium draws its map with the second;
words of articles are kept from both by other means (see SECURITY.md).
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from dashboard import instance

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

VARIABLE = "GEO_HOSTS"
OWN_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss:",
        "worker-src 'self' blob:",
        "frame-src 'self'",
        "frame-ancestors 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    )
)
HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"x-frame-options": b"SAMEORIGIN",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=()",
}
CLOSED = ("/_stcore/metrics",)  # ends of paths that nobody needs from outside
UPLOADS = "/_stcore/upload_file"  # part of the paths that take files; a public instance has none


def hosts() -> frozenset[str]:
    """Hosts that are answered, without ports, in lower case."""
    named = {host.strip().lower() for host in os.environ.get(VARIABLE, "").split(",")}
    return OWN_HOSTS | (named - {""})


def host_of(header: str) -> str:
    """The host of a Host header: "[::1]:8501" gives "::1", "Example.org:80" gives "example.org"."""
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.partition(":")[0].lower()


class Guard:
    """Refuses unknown hosts and closed paths, and adds the headers to every answer."""

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]]) -> None:
        self.app, self.hosts = app, hosts()
        self.takes_files = instance.takes_files()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        given = {name: value for name, value in scope["headers"] if name in (b"host", b"origin")}
        known = host_of(given.get(b"host", b"").decode("latin-1")) in self.hosts
        if scope["type"] == "websocket":
            if known and self._from_here(given.get(b"origin", b"")):
                await self.app(scope, receive, send)
            else:
                await receive()
                await send({"type": "websocket.close", "code": 1008})
            return
        if not known:
            await _refuse(send, 421, f"This host is not answered. Name it in {VARIABLE}.")
        elif self._closed(scope["path"]):
            await _refuse(send, 404, "Nothing is here.")
        else:
            await self.app(scope, receive, _with_headers(send))

    def _closed(self, path: str) -> bool:
        """Whether nothing is here for anybody."""
        if UPLOADS in path and not self.takes_files:
            return True
        return any(path.rstrip("/").endswith(end) for end in CLOSED)

    def _from_here(self, origin: bytes) -> bool:
        """Whether a page of ours opened the connection; a client that is no browser sends no origin."""
        if not origin:
            return True
        _, _, rest = origin.decode("latin-1").partition("://")
        return host_of(rest) in self.hosts


def _with_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [
                (name, value) for name, value in message.get("headers", ()) if name.lower() not in HEADERS
            ]
            message = {**message, "headers": [*kept, *HEADERS.items()]}
        await send(message)

    return guarded


async def _refuse(send: Send, status: int, words: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS.items()]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words.encode()})
