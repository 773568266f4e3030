"""Logs that hold no token and no key: every record is redacted before any handler writes it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable

_TOKEN = re.compile(r"\d{4,12}:[A-Za-z0-9_-]{30,}")  # a Telegram bot's, also when it is not ours
_HIDDEN = "***"
_CHATTY = ("httpx", "httpcore", "telegram.ext.Updater", "apscheduler")  # they log each address at INFO, tokens and all


class Redaction(logging.Filter):
    """Replaces secrets in a record's message and trace."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self._secrets = sorted((secret for secret in secrets if secret), key=len, reverse=True)
        self._trace = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        """Always True; the record is changed."""
        record.msg, record.args = self.redact(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = self._trace.formatException(record.exc_info)
        record.exc_text = record.exc_text and self.redact(record.exc_text)
        return True

    def redact(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, _HIDDEN)
        return _TOKEN.sub(_HIDDEN, text)


def protect_logs(secrets: Iterable[str]) -> None:
    """Redact whatever the root logger's handlers write, and quieten the libraries that log addresses."""
    redaction = Redaction(secrets)
    for handler in logging.getLogger().handlers:
        handler.addFilter(redaction)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
