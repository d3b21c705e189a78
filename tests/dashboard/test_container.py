"""The container file's commands, run here: its files, its start, its health check."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.dashboard.conftest import fill, free_port, wait_for

ROOT = Path(__file__).resolve().parents[2]
FILE = (ROOT / "Containerfile").read_text(encoding="utf-8")
#: Instruction -> its arguments, in order; continued lines are none here.
STEPS = [line.split(" ", 1) for line in FILE.splitlines() if line and not line.startswith("#")]
IGNORED = (ROOT / ".containerignore").read_text(encoding="utf-8").split()


def step(name: str) -> str:
    (found,) = [rest for instruction, rest in STEPS if instruction == name]
    return found


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """What `COPY . ./` takes."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in listed.splitlines():
        if any(fnmatch(name, one) or name.split("/")[0] == one for one in IGNORED):
            continue
        target = tmp_path / "app" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    return tmp_path


def settings(folder: Path) -> dict[str, str]:
    """The environment of the container file, its data in a folder of the test."""
    values = dict(pair.split("=", 1) for pair in step("ENV").split())
    return {name: value.replace("/data", str(folder / "data")) for name, value in values.items()}


@pytest.fixture
def started(image: Path) -> Iterator[tuple[Path, int]]:
    """The container's command in its files, on a port of our own."""
    environment = settings(image)
    (image / "data").mkdir()
    fill(Path(environment["GEO_STORE"]))
    port = free_port()
    command = [str(port) if part == "8501" else part for part in json.loads(step("CMD"))]
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=image / "app",
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_for(f"http://127.0.0.1:{port}/_stcore/health", process)
    yield image, port
    process.terminate()
    process.wait(timeout=20)


def healthy(port: int) -> bool:
    """Whether the health check passes."""
    command = step("HEALTHCHECK").partition("CMD ")[2].replace("8501", str(port))
    command = re.sub(r"^python ", f"{sys.executable} ", command)
    return subprocess.run(command, shell=True, stderr=subprocess.DEVNULL).returncode == 0


def test_the_command_serves_the_copied_files_and_its_health_check_passes(started: tuple[Path, int]) -> None:
    image, port = started

    assert healthy(port)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as page:
        assert page.status == 200
    assert not (image / "app" / "tests").exists()


def test_an_unknown_host_is_refused_in_the_container(started: tuple[Path, int]) -> None:
    _, port = started
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Host": "elsewhere.example"})

    with pytest.raises(urllib.error.HTTPError, match="421"):
        urllib.request.urlopen(asked, timeout=10)


def test_the_health_check_fails_while_the_store_cannot_be_read(started: tuple[Path, int]) -> None:
    image, port = started
    store = Path(settings(image)["GEO_STORE"])
    for path in store.parent.glob("claims.sqlite*"):
        path.unlink()
    store.write_bytes(b"no database at all, and long enough to be one of ours")

    assert not healthy(port)


def test_what_is_installed_is_the_lock_by_hash_and_nobody_runs_as_root() -> None:
    order = [" ".join(one) for one in STEPS]
    installs = [line for line in order if "pip install" in line]

    assert installs == ["RUN pip install --no-cache-dir --require-hashes -r requirements.lock"]
    assert order.index("USER reader") < order.index(next(line for line in order if line.startswith("CMD")))
    assert settings(Path("/x"))["GEO_INSTANCE"] == "public"
