"""What lies on this machine: fonts, the database, the port of the web page; and the address that people open."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import httpx

from bot.doctor.finding import Findings, Notes
from bot.os_reason import reason
from bot.settings import Settings
from bot.storage import state_of
from bot.texts import Texts

_SECONDS = 5.0


def check_fonts(_: Settings, texts: Texts) -> Findings:
    """Whether a card can be drawn: its packaged font is there and can be read."""
    from bot.channels.card import Card, draw_cards

    notes = Notes("fonts", texts)
    try:
        draw_cards(Card(texts.say("fonts.sample"), texts.say("fonts.sample")))
    except (ImportError, OSError) as error:
        yield notes.fault("missing", kind=type(error).__name__)
    else:
        yield notes.ok("drawn")


def check_database(settings: Settings, texts: Texts) -> Findings:
    """Whether the database can be reached and its tables are ours; nothing in it is changed."""
    from sqlalchemy.exc import SQLAlchemyError

    notes = Notes("database", texts)
    address = settings.database_url.reveal() if settings.database_url else None
    try:
        state = state_of(settings.data_dir, address)
    except ImportError:
        yield notes.fault("no_driver")
    except (SQLAlchemyError, OSError) as error:
        yield notes.fault("down", kind=type(getattr(error, "orig", None) or error).__name__)
    else:
        grade = {"old": notes.note, "unknown": notes.fault}.get(state, notes.ok)
        yield grade(state)


def check_web_port(settings: Settings, texts: Texts) -> Findings:
    """Whether the page's port is free, or already served by us."""
    notes, where = Notes("web", texts), {"host": settings.web_host, "port": settings.web_port}
    family = socket.AF_INET6 if ":" in settings.web_host else socket.AF_INET
    try:
        socket.create_server((settings.web_host, settings.web_port), family=family).close()
    except OSError as error:
        if _served(f"http://{settings.web_host}:{settings.web_port}"):
            yield notes.ok("served", **where)
        elif settings.telegram_token:
            yield notes.note("taken", **where, reason=reason(error))
        else:
            yield notes.fault("taken", **where, reason=reason(error))
    else:
        yield notes.ok("free", **where)


def check_public_url(settings: Settings, texts: Texts) -> Findings:
    """Whether residents' address leads to us; it can only do so while the page is served."""
    notes, url = Notes("public_url", texts), settings.public_url
    if url is None:
        yield notes.ok("none")
    elif _served(url):
        yield notes.ok("leads_here", url=url) if urlsplit(url).scheme == "https" else notes.note("plain", url=url)
    else:
        yield notes.note("not_here", url=url)


def _served(url: str) -> bool:
    """Whether our web page answers at ``url``."""
    try:
        response = httpx.get(f"{url}/healthz", timeout=_SECONDS)
        return response.status_code == 200 and response.json() == {"status": "ok"}
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return False
