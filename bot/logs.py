"""Logs that hold no token, no key and, unless asked for, no text of a person.

Every record is redacted before any handler writes it. ``extra={"fields": …}`` adds words and numbers of ours to a line,
``extra={"texts": …}`` what people, documents or a model said: written with LOG_TEXTS alone.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from bot.request_id import request_id
from bot.setting_values import Secret
from bot.settings import Settings

_TOKEN = re.compile(r"\d{4,12}:[A-Za-z0-9_-]{30,}")  # a Telegram bot's, also when it is not ours
_HIDDEN = "***"
_RECEIVED = re.compile(r"(?<=Received data was).*", re.DOTALL)  # of an update that can't be read: people's words
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s%(more)s"
_OURS = ("bot", "retrieval")
_CHATTY = ("httpx", "httpcore", "telegram.ext.Updater", "apscheduler")  # they log each address at INFO, tokens and all


class Redaction(logging.Filter):
    """Replaces secrets in a record's message and trace."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self._secrets = sorted((secret for secret in secrets if secret), key=len, reverse=True)
        self._trace = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        """Always True; the record is changed."""
        message = record.getMessage()
        if record.name.startswith("telegram"):
            message = _RECEIVED.sub(f" {_HIDDEN}", message)
        record.msg, record.args = self.redact(message), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = self._trace.formatException(record.exc_info)
        record.exc_text = record.exc_text and self.redact(record.exc_text)
        for name in ("fields", "texts"):
            if more := getattr(record, name, None):
                setattr(record, name, {k: self.redact(v) if isinstance(v, str) else v for k, v in more.items()})
        return True

    def redact(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, _HIDDEN)
        return _TOKEN.sub(_HIDDEN, text)


class TextLines(logging.Formatter):
    """A line for people to read: what happened, then the request and the fields."""

    def __init__(self, texts: bool = False) -> None:
        super().__init__(_FORMAT)
        self._texts = texts

    def format(self, record: logging.LogRecord) -> str:
        more = {"request": request_id(), **_more(record, self._texts)}
        record.more = "".join(f" {name}={value}" for name, value in more.items() if value not in (None, ""))
        return super().format(record)


class JsonLines(logging.Formatter):
    """A JSON object a line, for whatever collects logs."""

    def __init__(self, texts: bool = False) -> None:
        super().__init__()
        self._texts = texts

    def format(self, record: logging.LogRecord) -> str:
        row = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": request_id() or None,
            "trace": record.exc_text or None,
            **_more(record, self._texts),
        }
        return json.dumps({name: value for name, value in row.items() if value is not None}, ensure_ascii=False)


def _more(record: logging.LogRecord, texts: bool) -> dict[str, Any]:
    return {**getattr(record, "fields", {}), **(getattr(record, "texts", {}) if texts else {})}


def set_up_logs(settings: Settings) -> None:
    """Logs go to standard error: ours from the configured level on, those of libraries from warnings on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter((JsonLines if settings.log_format == "json" else TextLines)(settings.log_texts))
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    for name in _OURS:
        logging.getLogger(name).setLevel(settings.log_level)
    protect_logs(secrets_of(settings))


def secrets_of(settings: Settings) -> Iterator[str]:
    """Every token, key and password in the settings."""
    for value in (
        *(getattr(settings, f.name) for f in fields(settings)),
        *(t.token for t in (*settings.desk_tokens, *settings.api_keys)),
    ):
        if isinstance(value, Secret):
            yield value.reveal()
            if password := _password(value.reveal()):
                yield password


def _password(address: str) -> str | None:
    try:
        return urlsplit(address).password
    except ValueError:
        return None


def protect_logs(secrets: Iterable[str]) -> None:
    """Redact whatever the root logger's handlers write, and quieten the libraries that log addresses."""
    redaction = Redaction(secrets)
    for handler in logging.getLogger().handlers:
        handler.addFilter(redaction)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
