"""A sandbox's child that was taken over. What a file is called says what it does to its reader.

``half``: it says how long its answer is and begins it, and no more comes. ``huge``: it claims to have more than there
can be. Any other: it answers with a pickle that makes a folder beside the file.
"""

from __future__ import annotations

import os
import pickle
import socket
import sys
import threading
from pathlib import Path

from retrieval.loading.messages import Messages


class Malicious:
    """Unpickled, it makes a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.path),)


def serve(end: socket.socket) -> None:
    line = Messages(end)
    line.receive()
    line.send(b"ready")
    while True:
        path = Path(os.fsdecode(line.receive()))
        if path.stem in ("half", "huge"):
            end.sendall((1000 if path.stem == "half" else 1 << 60).to_bytes(8, "big") + b"{")
            threading.Event().wait()
        line.send(pickle.dumps(Malicious(path.with_name("made"))))


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
