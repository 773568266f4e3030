"""The buttons under an answer. Their data is a kind, an answer's id and a number: far below Telegram's 64 bytes."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.answering.answer import Answer
from bot.texts import Texts

_A_ROW = 4
_MOST_SOURCES = 24


def answer_buttons(answer_id: str, answer: Answer, texts: Texts) -> InlineKeyboardMarkup | None:
    """A button for each source of an answer."""
    sources = [
        button(texts.say("button.source", n=citation.n), "source", answer_id, citation.n)
        for citation in answer.citations[:_MOST_SOURCES]
    ]
    return keyboard(rows(sources, _A_ROW))


def button(label: str, *data: object) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=":".join(map(str, data)))


def rows(buttons: Sequence[InlineKeyboardButton], a_row: int) -> list[list[InlineKeyboardButton]]:
    return [list(buttons[at : at + a_row]) for at in range(0, len(buttons), a_row)]


def keyboard(lines: Sequence[Sequence[InlineKeyboardButton]]) -> InlineKeyboardMarkup | None:
    """The keyboard of the lines that hold a button, or None."""
    filled = [line for line in lines if line]
    return InlineKeyboardMarkup(filled) if filled else None
