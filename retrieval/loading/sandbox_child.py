"""The child of ``sandbox.Sandbox``: ``python -m retrieval.loading.sandbox_child HANDLE``."""

from __future__ import annotations

import json
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

from retrieval.loading.errors import LoadingError
from retrieval.loading.files import read_file
from retrieval.loading.limits import Limits
from retrieval.loading.messages import Messages
from retrieval.loading.wire import pack


def serve(line: Messages) -> None:
    """Limits, a word, then files until nobody asks any more."""
    with suppress(EOFError, OSError, KeyboardInterrupt):
        limits = Limits(**json.loads(line.receive()))
        _limit_memory(limits.memory_bytes)
        line.send(b"ready")
        while True:
            line.send(_answer(Path(os.fsdecode(line.receive())), limits))


def _answer(path: Path, limits: Limits) -> bytes:
    try:
        return pack(read_file(path, limits))
    except LoadingError as error:
        return pack(error)
    except (MemoryError, RecursionError):
        return pack(LoadingError(path.name, "too_hungry"))


def _limit_memory(size: int) -> None:
    import resource

    with suppress(ValueError, OSError):  # a system that can't limit it, or already limits it more
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


if __name__ == "__main__":
    serve(Messages(socket.socket(fileno=int(sys.argv[1]))))
