"""Foreign formats are read in a process of their own, within limits of time and memory: it may break, we don't."""

from __future__ import annotations

import multiprocessing
import os
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any

from retrieval.loading.errors import LoadingError
from retrieval.loading.files import ReadFile, read_file
from retrieval.loading.limits import Limits


class Sandbox:
    """Reads files one after another in a child process, which is started when needed and after every death."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._child: Any = None
        self._pipe: Connection | None = None

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def read(self, path: Path) -> ReadFile:
        """As ``read_file``; ``LoadingError`` also for what takes too long or too much memory, or kills the child."""
        pipe = self._ready()
        try:
            pipe.send(path)
            if not pipe.poll(self._limits.seconds):
                self._end()
                raise LoadingError(path.name, "too_slow", limit=round(self._limits.seconds))
            answer: ReadFile | LoadingError = pipe.recv()
        except (EOFError, OSError) as error:
            self._end()
            raise LoadingError(path.name, "broken") from error
        if isinstance(answer, LoadingError):
            raise answer
        return answer

    def _ready(self) -> Connection:
        if self._pipe is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._child = context.Process(target=_serve, args=(theirs, self._limits), daemon=True)
            self._child.start()
            theirs.close()
        return self._pipe

    def _end(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
            self._child.kill()
            self._child.join()
        self._pipe = None


def _serve(pipe: Connection, limits: Limits) -> None:
    _limit_memory(limits.memory_bytes)
    os.dup2(2, 1)  # what a library prints is no output of ours
    with suppress(EOFError, OSError, KeyboardInterrupt):  # whoever asked is gone
        while True:
            pipe.send(_answer(pipe.recv(), limits))


def _answer(path: Path, limits: Limits) -> ReadFile | LoadingError:
    try:
        return read_file(path, limits)
    except LoadingError as error:
        return error
    except (MemoryError, RecursionError):
        return LoadingError(path.name, "too_hungry")


def _limit_memory(size: int) -> None:
    import resource

    with suppress(ValueError, OSError):  # a system that can't limit it, or already limits it more
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
