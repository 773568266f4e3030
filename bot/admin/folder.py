"""The documents' folder follows what an admin decides in a chat: what was sent comes into it, what was removed goes.

Else the next reload of the folder would undo it. What goes lies in ``.removed`` inside the folder, read by nobody.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path

from bot.admin.manifest_file import describe, forget
from retrieval.editions.edition import Edition
from retrieval.editions.library import Library
from retrieval.editions.staleness import folder_digest
from retrieval.loading.walk import plain_name

SENT, REMOVED = "sent", ".removed"


def keep_sent(edition: Path, paths: Iterable[Path]) -> None:
    """Keeps files that were sent with the edition rehearsed for them; with it they go if it is withdrawn."""
    for path in paths:
        if path.is_file():
            (edition / SENT).mkdir(exist_ok=True)
            shutil.copy2(path, edition / SENT / path.name)


def follow(library: Library, folder: Path, before: Edition | None, now: Edition) -> None:
    """Brings ``folder`` from what ``before`` holds to what ``now`` does: sent files in, replaced and removed ones out.

    A folder that was decided on counts as decided on afterwards too. Raises ``OSError`` or ``LoadingError``.
    """
    with library.switching():
        decided = library.seeds() == folder_digest(folder)
        serving = {source.file: source for source in now.manifest.sources.values()}
        for source in before.manifest.sources.values() if before else ():
            if source.file not in serving and _digest(folder / source.file) == source.sha256:
                _put_away(folder, source.file)
                forget(folder, source.file)
        for path in sorted((now.path / SENT).glob("*")):
            sent = serving.get(plain_name(path.name))
            if sent:
                _put_away(folder, path.name)
                _put_in(folder, path)
                describe(folder, sent.file, sent.audience)
        shutil.rmtree(now.path / SENT, ignore_errors=True)
        if decided:
            library.settle(folder_digest(folder))


def _digest(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def _put_in(folder: Path, path: Path) -> None:
    beside = folder / f".{path.name}.part"
    shutil.copyfile(path, beside)
    beside.replace(folder / path.name)


def _put_away(folder: Path, name: str) -> None:
    if (folder / name).exists():
        target = folder / REMOVED / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (folder / name).replace(target)
