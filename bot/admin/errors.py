"""What can't be done, told to an admin in one line."""

from __future__ import annotations

from bot.texts import Texts


class AdminError(Exception):
    """The message is one line for the admin; the cause, where there is one, is for the log."""


def admin_error(key: str, **variables: object) -> AdminError:
    """The error whose line is ``error.KEY`` in ``prompts/admin.toml``."""
    return AdminError(Texts.load("admin").say(f"error.{key}", **variables))
