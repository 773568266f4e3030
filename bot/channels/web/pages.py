"""Pages from templates. What is put into them is escaped by construction; a page is in Chinese or in English."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.answering.writing.phrase import Contact
from bot.channels.addresses import page_address
from bot.settings import Settings
from bot.texts import Texts

Language = Literal["zh", "en"]
_HERE = Path(__file__).parent
_FOLDERS = (_HERE / "templates", _HERE / "desk" / "templates")
SIZES = ("large", "huge")
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Pages:
    """``response`` renders a template with the texts of the reader's language."""

    environment: Environment
    texts: Mapping[Language, Texts]
    office: str
    contact: Contact
    kept_days: int

    @classmethod
    def open(cls, settings: Settings) -> Pages:
        environment = Environment(
            loader=FileSystemLoader(_FOLDERS),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals["asset"] = asset
        environment.globals["address"] = page_address
        texts: dict[Language, Texts] = {"zh": Texts.load("web"), "en": Texts.load("web.en")}
        contact = Contact(settings.contact_name, settings.contact_phone)
        return cls(environment, texts, settings.office_name, contact, settings.keep_questions_days)

    def response(self, request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
        """A page. Templates have ``t(key, …)``, ``language``, ``size``, ``office``, ``contact``, ``path`` and ``values``."""
        language = language_of(request)
        common = {
            "t": self.texts[language].say,
            "language": language,
            "size": size_of(request),
            "office": self.office,
            "contact": self.contact,
            "kept_days": self.kept_days,
            "path": request.url.path,
        }
        content = self.environment.get_template(template).render(common | values)
        return HTMLResponse(content, status, headers={"cache-control": "no-cache", "vary": "cookie, accept-language"})

    def trouble(self, request: Request, key: str, **values: object) -> str:
        """What is said of an error, by its key: an HTTP status or what is wrong."""
        texts, contact = self.texts[language_of(request)], self.contact
        return texts.say(f"error.{key}", contact=contact.name, phone=contact.phone, **values)


def language_of(request: Request) -> Language:
    """What the reader chose, else what the browser asks for: English where it does not know Chinese."""
    chosen = request.cookies.get("language")
    if chosen in ("zh", "en"):
        return "en" if chosen == "en" else "zh"
    accepted = request.headers.get("accept-language", "").lower()
    return "en" if accepted.startswith("en") and "zh" not in accepted else "zh"


def size_of(request: Request) -> str:
    chosen = request.cookies.get("size", "")
    return chosen if chosen in SIZES else SIZES[0]


@cache
def asset(name: str) -> str:
    """The address of a static file, another one when its content changes, so that browsers may keep it for long."""
    digest = hashlib.sha256((_HERE / "static" / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"
