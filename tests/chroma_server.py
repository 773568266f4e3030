"""A real Chroma server in a process of its own: ``chroma run`` comes with the library."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import chromadb
import httpx

PATIENCE = 30.0


class ChromaProcess:
    """``with ChromaProcess(folder) as chroma``: a server on a free port, which can be killed, stopped and started."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self._folder = folder
        self.address = f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> ChromaProcess:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> None:
        """Returns when it answers."""
        program = Path(sys.executable).with_name("chroma")
        command = [program, "run", "--path", self._folder, "--host", "127.0.0.1", "--port", str(self._port)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            assert time.monotonic() < deadline, "the Chroma server did not start"
            time.sleep(0.02)

    @property
    def pid(self) -> int:
        return self._process.pid

    def collections(self) -> set[str]:
        """The names of all that it holds."""
        host, _, port = self.address.removeprefix("http://").partition(":")
        return {collection.name for collection in chromadb.HttpClient(host, int(port)).list_collections()}

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def hang(self) -> None:
        """It takes connections and answers none, until ``wake``."""
        os.kill(self._process.pid, signal.SIGSTOP)

    def wake(self) -> None:
        os.kill(self._process.pid, signal.SIGCONT)

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.address}/api/v2/heartbeat", timeout=1).is_success
        except httpx.HTTPError:
            return False
