"""Headers, hosts, origins and paths, asked of the running app."""

from __future__ import annotations

import http.client
import socket
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dashboard.guard import HEADERS, host_of


def ask(address: str, path: str, **headers: str) -> http.client.HTTPResponse:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.body = answer.read()
    connection.close()
    return answer


def shake(address: str, origin: str, host: str = "") -> str:
    """First line of the answer to a WebSocket's opening."""
    parts = urlsplit(address)
    lines = [
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {host or parts.netloc}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {b64encode(b'0' * 16).decode()}",
        *([f"Origin: {origin}"] if origin else []),
    ]
    with socket.create_connection((parts.hostname, parts.port), timeout=20) as line:
        line.sendall("\r\n".join([*lines, "", ""]).encode())
        return line.recv(200).decode("latin-1").splitlines()[0]


@pytest.mark.parametrize(
    "path", ["/", "/ready", "/map/map.js", "/claims/none.json", "/_stcore/health", "/nothing"]
)
def test_every_answer_carries_the_headers(path: str, address: str) -> None:
    answer = ask(address, path)

    for name, value in HEADERS.items():
        assert answer.getheader(name.decode()) == value.decode()


def test_an_unknown_host_is_refused_with_the_cure(address: str) -> None:
    answer = ask(address, "/", Host="evil.example")

    assert answer.status == 421
    assert b"GEO_HOSTS" in answer.body


def test_metrics_are_closed(address: str) -> None:
    assert ask(address, "/_stcore/metrics").status == 404


def test_a_page_of_another_origin_opens_no_connection(address: str) -> None:
    assert " 101 " in shake(address, address)
    assert " 101 " not in shake(address, "https://evil.example")
    assert " 101 " not in shake(address, address, host="evil.example")


@pytest.mark.parametrize(
    "path",
    [
        "/map/../app.py",
        "/map/%2e%2e/app.py",
        "/map/..%2fapp.py",
        "/claims/..%2f..%2fREADME.md.json",
        "/app/static/../../requirements.txt",
        "/..%2f..%2f..%2fetc%2fpasswd",
        "/map/%00map.js",
    ],
)
def test_no_path_leads_out(path: str, address: str) -> None:
    """Streamlit answers unknown paths with its start page; what must not come is a file."""
    body = ask(address, path).body
    secrets = [
        (Path(__file__).parents[2] / name).read_bytes()[:60]
        for name in ("requirements.txt", "dashboard/app.py")
    ]

    assert b"root:" not in body
    assert not any(secret in body for secret in secrets)


@pytest.mark.parametrize(
    ("header", "host"),
    [("Example.org:80", "example.org"), ("[::1]:8501", "::1"), ("127.0.0.1", "127.0.0.1"), ("", "")],
)
def test_a_host_is_read_without_its_port(header: str, host: str) -> None:
    assert host_of(header) == host


def sent(address: str) -> int:
    """Status of the answer to a file sent without a page's session."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
    connection.request("PUT", "/_stcore/upload_file/session/file", body=b"words")
    status = connection.getresponse().status
    connection.close()
    return status


def test_a_public_instance_takes_no_file_at_all(
    address: str, serve: Callable[..., str], fill_store, tmp_path: Path
) -> None:
    """There the path does not exist; on a private one it is refused for want of a session."""
    assert sent(address) == 404
    assert sent(serve(fill_store(tmp_path / "claims.sqlite"), GEO_INSTANCE="private")) in (400, 403)
