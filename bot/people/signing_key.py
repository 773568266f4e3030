"""The key that signs the desk's cookies: from the settings, else made once and kept where only its owner reads it."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from bot.setting_values import Secret

FILE = "desk.key"


def signing_key(configured: Secret | None, data_dir: Path) -> str:
    """The configured key, else that of the data directory. Raises ``OSError`` where it can't be read or written."""
    return configured.reveal() if configured else _kept(data_dir)


def _kept(data_dir: Path) -> str:
    """Written beside and linked into place: of two processes that make it at once, both read the same one."""
    path = data_dir / FILE
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=data_dir, prefix=f".{FILE}") as beside:  # mode 0600
            beside.write(secrets.token_hex(32))
            beside.flush()
            try:
                os.link(beside.name, path)
            except FileExistsError:  # another process was faster
                return path.read_text("ascii")
    return path.read_text("ascii")
