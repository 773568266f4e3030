"""A visitor's question answered: within the limits, remembered for follow-ups, with a way further where it is open."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.answering.answer import Answer, Question
from bot.answering.turn import OnSentences
from bot.channels.shelf import Nearby
from bot.channels.suggestions import Suggestions
from bot.channels.web.limits import Rate
from bot.channels.web.pages import Pages, language_of
from bot.channels.web.services import WebServices
from bot.channels.web.view import answer_view, leads_on
from bot.channels.web.visitor import Visitor
from bot.people.admission import Admission

_SUGGESTED = 3  # after a refusal


@dataclass(frozen=True, slots=True)
class Asking:
    """``admit`` first, then ``answer``."""

    services: WebServices
    pages: Pages
    suggestions: Suggestions
    rate: Rate

    async def admit(self, request: Request, visitor: Visitor) -> Admission:
        """Raises ``HTTPException`` 429 and, while paused, 503."""
        self.rate.take(request)
        admission = await self.services.people.admissions.of(visitor.name, None if visitor.new else visitor.name)
        if admission.refused == "paused":
            raise HTTPException(503)
        return admission

    def enough(self, request: Request) -> str:
        """What is said to who has asked enough today."""
        contact = self.pages.contact
        return self.pages.texts[language_of(request)].say("enough_today", contact=contact.name, phone=contact.phone)

    async def answer(
        self,
        request: Request,
        visitor: Visitor,
        text: str,
        history: tuple[str, ...],
        on_sentences: OnSentences | None = None,
    ) -> dict[str, Any]:
        """The answer as the page shows it; a visitor is a resident, whoever it is."""
        services = self.services
        question = Question(text, history=history, public_only=True)
        answer = await services.assistant.ask(question, on_sentences=on_sentences)
        answer_id = await services.people.conversations.keep(visitor.asked, answer)
        open_question = leads_on(answer) and not answer.choices
        near = await asyncio.to_thread(services.shelf.nearest, text) if open_question else ()
        suggested = self.suggestions.known[:_SUGGESTED] if open_question else ()
        return self._view(request, answer, answer_id, near) | {"suggestions": suggested}

    def _view(self, request: Request, answer: Answer, answer_id: str, near: tuple[Nearby, ...]) -> dict[str, Any]:
        manifest = self.services.library.current().manifest
        return answer_view(answer, answer_id, near, manifest, self.pages.texts[language_of(request)])
