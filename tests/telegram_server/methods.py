"""The Bot API's methods: each takes a call's parameters and files, and returns the result that Telegram would."""

from __future__ import annotations

import json
import time
from typing import Any

from tests.telegram_server.checks import CAPTION_LIMIT, formatted, message_text, reply_markup
from tests.telegram_server.errors import bad_request
from tests.telegram_server.world import BOT, Json, World

Files = dict[str, tuple[str, bytes]]
_DOWNLOAD_LIMIT = 20 * 1024 * 1024
_ACTIONS = {"typing", "upload_photo", "upload_document", "record_voice", "upload_voice"}


class Methods:
    """One coroutine a method, by Telegram's name in lower case."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def getme(self, call: Json, files: Files) -> Any:
        return BOT | {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}

    async def getupdates(self, call: Json, files: Files) -> Any:
        """Updates from ``offset`` on; what comes before it is forgotten. Waits at most ``timeout`` seconds."""
        offset = int(call.get("offset", 0))
        self._world.updates[:] = [update for update in self._world.updates if update["update_id"] >= offset]
        await self._world.wake()
        try:
            return await self._world.until(lambda: list(self._world.updates) or None, float(call.get("timeout", 0)))
        except TimeoutError:
            return []

    async def sendmessage(self, call: Json, files: Files) -> Any:
        text, entities = message_text(call.get("text"), call.get("parse_mode"))
        return await self._send(call, {"text": text, "entities": entities})

    async def sendmessagedraft(self, call: Json, files: Files) -> Any:
        if int(call["chat_id"]) < 0:
            raise bad_request("drafts are for private chats only")
        if not int(call.get("draft_id", 0)):
            raise bad_request("DRAFT_ID_INVALID")
        text, _ = formatted(call.get("text", ""), call.get("parse_mode"))
        await self._world.record("draft", int(call["chat_id"]), {"draft_id": call["draft_id"], "text": text})
        return True

    async def senddocument(self, call: Json, files: Files) -> Any:
        name, content = self._content(call, files, "document")
        document = self._world.add_file(content) | {"file_name": name}
        return await self._send(call, {"document": document} | self._caption(call))

    async def sendphoto(self, call: Json, files: Files) -> Any:
        _, content = self._content(call, files, "photo")
        if not content.startswith((b"\x89PNG", b"\xff\xd8")) or len(content) > 10 * 1024 * 1024:
            raise bad_request("IMAGE_PROCESS_FAILED")
        photo = self._world.add_file(content) | {"width": 1080, "height": 1080}
        return await self._send(call, {"photo": [photo]} | self._caption(call))

    async def sendvoice(self, call: Json, files: Files) -> Any:
        _, content = self._content(call, files, "voice")
        voice = self._world.add_file(content) | {"duration": 1}
        return await self._send(call, {"voice": voice} | self._caption(call))

    async def editmessagetext(self, call: Json, files: Files) -> Any:
        text, entities = message_text(call.get("text"), call.get("parse_mode"))
        return await self._edit(call, {"text": text, "entities": entities, **self._markup(call)})

    async def editmessagereplymarkup(self, call: Json, files: Files) -> Any:
        return await self._edit(call, self._markup(call))

    async def deletemessage(self, call: Json, files: Files) -> Any:
        key = (int(call["chat_id"]), int(call["message_id"]))
        if self._world.messages.pop(key, None) is None:
            raise bad_request("message to delete not found")
        await self._world.record("delete", key[0], {"message_id": key[1]})
        return True

    async def sendchataction(self, call: Json, files: Files) -> Any:
        if call.get("action") not in _ACTIONS:
            raise bad_request("wrong parameter action in request")
        await self._world.record("action", int(call["chat_id"]), {"action": call["action"]})
        return True

    async def answercallbackquery(self, call: Json, files: Files) -> Any:
        query = self._world.callbacks.pop(call.get("callback_query_id", ""), None)
        if query is None:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        if len(call.get("text", "")) > 200:
            raise bad_request("MESSAGE_TOO_LONG")
        body = {"id": query["id"], "text": call.get("text"), "alert": call.get("show_alert") == "true"}
        await self._world.record("callback", query["message"]["chat"]["id"], body)
        return True

    async def getfile(self, call: Json, files: Files) -> Any:
        content = self._world.files.get(call.get("file_id", ""))
        if content is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if len(content) > _DOWNLOAD_LIMIT:
            raise bad_request("file is too big")
        name = call["file_id"]
        return {"file_id": name, "file_unique_id": name, "file_size": len(content), "file_path": f"documents/{name}"}

    async def setmycommands(self, call: Json, files: Files) -> Any:
        commands = json.loads(call["commands"])
        if len(commands) > 100:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            name, description = command["command"], command["description"]
            if not (
                0 < len(name) <= 32 and name.isascii() and name.replace("_", "").isalnum() and name == name.lower()
            ):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(description) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self._world.commands[_scope(call)] = commands
        await self._world.wake()
        return True

    async def deletemycommands(self, call: Json, files: Files) -> Any:
        self._world.commands.pop(_scope(call), None)
        await self._world.wake()
        return True

    async def getmycommands(self, call: Json, files: Files) -> Any:
        return self._world.commands.get(_scope(call), [])

    async def setwebhook(self, call: Json, files: Files) -> Any:
        if not call.get("url", "").startswith("http"):
            raise bad_request("bad webhook: an HTTPS URL must be provided for webhook")
        self._world.webhook = {"url": call["url"], "secret": call.get("secret_token", "")}
        await self._world.wake()
        return True

    async def deletewebhook(self, call: Json, files: Files) -> Any:
        self._world.webhook = {}
        return True

    async def getwebhookinfo(self, call: Json, files: Files) -> Any:
        info = {"has_custom_certificate": False, "pending_update_count": len(self._world.updates)}
        told = {k: v for k, v in self._world.webhook.items() if k != "secret"}
        return {"url": "", **told, **info}

    async def _send(self, call: Json, content: Json) -> Json:
        chat = int(call["chat_id"])
        message = {
            "message_id": self._world.new_id(),
            "from": BOT,
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private" if chat > 0 else "supergroup", "title": "群"},
            **content,
            **self._markup(call),
            **self._reply_to(chat, call),
        }
        self._world.messages[(chat, message["message_id"])] = message
        await self._world.record("message", chat, dict(message))
        if "inline_keyboard" not in message.get("reply_markup", {}):
            message.pop("reply_markup", None)  # only inline keyboards belong to their message
        return message

    async def _edit(self, call: Json, change: Json) -> Json:
        key = (int(call["chat_id"]), int(call["message_id"]))
        message = self._world.messages.get(key)
        if message is None or message["from"] != BOT:
            raise bad_request("message to edit not found")
        before = {name: message.get(name) for name in ("text", "entities", "reply_markup")}
        changed = {name: change.get(name, message.get(name) if name != "reply_markup" else None) for name in before}
        if changed == before:
            raise bad_request(
                "message is not modified: specified new message content and reply markup are exactly the same"
            )
        message.pop("reply_markup", None)
        message.update(change)
        await self._world.record("edit", key[0], dict(message))
        return message

    def _reply_to(self, chat: int, call: Json) -> Json:
        if not (source := call.get("reply_parameters")):
            return {}
        wanted = json.loads(source)
        found = self._world.messages.get((chat, int(wanted["message_id"])))
        if found is None and not wanted.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
        return {"reply_to_message": {k: v for k, v in found.items() if k != "reply_to_message"}} if found else {}

    def _caption(self, call: Json) -> Json:
        caption, entities = formatted(call.get("caption", ""), call.get("parse_mode"), CAPTION_LIMIT, "message caption")
        return {"caption": caption, "caption_entities": entities}

    def _markup(self, call: Json) -> Json:
        markup = reply_markup(call.get("reply_markup"))
        return {"reply_markup": markup} if markup else {}

    def _content(self, call: Json, files: Files, field: str) -> tuple[str, bytes]:
        if field in files:
            return files[field]
        if (reference := call.get(field, "")).startswith("attach://"):
            return files[reference.removeprefix("attach://")]
        if reference in self._world.files:
            return reference, self._world.files[reference]
        raise bad_request("there is no file in the request")


def _scope(call: Json) -> str:
    return json.dumps(json.loads(call.get("scope") or '{"type": "default"}'), sort_keys=True)
