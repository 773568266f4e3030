"""The buttons under an answer. Their data is a kind, an answer's id and a number: far below Telegram's 64 bytes.

A button of kind ``ask`` asks what stands on it, so that its question needs no room in the data.
"""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.answering.answer import Answer
from bot.texts import Texts

_A_ROW = 4
_MOST_SOURCES = 24
_LEADS_ON = ("partial", "not_found")
_TELLS = ("answered", "partial")


def answer_buttons(
    answer_id: str, answer: Answer, near: Sequence[str], texts: Texts, reads_aloud: bool = False
) -> InlineKeyboardMarkup | None:
    """Sources, a card, opinions and a way further; ``near``: headings of the sections nearest to a refused question."""
    sources = [
        button(texts.say("button.source", n=citation.n), "source", answer_id, citation.n)
        for citation in answer.citations[:_MOST_SOURCES]
    ]
    return keyboard(
        [
            *([button(choice, "ask", at)] for at, choice in enumerate(answer.choices)),
            *rows(sources, _A_ROW),
            *([button(texts.say("button.near", title=title), "near", answer_id, at)] for at, title in enumerate(near)),
            *_further(answer_id, answer, texts, reads_aloud),
        ]
    )


def leads_on(answer: Answer) -> bool:
    """Whether an answer left the question open, so that a way further is shown."""
    return answer.status in _LEADS_ON


def _further(answer_id: str, answer: Answer, texts: Texts, reads_aloud: bool) -> list[list[InlineKeyboardButton]]:
    """The lines of buttons for what a person may want after an answer."""

    def to(kind: str) -> InlineKeyboardButton:
        return button(texts.say(f"button.{kind}"), kind, answer_id)

    lines = []
    if answer.status in _TELLS:
        lines.append([to("card"), to("useful"), to("useless")])
    if reads_aloud and answer.status in _TELLS:
        lines.append([to("aloud")])
    if answer.status == "answered" and answer.figures:
        lines.append([to("watch")])
    if leads_on(answer):
        lines.append([to("question"), to("help")])
    elif answer.status == "answered":
        lines.append([to("help")])
    return lines


def button(label: str, *data: object) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=":".join(map(str, data)))


def rows(buttons: Sequence[InlineKeyboardButton], a_row: int) -> list[list[InlineKeyboardButton]]:
    return [list(buttons[at : at + a_row]) for at in range(0, len(buttons), a_row)]


def keyboard(lines: Sequence[Sequence[InlineKeyboardButton]]) -> InlineKeyboardMarkup | None:
    """The keyboard of the lines that hold a button, or None."""
    filled = [line for line in lines if line]
    return InlineKeyboardMarkup(filled) if filled else None
