"""Where we listen, and whether the addresses that others are given lead there."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import httpx

from bot.doctor.finding import Findings, Notes
from bot.os_reason import reason
from bot.settings import Settings
from bot.texts import Texts

_SECONDS = 5.0


def check_web_port(settings: Settings, texts: Texts) -> Findings:
    """Whether the page's port is free, or already served by us."""
    notes, where = Notes("web", texts), {"host": settings.web_host, "port": settings.web_port}
    try:
        _bind(settings.web_host, settings.web_port)
    except OSError as error:
        if _served(f"http://{settings.web_host}:{settings.web_port}"):
            yield notes.ok("served", **where)
        elif settings.telegram_token:
            yield notes.note("taken", **where, reason=reason(error))
        else:
            yield notes.fault("taken", **where, reason=reason(error))
    else:
        yield notes.ok("free", **where)


def check_webhook_port(settings: Settings, texts: Texts) -> Findings:
    """Whether the port that Telegram's messages come to is free; while the bot runs it is not."""
    notes, (host, port) = Notes("webhook", texts), settings.telegram_webhook_listen
    if settings.telegram_token is None or settings.telegram_webhook_url is None:
        yield notes.ok("none")
        return
    if port == settings.web_port:
        yield notes.fault("same", port=port)
        return
    try:
        _bind(host, port)
    except OSError as error:
        running = _served(f"http://{settings.web_host}:{settings.web_port}")
        yield (notes.ok if running else notes.fault)(
            "ours" if running else "taken", where=host, port=port, reason=reason(error)
        )
    else:
        yield notes.ok("free", where=host, port=port)


def check_public_url(settings: Settings, texts: Texts) -> Findings:
    """Whether residents' address leads to us; it can only do so while the page is served."""
    notes, url = Notes("public_url", texts), settings.public_url
    if url is None:
        yield notes.ok("none")
    elif _served(url):
        yield notes.ok("leads_here", url=url) if urlsplit(url).scheme == "https" else notes.note("plain", url=url)
    else:
        yield notes.note("not_here", url=url)


def _bind(host: str, port: int) -> None:
    """Raises ``OSError`` where nobody can listen there."""
    socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()


def _served(url: str) -> bool:
    """Whether our web page answers at ``url``."""
    try:
        response = httpx.get(f"{url}/healthz", timeout=_SECONDS)
        return response.status_code == 200 and response.json() == {"status": "ok"}
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return False
