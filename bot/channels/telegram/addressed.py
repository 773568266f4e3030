"""Whether a message in a group is meant for the bot: it is mentioned or replied to."""

from __future__ import annotations

from telegram import Bot, Message, MessageEntity
from telegram.ext import filters


class Addressed(filters.MessageFilter):
    """True in a private chat, and in a group for a mention of the bot or a reply to it."""

    def __init__(self, bot: Bot) -> None:
        super().__init__("addressed")
        self._bot = bot

    def filter(self, message: Message) -> bool:
        if message.chat.type == message.chat.PRIVATE:
            return True
        replied = message.reply_to_message and message.reply_to_message.from_user
        return bool(replied and replied.id == self._bot.id) or self._mentioned(message)

    def _mentioned(self, message: Message) -> bool:
        kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
        found = message.parse_entities(kinds) | message.parse_caption_entities(kinds)
        return any(
            text.lower() == f"@{self._bot.username}".lower() or (entity.user and entity.user.id == self._bot.id)
            for entity, text in found.items()
        )
