"""Foreign formats are read in a process of their own, within limits of time and memory: it may break, we don't."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from types import TracebackType

from retrieval.loading.errors import LoadingError
from retrieval.loading.files import ReadFile
from retrieval.loading.limits import Limits
from retrieval.loading.messages import Messages
from retrieval.loading.wire import unpack

_ROOT = Path(__file__).resolve().parents[2]
_A_CHARACTER, _MORE = 12, 64 << 20  # bytes of an answer: a character as JSON at most, and whatever goes with the text


class Sandbox:
    """Reads files one after another in a child process, which is started when needed and after every death."""

    def __init__(self, limits: Limits, child: str = "retrieval.loading.sandbox_child") -> None:
        """``child``: the module that reads."""
        self._limits, self._module = limits, child
        self._child: subprocess.Popen[bytes] | None = None
        self._line: Messages | None = None

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def read(self, path: Path) -> ReadFile:
        """As ``read_file``; ``LoadingError`` also for what takes too long or too much memory, or kills the child."""
        line, limits = self._line or self._start(), self._limits
        try:
            line.send(os.fsencode(path.absolute()))
            answer = unpack(line.receive(limits.seconds, limits.characters * _A_CHARACTER + _MORE), path.name)
        except TimeoutError as error:
            self._end()
            raise LoadingError(path.name, "too_slow", limit=round(limits.seconds)) from error
        except (EOFError, OSError, ValueError) as error:
            self._end()
            raise LoadingError(path.name, "broken") from error
        if isinstance(answer, LoadingError):
            raise answer
        return answer

    def _start(self) -> Messages:
        """The child says one word when it is ready; without it something is wrong with us, not with a file."""
        ours, theirs = socket.socketpair()
        with theirs:
            handle = theirs.fileno()
            self._child = subprocess.Popen(
                [sys.executable, "-m", self._module, str(handle)],
                pass_fds=[handle],
                cwd=_ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,  # what a library prints is no output of ours
            )
        self._line = Messages(ours)
        self._line.send(json.dumps(asdict(self._limits)).encode())
        self._line.receive()
        return self._line

    def _end(self) -> None:
        if self._line is not None and self._child is not None:
            self._line.close()
            self._child.kill()
            self._child.wait()
        self._line = None
