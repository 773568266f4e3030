"""The chat page: asking with and without a script, opinions, help, replies of the staff, forgetting."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.web.asking import Asking
from bot.channels.web.bodies import BadInputError, json_body, text_of
from bot.channels.web.pages import language_of
from bot.channels.web.streaming import event, streamed
from bot.channels.web.visitor import Visitor
from bot.people.conversations import Given
from bot.people.forgetting import forget
from bot.staff.inbox import ON_THE_PAGE

LONGEST = 2_000  # characters of a question
REASONS = ("beside", "wrong", "unclear", "old")


@dataclass(frozen=True, slots=True)
class Chat:
    """Answers on a page."""

    asking: Asking

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/", self.page),
            Route("/", self.page_with_answer, methods=["POST"]),
            Route("/chat/ask", self.ask, methods=["POST"]),
            Route("/chat/opinion", self.opinion, methods=["POST"]),
            Route("/chat/help", self.help, methods=["POST"]),
            Route("/chat/replies", self.replies),
            Route("/chat/forget", self.forget, methods=["POST"]),
        ]

    async def page(self, request: Request) -> Response:
        return await self._page(request)

    async def page_with_answer(self, request: Request) -> Response:
        """For browsers that run no script: the form is sent, the answer stands on the page."""
        form = await request.form()
        text = text_of(dict(form), "question", LONGEST)
        visitor = Visitor.of(request)
        admission = await self.asking.admit(request, visitor)
        refusal = self.asking.enough(request) if admission.refused else None
        view = None if refusal else await self.asking.answer(request, visitor, text, admission.history)
        response = await self._page(request, view=view, refusal=refusal)
        visitor.remember(request, response)
        return response

    async def _page(self, request: Request, view: object = None, refusal: str | None = None) -> Response:
        return self.asking.pages.response(
            request,
            "chat.html",
            suggestions=await self.asking.suggestions.current(),
            as_of=self.asking.services.shelf.as_of(),
            view=view,
            refusal=refusal,
            reasons=REASONS,
        )

    async def ask(self, request: Request) -> Response:
        """Server-sent events: see ``streaming``."""
        text = text_of(await json_body(request), "question", LONGEST)
        visitor = Visitor.of(request)
        response: Response
        admission = await self.asking.admit(request, visitor)
        if admission.refused:
            response = Response(event("error", {"error": self.asking.enough(request)}), media_type="text/event-stream")
        else:
            failed = self.asking.pages.trouble(request, "500")
            response = streamed(
                lambda told: self.asking.answer(request, visitor, text, admission.history, told), failed
            )
        visitor.remember(request, response)
        return response

    async def opinion(self, request: Request) -> Response:
        """有用 or 没用, and why: one opinion of a visitor on an answer that was given to them."""
        body = await json_body(request)
        given, visitor = await self._given(request, body)
        useful, reason = body.get("useful"), body.get("reason", "")
        if not isinstance(useful, bool) or reason not in ("", *REASONS):
            raise BadInputError("useful")
        await self.asking.services.people.opinions.give(given.id, visitor.name, useful, reason)
        return self._told(request, "feedback.noted" if reason else "feedback.thanks" if useful else "feedback.sorry")

    async def help(self, request: Request) -> Response:
        """Put the question of an answer into the staff's inbox, once; the reply is shown on this page."""
        services = self.asking.services
        given, visitor = await self._given(request, await json_body(request))
        put = await services.inbox.put("help", given.id, visitor.name, ON_THE_PAGE, given.answer.question)
        response = self._told(request, "help_me.sent" if put else "help_me.sent_before")
        if put and services.announce:
            response.background = BackgroundTask(services.announce, put)  # it is in the inbox, whoever hears of it
        visitor.remember(request, response)
        return response

    async def replies(self, request: Request) -> Response:
        """What the staff replied to this visitor, and whether a reply is still awaited."""
        inbox = self.asking.services.inbox
        mine = await inbox.of(Visitor.of(request).name)
        for one in mine:
            if one.reply and one.told_at is None:
                await inbox.tell(one.id)
        replies = [{"id": one.id, "question": one.question, "reply": one.reply} for one in mine if one.reply]
        waiting = any(one.reply is None for one in mine)
        return JSONResponse({"replies": replies, "waiting": waiting}, headers={"cache-control": "no-store"})

    async def forget(self, request: Request) -> Response:
        """Delete what is known of a visitor."""
        await json_body(request)
        people, visitor = self.asking.services.people, Visitor.of(request)
        await forget(people.database, people.pseudonyms, visitor.name)
        response = self._told(request, "forget.done")
        visitor.forget(response)
        return response

    async def _given(self, request: Request, body: dict[str, object]) -> tuple[Given, Visitor]:
        self.asking.rate.take(request)
        visitor, answer_id = Visitor.of(request), text_of(body, "answer", 64)
        given = await self.asking.services.people.conversations.given(answer_id, visitor.name)
        if given is None:
            raise HTTPException(404)
        return given, visitor

    def _told(self, request: Request, key: str) -> JSONResponse:
        return JSONResponse({"told": self.asking.pages.texts[language_of(request)].say(key)})
