"""An answer as JSON and back, whole: what buttons under it need after a restart."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from bot.answering.answer import Answer, AnswerSentence, Citation, FigureInAnswer


def dump_answer(answer: Answer) -> str:
    """``answer`` as JSON, without its question, which is kept beside it."""
    return json.dumps(asdict(replace(answer, question="")), ensure_ascii=False)


def load_answer(question: str, source: str) -> Answer:
    """The answer that ``dump_answer`` wrote, to ``question``."""
    body: dict[str, Any] = json.loads(source)
    body["sentences"] = tuple(AnswerSentence(**_tuples(sentence)) for sentence in body["sentences"])
    body["citations"] = tuple(Citation(**_tuples(citation)) for citation in body["citations"])
    body["figures"] = tuple(FigureInAnswer(**_tuples(figure)) for figure in body["figures"])
    return Answer(**_tuples(body | {"question": question}))


def _tuples(values: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
