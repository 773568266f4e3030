"""The Telegram token and the way to the Bot API, asked over plain HTTP so that nothing is changed there."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.doctor.finding import Finding, Findings, Notes
from bot.settings import Settings
from bot.texts import Texts

_SECONDS = 10.0
_PORTS = (443, 80, 88, 8443)  # that Telegram sends to


def check_telegram(settings: Settings, texts: Texts) -> Findings:
    """Asks who the bot is and where its messages go. Errors of the client hold the token and are never told."""
    notes = Notes("telegram", texts)
    if settings.telegram_token is None:
        yield notes.ok("none")
        return
    try:
        with _client(settings) as client:
            me = _result(client, "getMe")
            hook = _result(client, "getWebhookInfo")
    except httpx.HTTPStatusError as error:
        yield _refused(error.response.status_code, notes)
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        key = "proxy" if settings.telegram_proxy else "network"
        yield notes.fault(key, kind=type(error).__name__, host=urlsplit(settings.telegram_base_url).hostname)
    except (ValueError, KeyError, TypeError):
        yield notes.fault("no_api", host=urlsplit(settings.telegram_base_url).hostname)
    else:
        yield notes.ok("works", name=me.get("username", ""))
        yield from _webhook(settings, hook, notes)
        if not settings.admin_ids:
            yield notes.note("no_admins")


def _client(settings: Settings) -> httpx.Client:
    assert settings.telegram_token is not None
    proxy = settings.telegram_proxy.reveal() if settings.telegram_proxy else None
    base = f"{settings.telegram_base_url}{settings.telegram_token.reveal()}"
    return httpx.Client(base_url=base, proxy=proxy, timeout=_SECONDS)


def _result(client: httpx.Client, method: str) -> dict[str, Any]:
    answer = client.post(f"/{method}").raise_for_status().json()
    result: dict[str, Any] = answer["result"]
    return result


def _refused(status: int, notes: Notes) -> Finding:
    """401 and 404: a token that Telegram does not know, or no token at all."""
    if status in (401, 404):
        return notes.fault("bad_token")
    return (
        notes.note("busy", status=status) if status == 429 or status >= 500 else notes.fault("refused", status=status)
    )


def _webhook(settings: Settings, hook: dict[str, Any], notes: Notes) -> Findings:
    """Whether messages go where we wait for them. A start moves them here; whoever got them until then goes without."""
    wanted, there = settings.telegram_webhook_url, str(hook.get("url") or "")
    if there and there != wanted:
        yield notes.note("webhook_elsewhere", host=urlsplit(there).hostname)
    if wanted and urlsplit(wanted).scheme != "https":
        yield notes.fault("webhook_plain")
    elif wanted and (urlsplit(wanted).port or _PORTS[0]) not in _PORTS:
        yield notes.fault("webhook_port", ports="、".join(map(str, _PORTS)))
    if wanted and settings.telegram_webhook_secret is None:
        yield notes.note("webhook_open")
    if wanted == there and hook.get("last_error_message"):
        yield notes.note("webhook_fails", reason=hook["last_error_message"])
