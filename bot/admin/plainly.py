"""What builds, editions, disks and databases raise, told to an admin in one line."""

from __future__ import annotations

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from bot.admin.errors import AdminError, admin_error
from bot.os_reason import reason
from retrieval.editions.build import BuildFailedError
from retrieval.editions.edition import DamagedEditionError
from retrieval.editions.library import BuildRunningError, NoEditionError
from retrieval.editions.server_store import StoreDownError

_log = logging.getLogger(__name__)
_FULL = (errno.ENOSPC, errno.EDQUOT)
_READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turns all of them into ``AdminError``."""
    try:
        yield
    except BuildRunningError as error:
        raise admin_error("running") from error
    except BuildFailedError as error:
        if error.trace:
            _log.info("the build failed: %s", error.trace)
        raise AdminError(str(error)) from error
    except NoEditionError as error:
        raise admin_error("no_edition", edition=error) from error
    except DamagedEditionError as error:
        raise admin_error("damaged", edition=error) from error
    except StoreDownError as error:
        raise admin_error("chroma_down") from error
    except DBAPIError as error:
        raise admin_error("database") from error
    except OSError as error:
        raise _disk_error(error) from error


def _disk_error(error: OSError) -> AdminError:
    if error.errno in _FULL:
        return admin_error("full")
    if error.errno in _READ_ONLY:
        return admin_error("read_only", path=error.filename)
    return admin_error("disk", reason=reason(error), path=error.filename)
