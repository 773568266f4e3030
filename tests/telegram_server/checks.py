"""The limits that Telegram holds on what a bot sends; each check raises the 400 it would answer."""

from __future__ import annotations

import json
from typing import Any

from tests.telegram_server.errors import bad_request
from tests.telegram_server.markup import Entity, parse_html, utf16

TEXT_LIMIT, CAPTION_LIMIT, ENTITY_LIMIT, CALLBACK_BYTES, BUTTON_LIMIT, COPY_LIMIT = 4096, 1024, 100, 64, 100, 256
_BUTTON_KINDS = {"callback_data", "url", "copy_text", "switch_inline_query", "web_app"}


def formatted(
    text: str, parse_mode: str | None, limit: int = TEXT_LIMIT, what: str = "message"
) -> tuple[str, list[Entity]]:
    """Plain text and entities of a message or caption, inside every limit."""
    if parse_mode not in (None, "HTML"):
        raise bad_request("unsupported parse_mode")
    plain, entities = parse_html(text) if parse_mode == "HTML" else (text, [])
    if utf16(plain) > limit:
        raise bad_request(f"{what} is too long")
    if len(entities) > ENTITY_LIMIT:
        raise bad_request("too many entities")
    return plain, entities


def message_text(text: str | None, parse_mode: str | None) -> tuple[str, list[Entity]]:
    plain, entities = formatted(text or "", parse_mode)
    if not plain.strip():
        raise bad_request("message text is empty")
    return plain, entities


def _button(button: Any) -> None:
    if not isinstance(button, dict) or not button.get("text"):
        raise bad_request("inline keyboard button must have a text")
    kinds = _BUTTON_KINDS & set(button)
    if len(kinds) != 1:
        raise bad_request("inline keyboard button must use exactly one of the optional fields")
    if not 1 <= len(button.get("callback_data", "x").encode()) <= CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if not 1 <= len(button.get("copy_text", {}).get("text", "x")) <= COPY_LIMIT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _rows(keyboard: Any) -> list[Any]:
    if not isinstance(keyboard, list) or not all(isinstance(row, list) for row in keyboard):
        raise bad_request("field of the reply markup must be an Array of Arrays")
    buttons = [button for row in keyboard for button in row]
    if len(buttons) > BUTTON_LIMIT or any(len(row) > 8 for row in keyboard):
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return buttons


def reply_markup(source: str | None) -> dict[str, Any] | None:
    """The markup as an object, or None; malformed keyboards are refused."""
    if not source:
        return None
    markup: Any = json.loads(source)
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        for button in _rows(markup["inline_keyboard"]):
            _button(button)
    elif "keyboard" in markup:
        if not all(isinstance(button, dict) and button.get("text") for button in _rows(markup["keyboard"])):
            raise bad_request("keyboard button must have a text")
    elif not {"remove_keyboard", "force_reply"} & set(markup):
        raise bad_request("can't parse reply markup")
    return markup
