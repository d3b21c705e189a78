"""A PostgreSQL server of the tests' own: on loopback, with a folder that goes with it."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import psycopg

USER, PASSWORD = "analyst", "correct horse"
MAIN = "postgres"  # the database that every server has
UNPRIVILEGED = "postgres"  # as whom root starts it: the server refuses root


def programs() -> Path | None:
    """Where the server's programs are: on the path, or where Debian puts them; the newest."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").is_file()]
    return max(versions, key=lambda path: float(path.parent.name), default=None)


class Server:
    """A server with a password; words sort as in English unless a column says otherwise."""

    def __init__(self, programs: Path) -> None:
        self.programs, self.folder = programs, Path(tempfile.mkdtemp(prefix="claims-server-"))
        self.numbers = itertools.count()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        secret = self.folder / "secret"
        secret.write_text(PASSWORD)
        if os.geteuid() == 0:
            user = pwd.getpwnam(UNPRIVILEGED)
            for path in (self.folder, secret):
                os.chown(path, user.pw_uid, user.pw_gid)
        try:
            self._run(
                "initdb",
                *("--pgdata", self.folder / "data", "--username", USER, "--pwfile", secret),
                *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
                *("--locale-provider=icu", "--icu-locale=en-US"),
            )
            self.start()
        except BaseException:
            shutil.rmtree(self.folder)
            raise

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self.programs / program), *map(str, arguments)]
        if os.geteuid() == 0:
            command = ["runuser", "-u", UNPRIVILEGED, "--", *command]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"

    def _control(self, *what: object) -> None:
        log = self.folder / "log"  # else the server would hold the pipe of pg_ctl open
        self._run("pg_ctl", "--pgdata", self.folder / "data", "--log", log, "--wait", *what)

    def start(self) -> None:
        """Start it, or start it again."""
        # clients are killed here, the machine is not: the disk need not be waited for
        settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off"}
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        self._control("start", "--options", f"-p {self.port} {options}")

    def stop(self) -> None:
        """Stop it; what is connected is thrown out."""
        self._control("stop", "--mode=fast")

    def cpu(self) -> float:
        """CPU-seconds of the server and of its processes that have ended."""
        process = (self.folder / "data" / "postmaster.pid").read_text().split()[0]
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def remove(self) -> None:
        """Stop it for good."""
        try:
            self._control("stop", "--mode=immediate")
        finally:
            shutil.rmtree(self.folder)

    def url(self, database: str, *, user: str = USER, password: str = PASSWORD) -> str:
        """Address of a database on it."""
        return f"postgresql://{user}:{password.replace(' ', '%20')}@127.0.0.1:{self.port}/{database}"

    def database(self, *options: str) -> str:
        """A new database; its address."""
        name = f"claims_{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name} {' '.join(options)}")
        return self.url(name)

    def schema(self) -> str:
        """A new schema in the database that is there from the first, much sooner made; its address."""
        name = f"claims_{next(self.numbers)}"
        self.run(f"CREATE SCHEMA {name}")
        return self.url(f"{MAIN}?options=-csearch_path%3D{name}")

    def run(self, command: str, url: str = "") -> None:
        """Run a command behind every store's back."""
        with psycopg.connect(url or self.url(MAIN), autocommit=True) as connection:
            connection.execute(command)
