"""What arrived, in the words of handlers: who wrote where, in what role, and what they said or pressed."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import CallbackQuery, Message, Update

from bot.answering.answer import Role
from bot.people.conversations import Asked


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message, a command or a pressed button of a person.

    ``rank``: what the person is; ``text``: what was said, without the command's name and the bot's.
    """

    update: Update
    person: int
    chat: int
    rank: Role
    text: str = ""

    @property
    def in_group(self) -> bool:
        return self.chat != self.person

    @property
    def role(self) -> Role:
        """What the person may see here: in a group everyone is a resident."""
        return "resident" if self.in_group else self.rank

    @property
    def name(self) -> str:
        return person_name(self.person)

    @property
    def conversation(self) -> str:
        """In a group each person has a conversation of their own."""
        return f"telegram:{self.chat}:{self.person}" if self.in_group else self.name

    @property
    def message(self) -> Message:
        """The message that arrived, or the one under which a button was pressed."""
        message = self.update.effective_message
        if not isinstance(message, Message):
            raise LookupError("the update has no message that can be read")
        return message

    @property
    def query(self) -> CallbackQuery:
        if self.update.callback_query is None:
            raise LookupError("the update is no pressed button")
        return self.update.callback_query

    @property
    def pressed(self) -> list[str]:
        """The parts of the pressed button's data after its first."""
        return (self.query.data or "").split(":")[1:]

    @property
    def label(self) -> str:
        """What stands on the pressed button."""
        shown = self.message.reply_markup
        lines = shown.inline_keyboard if shown else ()
        return next((b.text for line in lines for b in line if b.callback_data == self.query.data), "")

    @property
    def asked(self) -> Asked:
        return Asked(self.name, self.conversation, self.role, self.message.message_id)


def person_name(person: int) -> str:
    """A person's name in the store, before it becomes a pseudonym."""
    return f"telegram:{person}"
