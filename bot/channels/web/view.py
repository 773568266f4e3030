"""An answer as the chat page shows it, with everything that is put under it. Pure functions of plain values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.answering.answer import Answer, AnswerSentence, Citation
from bot.channels.addresses import document_address
from bot.channels.shelf import Nearby
from bot.texts import Texts
from retrieval.editions.manifest import Manifest

_LEADS_ON = ("partial", "not_found")
_TELLS = ("answered", "partial")
_PHONE = re.compile(r"(?<![\d.])1[12]\d{1,3}(?![\d.%])")  # 110, 119, 120, 122, 12345, 12356


def leads_on(answer: Answer) -> bool:
    """Whether an answer left the question open, so that a way further is shown."""
    return answer.status in _LEADS_ON


def answer_view(
    answer: Answer, answer_id: str, near: Sequence[Nearby], manifest: Manifest, texts: Texts
) -> dict[str, Any]:
    """``near``: the sections nearest to a question that was left open."""
    return {
        "id": answer_id,
        "question": answer.question,
        "status": answer.status,
        "word": texts.say(f"status.{answer.status}"),
        "sentences": sentences_view(answer.sentences),
        "citations": [_citation(citation, manifest, texts) for citation in answer.citations],
        "choices": list(answer.choices),
        "choose": texts.say("answer.choices" if answer.status == "clarify" else "answer.closest"),
        "near": [
            {"title": section.title, "href": document_address(manifest, section.document, section.start, section.end)}
            for section in near
        ],
        "phones": phones(answer),
        "rates": answer.status in _TELLS,
        "helps": answer.status in (*_LEADS_ON, "answered", "error"),
    }


def sentences_view(sentences: Sequence[AnswerSentence]) -> list[dict[str, Any]]:
    return [{"text": one.text, "kind": one.kind, "citations": list(one.citations)} for one in sentences]


def phones(answer: Answer) -> list[str]:
    """The numbers to call that fixed phrases name, each once; numbers in documents are figures."""
    fixed = " ".join(sentence.text for sentence in answer.sentences if sentence.kind == "fixed")
    return list(dict.fromkeys(_PHONE.findall(fixed)))


def _citation(citation: Citation, manifest: Manifest, texts: Texts) -> dict[str, Any]:
    stamp = texts.say(f"stamp.{citation.progress}") if citation.progress else None
    place = [*citation.section[-2:], *([texts.say("page", page=citation.page)] if citation.page else [])]
    return {
        "n": citation.n,
        "title": citation.title,
        "place": " · ".join(place),
        "quote": citation.quote,
        "progress": citation.progress,
        "stamp": stamp,
        "href": document_address(manifest, citation.document, citation.start, citation.end),
    }
