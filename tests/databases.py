"""A PostgreSQL server for tests, where its programs are installed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@contextmanager
def postgres() -> Iterator[str | None]:
    """The address of a fresh server, or None where none can be started."""
    with postgres_server() as server:
        yield server.address if server else None


@contextmanager
def postgres_server() -> Iterator[PostgresServer | None]:
    """A fresh server, or None where none can be started."""
    programs = _programs()
    if programs is None or (os.geteuid() == 0 and not shutil.which("runuser")):
        yield None
        return
    folder = tempfile.mkdtemp(prefix="pg")
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    server = PostgresServer(programs, folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


class PostgresServer:
    """On a free port; it can be stopped and started again, and keeps what it holds."""

    def __init__(self, programs: Path, folder: str) -> None:
        self._user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self._folder = folder
        self._control = [*self._user, programs / "pg_ctl", "-D", folder, "-w", "-l", f"{folder}/log"]
        initdb = [*self._user, programs / "initdb", "-D", folder, "-U", "hewen", "-A", "trust", "--no-sync"]
        subprocess.run(initdb, check=True, capture_output=True)
        self.address = f"postgresql://hewen@127.0.0.1:{self._port}/postgres"

    def start(self) -> None:
        options = f"-p {self._port} -k {self._folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        subprocess.run([*self._control, "-o", options, "start"], check=True, stdout=subprocess.DEVNULL)

    @property
    def pid(self) -> int:
        return int((Path(self._folder) / "postmaster.pid").read_text().splitlines()[0])

    def stop(self) -> None:
        """At once, as when the machine goes down; nothing happens where it does not run."""
        subprocess.run([*self._control, "-m", "immediate", "stop"], check=False, capture_output=True)
