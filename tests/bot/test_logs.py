"""No secret reaches a log, neither in a message nor in a trace."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.logs import JsonLines, Redaction, TextLines, protect_logs, secrets_of
from bot.request_id import request
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


def written_by(formatter: logging.Formatter, message: str, **more: object) -> str:
    record = logging.getLogger("bot.x").makeRecord("bot.x", logging.INFO, "x.py", 1, message, (), None, extra=more)
    Redaction(["my-key"]).filter(record)
    return formatter.format(record)


SAID: dict[str, object] = {"fields": {"status": "answered"}, "texts": {"question": "我家的电话 my-key"}}


def test_a_line_for_programs_and_one_for_people() -> None:
    with request("r-1"):
        row = json.loads(written_by(JsonLines(), "done", **SAID))
        line = written_by(TextLines(), "done", **SAID)
    assert (row["message"], row["request"], row["status"], row["level"]) == ("done", "r-1", "answered", "INFO")
    assert line.endswith("INFO bot.x: done request=r-1 status=answered")


@pytest.mark.parametrize("formatter", [JsonLines, TextLines])
def test_texts_are_written_where_they_are_asked_for(formatter: type[JsonLines] | type[TextLines]) -> None:
    assert "电话" not in written_by(formatter(), "done", **SAID)
    told = written_by(formatter(texts=True), "done", **SAID)
    assert "电话" in told
    assert "my-key" not in told


def test_a_trace_stays_on_its_line() -> None:
    record = logging.getLogger("bot.x").makeRecord("bot.x", logging.ERROR, "x.py", 1, "no", (), None)
    record.exc_text = "Traceback\n  ValueError"
    assert "\n" not in JsonLines().format(record)


def test_what_a_library_could_not_read_is_not_told() -> None:
    said = ("Something went wrong. Received data was *not* processed! Received data was: %r", ({"text": "我家的电话"},))
    record = logging.getLogger("telegram.ext.Updater").makeRecord("telegram.Bot", 50, "x.py", 1, *said, None)
    Redaction([]).filter(record)
    assert record.getMessage() == "Something went wrong. Received data was ***"
