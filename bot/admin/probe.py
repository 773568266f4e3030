"""The probe after a switch: what was removed is gone from answers, ledger, lexical index and vectors."""

from __future__ import annotations

from bot.admin.errors import admin_error
from bot.admin.golden import Asker
from bot.answering.answer import Question
from retrieval.editions.edition import Edition

_ASKED = 20  # documents whose own words are asked for; the rest is looked for in every part all the same


def gone(before: Edition | None, now: Edition) -> frozenset[str]:
    """The documents that the switch removed."""
    return frozenset(before.manifest.sources) - frozenset(now.manifest.sources) if before else frozenset()


async def prove_gone(before: Edition | None, now: Edition, asker: Asker) -> None:
    """Raises ``AdminError`` where a document that ``before`` held and ``now`` should not still turns up in ``now``."""
    removed = gone(before, now)
    if before is None or not removed:
        return
    found = {f"{part}:{document}" for part, document in now.traces(removed)}
    for document in sorted(removed)[:_ASKED]:
        found |= {f"answers:{cited}" for cited in await _cited(before, document, now, asker) & removed}
    if found:
        raise admin_error("traces", where="、".join(sorted(found)))


async def _cited(before: Edition, document: str, now: Edition, asker: Asker) -> set[str]:
    """What ``now`` cites when it is asked for the removed document's title and one of its figures."""
    figure = next((row.quote for row in before.figures() if row.document == document), None)
    asked = filter(None, (before.manifest.sources[document].title, figure))
    answers = [await asker.ask(Question(text, "admin"), now) for text in asked]
    return {citation.document for answer in answers for citation in answer.citations}
