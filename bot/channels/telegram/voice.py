"""Voice messages are heard and answered, answers read aloud, where an audio endpoint is configured."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta

from telegram.constants import ChatAction
from telegram.ext import filters

from bot.channels.speech import Speech, SpeechError
from bot.channels.telegram.html import Run, paginate
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.questions import Questions
from bot.channels.telegram.routes import NEW, Routes
from bot.channels.telegram.sending import Sender
from bot.people.conversations import Conversations
from bot.texts import Texts

_MOST_SPOKEN = 1500  # characters read aloud
_LONGEST = 180  # seconds of a voice message that are heard
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Voice:
    """``speech``: None where no endpoint is configured; a voice message then gets a kind word."""

    speech: Speech | None
    questions: Questions
    conversations: Conversations
    sender: Sender
    texts: Texts

    def register(self, routes: Routes) -> None:
        routes.message(NEW & filters.VOICE, self.on_voice)
        routes.button("aloud", self.on_aloud)

    async def on_voice(self, incoming: Incoming) -> None:
        voice = incoming.message.voice
        if self.speech is None or voice is None:
            await self._say(incoming, "only_text")
            return
        if _seconds(voice.duration) > _LONGEST:
            await self._say(incoming, "voice.too_long")
            return
        async with self.sender.typing(incoming.chat):
            file = await self.sender.patiently(voice.get_file)
            sound = bytes(await self.sender.patiently(file.download_as_bytearray))
            text = await self._heard(self.speech, sound)
        if text:
            await self.questions.answer_shown(incoming, text)
        else:
            await self._say(incoming, "voice.not_heard")

    async def on_aloud(self, incoming: Incoming) -> None:
        """Read an answer aloud, without its marks."""
        given = await self.conversations.given(incoming.pressed[0])
        if given is None or self.speech is None:
            await incoming.query.answer(self.texts.say("source.gone"), show_alert=True)
            return
        await incoming.query.answer()
        text = "\n".join(sentence.text for sentence in given.answer.sentences)[:_MOST_SPOKEN]
        try:
            async with self.sender.typing(incoming.chat, ChatAction.RECORD_VOICE):
                sound = await self.speech.say(text)
        except SpeechError as error:
            _log.warning("an answer was not read aloud: %s", error)
            await self._say(incoming, "voice.silent")
            return
        await self.sender.patiently(lambda: self.sender.bot.send_voice(incoming.chat, sound))

    async def _heard(self, speech: Speech, sound: bytes) -> str:
        try:
            return await speech.hear(sound, "voice.ogg")
        except SpeechError as error:
            _log.warning("a voice message was not heard: %s", error)
            return ""

    async def _say(self, incoming: Incoming, key: str) -> None:
        await self.sender.send(incoming.chat, paginate([Run(self.texts.say(key))]))


def _seconds(duration: int | timedelta) -> float:
    """The library tells durations as numbers or, where asked to, as spans of time."""
    return duration.total_seconds() if isinstance(duration, timedelta) else duration
