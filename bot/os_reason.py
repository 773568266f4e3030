"""Why the system refused to read, write or listen, for people."""

from __future__ import annotations

import errno

from bot.texts import Texts


def reason(error: OSError) -> str:
    """The everyday reasons in Chinese, the others in the system's own words."""
    texts = Texts.load("system")
    key = errno.errorcode.get(error.errno or 0, "")
    return texts.say(key) if key in texts.entries else error.strerror or type(error).__name__
