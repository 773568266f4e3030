"""People who write to the bot: a chat with its person, what they say and press, and what the bot answers."""

from __future__ import annotations

import time
from typing import Any

from tests.telegram_server.server import BotApi
from tests.telegram_server.world import PATIENCE, Event, Json


class Chat:
    """One person in one chat, from the moment it is made. ``chat``: its id, the person's own for a private chat, below zero for a group."""

    def __init__(self, server: BotApi, person: int = 1001, name: str = "王阿姨", chat: int | None = None) -> None:
        self.server, self.world = server, server.world
        self.person: Json = {"id": person, "is_bot": False, "first_name": name, "language_code": "zh-hans"}
        self.id = person if chat is None else chat
        self._seen: dict[str, int] = {}
        self._since = len(self.world.events)

    @property
    def _place(self) -> Json:
        return (
            {"id": self.id, "type": "private"}
            if self.id > 0
            else {"id": self.id, "type": "supergroup", "title": "社区群"}
        )

    def message(self, **content: Any) -> Json:
        """A message of this person, kept by the server but not sent yet."""
        body = {
            "message_id": self.world.new_id(),
            "date": int(time.time()),
            "chat": self._place,
            "from": self.person,
        } | content
        self.world.messages[(self.id, body["message_id"])] = body
        return body

    async def say(self, text: str, reply_to: Json | None = None) -> Json:
        """Send a text; commands and @mentions get their entities as from a real client."""
        body = self.message(text=text, entities=_entities(text))
        if reply_to:
            body["reply_to_message"] = {k: v for k, v in reply_to.items() if k != "reply_to_message"}
        await self.world.push("message", body)
        return body

    async def send(self, **content: Any) -> Json:
        """Send anything else: photo=…, voice=…, sticker=…"""
        body = self.message(**content)
        await self.world.push("message", body)
        return body

    async def send_document(self, name: str, content: bytes, caption: str = "") -> Json:
        document = self.world.add_file(content) | {"file_name": name, "mime_type": "application/octet-stream"}
        more: Json = {"caption": caption, "caption_entities": _entities(caption)} if caption else {}
        return await self.send(document=document, **more)

    async def send_voice(self, content: bytes = b"OggS") -> Json:
        return await self.send(voice=self.world.add_file(content) | {"duration": 2, "mime_type": "audio/ogg"})

    async def edit(self, message: Json, text: str) -> None:
        body = message | {"text": text, "entities": _entities(text), "edit_date": int(time.time())}
        self.world.messages[(self.id, body["message_id"])] = body
        await self.world.push("edited_message", body)

    async def press(self, message: Json, label: str) -> Json:
        """Press the button whose text holds ``label``; what the bot answers to the query comes back."""
        query = await self.tap(message, label)
        event = await self.world.until(lambda: self._answered(query["id"]))
        return event.body

    async def tap(self, message: Json, label: str) -> Json:
        """Press without waiting for the bot."""
        button = next((b for b in buttons(message) if label in b["text"]), None)
        assert button, f"no button {label!r} among {[b['text'] for b in buttons(message)]}"
        query = {"id": f"cb{self.world.new_id()}", "from": self.person, "message": message, "chat_instance": "1"}
        query["data"] = button["callback_data"]
        self.world.callbacks[query["id"]] = query
        await self.world.push("callback_query", query)
        return query

    async def wait(self, kind: str, patience: float = PATIENCE) -> Json:
        """The next thing of ``kind`` that the bot did in this chat and that was not waited for before."""
        event = await self.world.until(lambda: self._next(kind), patience)
        self._seen[kind] = self.world.events.index(event) + 1
        return event.body

    async def reply(self) -> Json:
        """The bot's next message."""
        return await self.wait("message")

    async def ask(self, text: str) -> Json:
        """Say ``text`` and wait for the next message."""
        await self.say(text)
        return await self.reply()

    def done(self, kind: str = "message") -> list[Json]:
        """Everything of ``kind`` that the bot did in this chat so far."""
        return [event.body for event in self.world.events if event.kind == kind and event.chat == self.id]

    def _next(self, kind: str) -> Event | None:
        later = self.world.events[self._seen.get(kind, self._since) :]
        return next((event for event in later if event.kind == kind and event.chat == self.id), None)

    def _answered(self, query: str) -> Event | None:
        return next((e for e in self.world.events if e.kind == "callback" and e.body["id"] == query), None)


def buttons(message: Json) -> list[Json]:
    """Every inline button of a message, in reading order."""
    return [button for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


def labels(message: Json) -> list[str]:
    return [button["text"] for button in buttons(message)]


def _entities(text: str) -> list[Json]:
    found: list[Json] = []
    for word in text.split():
        kind = "bot_command" if word.startswith("/") else "mention" if word.startswith("@") else None
        if kind:
            found.append({"type": kind, "offset": text.index(word), "length": len(word)})
    return found
