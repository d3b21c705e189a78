from __future__ import annotations

import asyncio
import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette

from dashboard import serve


@dataclass
class Answer:
    status_code: int
    headers: dict[str, str]
    body: bytes

    @property
    def content(self) -> bytes:
        return gzip.decompress(self.body) if self.headers.get("content-encoding") == "gzip" else self.body

    def json(self) -> Any:
        return json.loads(self.content)


class Client:
    """Asks the routes as a server would, without one."""

    def __init__(self) -> None:
        self.app = Starlette(routes=serve.routes())

    def get(self, url: str, headers: dict[str, str] | None = None) -> Answer:
        path, _, query = url.partition("?")
        given = {"Accept-Encoding": "gzip"} | (headers or {})
        scope = {
            "type": "http",
            "method": "GET",
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(name.lower().encode(), value.encode()) for name, value in given.items()],
        }
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        with ThreadPoolExecutor(1) as pool:  # a browser test may keep a loop running in this thread
            pool.submit(lambda: asyncio.run(self.app(scope, receive, send))).result()
        found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return Answer(sent[0]["status"], found, b"".join(message.get("body", b"") for message in sent[1:]))


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.mark.parametrize("name", sorted({*serve.ASSETS} - {serve.FONT}))
def test_every_asset_is_served_with_its_type(client: Client, name: str) -> None:
    answer = client.get(f"/map/{name}?v=1")
    assert answer.status_code == 200
    assert answer.content == serve.ASSETS[name][0].read_bytes()
    assert answer.headers["content-type"].startswith(serve.ASSETS[name][1])
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "immutable" in answer.headers["cache-control"]


def test_the_frame_gets_its_code_in_one_file_and_its_style_in_another(client: Client) -> None:
    for name, parts in serve.JOINED.items():
        answer = client.get(f"/map/{name}?v=1")
        assert answer.content == b"\n".join(serve.ASSETS[part][0].read_bytes() for part in parts)
        assert answer.headers["content-type"].startswith(serve.ASSETS[parts[0]][1])


def test_the_font_is_the_one_that_the_page_has_already(client: Client) -> None:
    answer = client.get(f"/map/{serve.FONT}")
    assert answer.status_code == 307
    assert answer.headers["location"] == f"../static/media/{serve.FONTS[0].name}"


@pytest.mark.parametrize(
    "name", ["app.py", "..%2Fapp.py", "%2e%2e/app.py", "../../etc/passwd", "leaflet-src.js", ""]
)
def test_nothing_else_is_served(client: Client, name: str) -> None:
    assert client.get(f"/map/{name}").status_code == 404


def test_an_asset_that_has_not_changed_is_not_sent_again(client: Client) -> None:
    tag = client.get("/map/map.js").headers["etag"]
    assert client.get("/map/map.js", headers={"If-None-Match": tag}).status_code == 304


def test_a_payload_is_served_by_its_name_and_not_to_other_origins(client: Client) -> None:
    serve.payloads.offer("abc", b'{"x": 1}')
    answer = client.get("/claims/abc.json", headers={"Origin": "https://example.org"})
    assert answer.json() == {"x": 1}
    assert "access-control-allow-origin" not in answer.headers
    assert client.get("/claims/abc.json", headers={"Accept-Encoding": "identity"}).content == b'{"x": 1}'


def test_an_unknown_payload_says_what_to_do(client: Client) -> None:
    answer = client.get("/claims/none.json")
    assert answer.status_code == 404 and "reload" in answer.json()["error"]


def test_old_payloads_make_room() -> None:
    payloads = serve.Payloads()
    for number in range(serve.MOST_PAYLOADS + 1):
        payloads.offer(str(number), b"{}")
    assert payloads.get("0") is None
    assert gzip.decompress(payloads.get(str(serve.MOST_PAYLOADS)).body) == b"{}"
