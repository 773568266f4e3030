"""A machine of several follows what the others agreed on: which edition is current, and what was purged."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError, SQLAlchemyError

from bot.admin.errors import AdminError
from retrieval.editions.edition import DamagedEditionError
from retrieval.editions.library import BuildRunningError, Library, NoEditionError
from retrieval.editions.purge import retain_used

_SECONDS = 1.0  # from one look to the next
_PATIENCE = 20.0  # for a look that takes long, in the end
_log = logging.getLogger(__name__)


@contextmanager
def following(library: Library, seconds: float = _SECONDS) -> Iterator[None]:
    """Inside, a thread looks again and again; what fails is logged and tried again."""
    stop = threading.Event()

    def look() -> None:
        while not stop.wait(seconds):
            try:
                follow(library)
            except OperationalError as error:
                _log.warning("the others can't be asked what is current (%s)", type(error.orig).__name__)
            except (SQLAlchemyError, OSError, NoEditionError, DamagedEditionError, AdminError):
                _log.exception("this machine could not follow the others, next try in %.0f s", seconds)

    thread = threading.Thread(target=look, name="following", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(_PATIENCE)


def follow(library: Library) -> None:
    """One look."""
    library.follow()
    mark = library.owed_purge()
    if mark is None:
        return
    try:
        with library.tidying():
            retain_used(library)
    except BuildRunningError:
        return  # a build is filling the cache: the next look
    library.settle_purge(mark)
