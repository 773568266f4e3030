"""What the web pages work with; the composition root hands it in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.admin.audit import Audit
from bot.admin.protocols import Administration
from bot.channels.protocols import Assistant, Desk, Shelf
from bot.channels.web.desk.rehearsals import Rehearsals
from bot.people.people import People
from bot.staff.approved import Approved, ApprovedAnswers
from bot.staff.inbox import Inbox, Request
from bot.watching.watched import Watching
from retrieval.editions.library import Library


@dataclass(frozen=True, slots=True)
class WebServices:
    """``suggester``: answers without a language model, to find out what can be suggested.

    ``announce``: tells the staff of a new request in another channel, where one is open; ``propose``: the admins of an
    answer that waits for their decision.
    """

    assistant: Assistant
    suggester: Assistant
    people: People
    shelf: Shelf
    library: Library
    audit: Audit
    inbox: Inbox
    approved: ApprovedAnswers
    desk: Desk
    administration: Administration
    rehearsals: Rehearsals
    watching: Watching
    announce: Callable[[Request], Awaitable[None]] | None = None
    propose: Callable[[Approved], Awaitable[None]] | None = None
