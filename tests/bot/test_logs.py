"""No secret reaches a log, neither in a message nor in a trace."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from bot.logs import protect_logs, secrets_of
from bot.settings import Settings

TOKEN = "1234567:AAabcdefghijklmnopqrstuvwxyz_-0123456"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def test_keys_and_any_bot_token_are_covered(written: io.StringIO) -> None:
    protect_logs(["my-key", ""])
    logging.getLogger("x").warning("POST https://api.telegram.org/bot%s/getMe with %s", TOKEN, "my-key")
    try:
        raise ValueError(f"bad {TOKEN} my-key")
    except ValueError:
        logging.getLogger("x").exception("failed")
    assert TOKEN not in written.getvalue()
    assert "my-key" not in written.getvalue()
    assert "ValueError: bad *** ***" in written.getvalue()


def test_libraries_that_log_addresses_are_quiet(written: io.StringIO) -> None:
    protect_logs([])
    logging.getLogger("httpx").info("HTTP Request: POST …")
    assert written.getvalue() == ""


def test_every_secret_of_the_settings_is_known() -> None:
    settings = Settings.load(
        {
            "OPENAI_API_KEY": "sk-1",
            "TELEGRAM_TOKEN": TOKEN,
            "DATABASE_URL": "postgresql://me:pass-2@db/x",
            "DESK_TOKENS": "zhang:admin:a-token-for-the-desk",
        }
    )
    assert {"sk-1", TOKEN, "pass-2", "a-token-for-the-desk"} <= set(secrets_of(settings))
