"""Messages of bytes between two processes over a socket, each behind its length."""

from __future__ import annotations

import socket
import time

_LENGTH, _PIECE = 8, 1 << 20  # bytes


class Messages:
    """One end. What the other end says is waited for no longer than is said, however slowly it comes."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end

    def send(self, message: bytes) -> None:
        self._end.sendall(len(message).to_bytes(_LENGTH, "big") + message)

    def receive(self, seconds: float | None = None, most: int | None = None) -> bytes:
        """The next message, whole. Raises ``TimeoutError`` where it is not there after ``seconds``, ``EOFError`` where
        nobody is at the other end any more, ``ValueError`` for more than ``most`` bytes.
        """
        until = None if seconds is None else time.monotonic() + seconds
        size = int.from_bytes(self._exactly(_LENGTH, until), "big")
        if most is not None and size > most:
            raise ValueError(size)
        return self._exactly(size, until)

    def close(self) -> None:
        self._end.close()

    def _exactly(self, size: int, until: float | None) -> bytes:
        found = bytearray()
        while len(found) < size:
            self._end.settimeout(None if until is None else _left(until))
            piece = self._end.recv(min(size - len(found), _PIECE))
            if not piece:
                raise EOFError
            found += piece
        return bytes(found)


def _left(until: float) -> float:
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds
