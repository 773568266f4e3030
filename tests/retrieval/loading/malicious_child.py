"""A sandbox's child that was taken over: it answers every file with a pickle that makes a folder beside it."""

from __future__ import annotations

import os
import pickle
import sys
from multiprocessing.connection import Connection
from pathlib import Path


class Malicious:
    """Unpickled, it makes a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.path),)


def serve(pipe: Connection) -> None:
    pipe.recv_bytes()
    pipe.send_bytes(b"ready")
    while True:
        path = Path(os.fsdecode(pipe.recv_bytes()))
        pipe.send_bytes(pickle.dumps(Malicious(path.with_name("made"))))


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
