"""Hearing and speaking through an OpenAI-compatible audio endpoint."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from bot.settings import Settings

_SECONDS = 60.0


class SpeechError(Exception):
    """The endpoint did not hear or speak; the message says why, without any key."""


@dataclass(frozen=True, slots=True)
class Speech:
    """``base_url`` as in https://api.openai.com/v1; ``voice_model``: None where it only hears."""

    base_url: str
    key: str
    model: str
    voice_model: str | None = None
    voice: str = "alloy"

    async def hear(self, sound: bytes, name: str) -> str:
        """The words of a recording; ``name`` tells its format. Raises ``SpeechError``."""
        files = {"file": (name, sound)}
        response = await self._post("/audio/transcriptions", data={"model": self.model, "language": "zh"}, files=files)
        try:
            return str(response.json()["text"]).strip()
        except (ValueError, KeyError, TypeError) as error:
            raise SpeechError("the answer holds no text") from error

    async def say(self, text: str) -> bytes:
        """``text`` spoken, as OGG with Opus, which Telegram plays as a voice message. Raises ``SpeechError``."""
        wanted = {"model": self.voice_model, "voice": self.voice, "input": text, "response_format": "opus"}
        return (await self._post("/audio/speech", json=wanted)).content

    async def _post(self, path: str, **content: object) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.key}"}
        try:
            async with httpx.AsyncClient(timeout=_SECONDS) as client:
                response = await client.post(self.base_url + path, headers=headers, **content)  # type: ignore[arg-type]
                return response.raise_for_status()
        except httpx.HTTPError as error:
            raise SpeechError(f"{type(error).__name__} at {path}") from error


def open_speech(settings: Settings) -> Speech | None:
    """The configured endpoint; None where there is none."""
    if settings.speech_base_url is None:
        return None
    key = settings.speech_api_key.reveal() if settings.speech_api_key else ""
    return Speech(settings.speech_base_url, key, settings.speech_model, settings.speech_voice_model)
