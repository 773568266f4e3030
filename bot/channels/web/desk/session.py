"""Who is signed in at the desk."""

from __future__ import annotations

from starlette.requests import Request

from bot.answering.answer import Role
from bot.channels.web.services import WebServices


async def role_of(request: Request, services: WebServices) -> Role:  # noqa: ARG001
    """The role of whoever sent a request; a resident's where nobody is signed in."""
    return "resident"
