"""The settings: the only place that reads the environment and ``.env``. ``.env.example`` explains each one."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import Field, dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, TypeVar

from bot import setting_values as values
from bot.paths import ROOT
from bot.setting_values import BadValueError, DeskToken, Secret
from bot.texts import Texts

Value = TypeVar("Value")
_ALIKE = 0.75  # of two names, from which on one may be meant for the other


class SettingsError(Exception):
    """Settings with wrong values; the message is one Chinese line that names the first.

    ``problems``: a line for each; ``rest``: the settings with defaults in their place.
    """

    def __init__(self, problems: Sequence[str], rest: Settings) -> None:
        super().__init__(problems[0])
        self.problems, self.rest = tuple(problems), rest


def _setting(read: Callable[[str], Value], default: Value) -> Value:
    """A field whose setting has the same name in capitals; ``read`` makes the value of its text."""
    return field(default=default, metadata={"read": read})


def _optional(read: Callable[[str], Value]) -> Value | None:
    return field(default=None, metadata={"read": read})


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be configured. An absent or empty setting has its default; None means not configured."""

    data_dir: Path = _setting(values.path, ROOT / "data")
    seeds_dir: Path = _setting(values.path, ROOT / "seeds")
    database_url: Secret | None = _optional(values.database)  # None: SQLite in data_dir
    chroma_url: str | None = _optional(values.web_address)  # None: in data_dir
    keep_editions: int = _setting(values.whole(1, 1000), 3)
    auto_switch: bool = _setting(values.yes_no, False)  # where no golden answer got worse
    watch_seeds: bool = _setting(values.yes_no, False)
    log_level: str = _setting(values.one_of("DEBUG", "INFO", "WARNING", "ERROR"), "INFO")
    log_format: str = _setting(values.one_of("text", "json"), "text")
    log_texts: bool = _setting(values.yes_no, False)  # questions and answers too
    metrics_token: Secret | None = _optional(Secret)  # None: /metrics for this machine alone
    otel_exporter_otlp_endpoint: str | None = _optional(values.web_address)  # None: no traces

    office_name: str = _setting(str, "荷花池街道办事处")
    contact_name: str = _setting(str, "12345政务服务便民热线")
    contact_phone: str = _setting(values.phone, "12345")
    crisis_phone: str = _setting(values.phone, "12356")  # 全国统一心理援助热线
    questions_per_day: int = _setting(values.whole(1, 1_000_000), 200)  # of one person
    keep_questions_days: int = _setting(values.whole(0, 3650), 30)

    embedder: Literal["e5", "use", "both", "openai"] = _setting(values.one_of("e5", "use", "both", "openai"), "e5")
    embedding_model: str = _setting(str, "text-embedding-3-small")
    embedding_base_url: str | None = _optional(values.web_address)  # None: as openai_base_url
    embedding_api_key: Secret | None = _optional(Secret)  # None: as openai_api_key

    openai_api_key: Secret | None = _optional(Secret)  # None: answers are made of the documents' own sentences
    openai_base_url: str | None = _optional(values.web_address)
    openai_model: str = _setting(str, "gpt-4o-mini")
    model_timeout_seconds: float = _setting(values.seconds, 20.0)
    model_tokens_per_day: int = _setting(values.whole(0, 10**12), 1_000_000)
    model_input_price: float = _setting(values.price, 0.0)  # of a million tokens, in any currency
    model_output_price: float = _setting(values.price, 0.0)
    model_concurrency: int = _setting(values.whole(1, 1000), 4)
    model_may_read_internal: bool = _setting(values.yes_no, False)

    telegram_token: Secret | None = _optional(Secret)
    telegram_base_url: str = _setting(values.web_address, "https://api.telegram.org/bot")  # the token follows
    telegram_proxy: Secret | None = _optional(values.proxy)
    telegram_webhook_url: str | None = _optional(values.web_address)  # None: polling
    telegram_webhook_secret: Secret | None = _optional(values.webhook_secret)
    telegram_webhook_listen: tuple[str, int] = _setting(values.listen_address, ("127.0.0.1", 8443))
    staff_ids: frozenset[int] = _setting(values.ids, frozenset())
    admin_ids: frozenset[int] = _setting(values.ids, frozenset())

    speech_base_url: str | None = _optional(values.web_address)  # None: no voice
    speech_api_key: Secret | None = _optional(Secret)
    speech_model: str = _setting(str, "whisper-1")  # hears
    speech_voice_model: str | None = _optional(str)  # speaks

    web_host: str = _setting(str, "127.0.0.1")
    web_port: int = _setting(values.whole(0, 65535), 8080)
    web_asks_per_minute: int = _setting(values.whole(1, 1_000_000), 120)  # of one address
    api_keys: tuple[DeskToken, ...] = _setting(values.desk_tokens, ())
    public_url: str | None = _optional(values.web_address)
    desk_tokens: tuple[DeskToken, ...] = _setting(values.desk_tokens, ())
    desk_key: Secret | None = _optional(values.long_secret)  # None: made once in data_dir

    @property
    def uploads(self) -> Path:
        """Where sent documents lie while they are read."""
        return self.data_dir / "uploads"

    @classmethod
    def load(
        cls, environ: Mapping[str, str] | None = None, overrides: Mapping[str, str | None] | None = None
    ) -> Settings:
        """Read the settings from ``environ`` (without one: from ``.env`` and, before it, the environment).

        ``overrides``: NAME → text, as a command line gives them; they win, None stands for not given.
        Raises ``SettingsError``.
        """
        given = dict(_environment(cls()) if environ is None else environ)
        given.update({name: text for name, text in (overrides or {}).items() if text is not None})
        problems: list[str] = []
        settings = cls(**{f.name: _read(f, given.get(f.name.upper(), "").strip(), problems) for f in fields(cls)})
        if problems:
            raise SettingsError(problems, settings)
        return settings


def misspelled() -> dict[str, str]:
    """Names in ``.env`` that no setting has, each with the setting that is most like it."""
    known = [f.name.upper() for f in fields(Settings)]
    unknown = set(_file(Settings())) - set(known)
    alike = ((name, get_close_matches(name.upper(), known, n=1, cutoff=_ALIKE)) for name in sorted(unknown))
    return {name: found[0] for name, found in alike if found}


def _environment(defaults: Settings) -> dict[str, str]:
    return _file(defaults) | dict(os.environ)


def _file(defaults: Settings) -> dict[str, str]:
    """What ``.env`` says. Raises ``SettingsError`` where it can't be read."""
    from dotenv import dotenv_values

    path = ROOT / ".env"
    try:
        found = dotenv_values(path, interpolate=False, encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError([Texts.load("settings").say("unreadable", file=path)], defaults) from error
    return {name: text for name, text in found.items() if text is not None}


def _read(setting: Field[Any], text: str, problems: list[str]) -> Any:
    """The value of ``text``; the default where there is none or it is wrong, which is told in ``problems``."""
    if not text:
        return setting.default
    try:
        return setting.metadata["read"](text)
    except BadValueError as error:
        texts = Texts.load("settings")
        wanted = texts.say(error.wanted, **error.variables)
        problems.append(texts.say("bad", name=setting.name.upper(), wanted=wanted))
        return setting.default
