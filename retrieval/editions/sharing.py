"""What several machines share of a library. Each has its editions in its own data directory and follows the others."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from retrieval.editions.edition import Edition

MARK = ".shared"  # in an edition's directory: the others have it too


@dataclass(frozen=True, slots=True)
class State:
    """``pointer``: the text of the pointer file, None before the first switch; ``editions``: the ids of all there are;
    ``purged``: changes with every purge.
    """

    pointer: str | None
    editions: frozenset[str]
    purged: str | None


class Shared(Protocol):
    """Every method may raise what its database raises."""

    def building(self) -> AbstractContextManager[None]:
        """Holds the lock of the one build. Raises ``BuildRunningError``."""
        ...

    def switching(self) -> AbstractContextManager[None]:
        """Waits for the lock of the one switch and holds it."""
        ...

    def lead(self) -> bool:
        """Whether this process is the one that renews and watches; once it is it stays so while it is connected."""
        ...

    def state(self) -> State: ...

    def point(self, text: str) -> None:
        """Replaces the pointer."""
        ...

    def purged(self, mark: str) -> None:
        """Tells the others to purge their caches."""
        ...

    def put(self, edition: Edition) -> None:
        """Gives an edition to the others."""
        ...

    def fetch(self, id_: str, folder: Path) -> None:
        """Writes an edition into the new ``folder``. Raises ``KeyError`` where there is none of that id."""
        ...

    def remove(self, id_: str) -> None: ...
