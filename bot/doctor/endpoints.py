"""The endpoints that are configured: language model, embeddings, speech, Chroma server, traces. Each gets a small call."""

from __future__ import annotations

import asyncio
import io
import socket
import wave
from collections.abc import Coroutine
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.app import open_library
from bot.channels.speech import SpeechError, open_speech
from bot.doctor.finding import Finding, Findings, Notes
from bot.os_reason import reason
from bot.settings import Settings
from bot.texts import Texts
from retrieval.embedding.embeddings import EmbedderDownError, open_embedder

_SECONDS = 10.0
_OTLP_PORT = 4317
_STATUSES = {401: "key", 403: "key", 404: "not_found", 429: "rate_limit"}
_EMBEDDING_FAULTS = {
    "AuthenticationError": "key",
    "PermissionDeniedError": "key",
    "NotFoundError": "not_found",
    "RateLimitError": "rate_limit",
    "APIConnectionError": "connection",
    "APITimeoutError": "timeout",
    "InternalServerError": "server",
}


def check_model(settings: Settings, texts: Texts) -> Findings:
    """Whether the language model replies at all; what it says is not judged here."""
    notes = Notes("model", texts)
    if settings.openai_api_key is None:
        yield notes.ok("none")
        return
    if settings.model_tokens_per_day == 0:
        yield notes.note("off")
        return
    yield asyncio.run(_ask_model(settings, settings.openai_api_key.reveal(), notes))


async def _ask_model(settings: Settings, key: str, notes: Notes) -> Finding:
    from langchain_core.messages import HumanMessage

    from bot.answering.model.chat import EndpointError, Model, NoReplyError, open_chat
    from bot.answering.model.replies import SCHEMA

    name, seconds = settings.openai_model, settings.model_timeout_seconds
    model = Model(open_chat(name, key, settings.openai_base_url, seconds))
    try:
        await model.ask([HumanMessage(notes.texts.say("hello"))], SCHEMA, seconds, lambda _: None)
    except NoReplyError:
        return notes.note("says_nothing", model=name)
    except EndpointError as error:
        return _endpoint_fault(notes, _model_reason(error.reason), name)
    return notes.ok("works", model=name)


def _model_reason(reason: str) -> str:
    """The name of a text for what ``EndpointError`` calls it."""
    word, _, status = reason.partition(" ")
    return _STATUSES.get(int(status), "refused") if word == "request" and status.isdigit() else word


def _endpoint_fault(notes: Notes, reason: str, model: str) -> Finding:
    """Faults that pass are a note: answers go on without the endpoint meanwhile."""
    known = f"{notes.check}.{reason}" in notes.texts.entries
    passing = reason in ("rate_limit", "server", "timeout")
    return (notes.note if passing else notes.fault)(reason if known else "refused", model=model)


def check_embedder(settings: Settings, texts: Texts) -> Findings:
    """Whether a question gets a vector."""
    notes, spec = Notes("embedder", texts), open_library(settings).spec
    model = settings.embedding_model if spec.name == "openai" else spec.name
    try:
        open_embedder(spec).embed_query(texts.say("hello"))
    except EmbedderDownError as error:
        yield _endpoint_fault(notes, _EMBEDDING_FAULTS.get(str(error), "refused"), model)
    except (ImportError, OSError) as error:
        yield notes.fault("not_installed", model=model, kind=type(error).__name__)
    else:
        yield notes.ok("works", model=model)


def check_speech(settings: Settings, texts: Texts) -> Findings:
    """Whether the speech endpoint hears half a second of silence and, where it is to speak, says a word."""
    notes, speech = Notes("speech", texts), open_speech(settings)
    if speech is None:
        yield notes.ok("none")
        return
    yield _spoken_with(notes, "hears", "SPEECH_MODEL", speech.hear(_silence(), "silence.wav"))
    if speech.voice_model:
        yield _spoken_with(notes, "speaks", "SPEECH_VOICE_MODEL", speech.say(texts.say("hello")))


def _spoken_with(notes: Notes, does: str, setting: str, call: Coroutine[Any, Any, object]) -> Finding:
    try:
        asyncio.run(call)
    except SpeechError as error:
        status = getattr(getattr(error.__cause__, "response", None), "status_code", None)
        return notes.fault(_STATUSES.get(status, "refused") if status else "connection", status=status, model=setting)
    return notes.ok(does)


def check_chroma(settings: Settings, texts: Texts) -> Findings:
    """Whether the Chroma server is alive."""
    notes, url = Notes("chroma", texts), settings.chroma_url
    if url is None:
        yield notes.ok("none")
        return
    try:
        beat = httpx.get(f"{url}/api/v2/heartbeat", timeout=_SECONDS).raise_for_status().json()
        yield notes.ok("works", url=url) if "nanosecond heartbeat" in beat else notes.fault("other", url=url)
    except httpx.HTTPStatusError as error:
        yield notes.fault("refused", url=url, status=error.response.status_code)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        yield notes.fault("down", url=url, kind=type(error).__name__)
    except (ValueError, TypeError):
        yield notes.fault("other", url=url)


def check_traces(settings: Settings, texts: Texts) -> Findings:
    """Whether somebody listens where traces go. Answers never wait for it."""
    notes, url = Notes("traces", texts), settings.otel_exporter_otlp_endpoint
    if url is None:
        yield notes.ok("none")
        return
    parts = urlsplit(url)
    try:
        socket.create_connection((parts.hostname or "", parts.port or _OTLP_PORT), timeout=_SECONDS).close()
    except OSError as error:
        yield notes.note("down", url=url, reason=reason(error))
    else:
        yield notes.ok("works", url=url)


def _silence() -> bytes:
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(b"\0\0" * 8_000)
    return sound.getvalue()
