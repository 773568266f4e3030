"""The whole examination: every check side by side, since most of them wait for a network."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from bot.doctor.endpoints import check_chroma, check_embedder, check_model, check_speech, check_traces
from bot.doctor.finding import Finding, Findings, Notes
from bot.doctor.places import check_database, check_desk, check_fonts
from bot.doctor.ports import check_public_url, check_web_port, check_webhook_port
from bot.doctor.store import check_data, check_documents, check_edition
from bot.doctor.telegram import check_telegram
from bot.logs import Redaction, secrets_of
from bot.settings import Settings
from bot.texts import Texts

_CHECKS: tuple[Callable[[Settings, Texts], Findings], ...] = (
    check_documents,
    check_data,
    check_edition,
    check_database,
    check_chroma,
    check_embedder,
    check_model,
    check_telegram,
    check_webhook_port,
    check_speech,
    check_web_port,
    check_public_url,
    check_desk,
    check_traces,
    check_fonts,
)
_log = logging.getLogger(__name__)


def examine(
    settings: Settings, problems: Sequence[str] = (), misspelled: Mapping[str, str] | None = None
) -> tuple[Finding, ...]:
    """Every finding, in the order in which people set things up. ``problems``: of the settings, a line each;
    ``misspelled``: names that no setting has, with the setting that is most like each.
    """
    texts, redaction = Texts.load("doctor"), Redaction(secrets_of(settings))
    with ThreadPoolExecutor(len(_CHECKS)) as threads:
        found = list(threads.map(lambda check: _examined(check, settings, texts), _CHECKS))
    notes = Notes("settings", texts)
    wrong = [Finding("settings", "fault", line) for line in problems] or [notes.ok("read")]
    unknown = [notes.note("unknown", name=name, like=like) for name, like in (misspelled or {}).items()]
    lines = [*wrong, *unknown, *(one for some in found for one in some)]
    return tuple(Finding(one.check, one.grade, redaction.redact(one.text)) for one in lines)


def _examined(check: Callable[[Settings, Texts], Findings], settings: Settings, texts: Texts) -> tuple[Finding, ...]:
    """What a check finds; one that breaks is a finding too."""
    try:
        return tuple(check(settings, texts))
    except Exception as error:  # noqa: BLE001 logged with its trace, told as a finding
        name = check.__name__.removeprefix("check_")
        _log.exception("the check of %s broke", name)
        return (Finding(name, "fault", texts.say("broken", name=name, kind=type(error).__name__)),)
