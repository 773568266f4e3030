"""``qr``: the code that leads a phone to the page, on the terminal or as a picture for the notice board."""

from __future__ import annotations

import argparse
import socket
import sys

from bot.cli import CommandError
from bot.os_reason import reason
from bot.settings import Settings
from bot.texts import Texts

_NOWHERE = ("192.0.2.1", 9)  # an address for documentation: nothing is sent there, it only tells the way out
_PIXELS = 12  # of a module: prints sharp at the size of a hand


def run(given: argparse.Namespace, settings: Settings) -> int:
    """The address alone goes to standard error, the code to standard output or into files."""
    import segno

    texts, address = Texts.load("commands"), _address(settings)
    code = segno.make(address, micro=False, error="q")
    saved = [str(path) for path in (given.png, given.svg) if path]
    try:
        for path in saved:
            code.save(path, kind="png" if path == str(given.png) else "svg", scale=_PIXELS)
    except OSError as error:
        raise CommandError(texts.say("ask.unwritable", file=error.filename or "", reason=reason(error))) from error
    if not saved:
        code.terminal(sys.stdout, compact=True)
    print(texts.say("qr.saved" if saved else "qr.shown", address=address, files="、".join(saved)), file=sys.stderr)
    if settings.public_url is None:
        print(texts.say("qr.local", port=settings.web_port), file=sys.stderr)
    return 0


def _address(settings: Settings) -> str:
    """The public address, else the one of this machine in its local network."""
    if settings.public_url:
        return settings.public_url
    host = settings.web_host if settings.web_host not in ("127.0.0.1", "localhost", "0.0.0.0", "::") else _own()  # noqa: S104
    return f"http://{host}:{settings.web_port}"


def _own() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(_NOWHERE)
        except OSError:
            return "127.0.0.1"  # no network at all
        return str(way.getsockname()[0])
