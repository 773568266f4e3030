"""An assistant for tests: its answers are set by hand, its questions recorded, and it can be held up."""

from __future__ import annotations

import asyncio

from bot.answering.answer import Answer, AnswerSentence, Citation, Question
from bot.answering.turn import OnSentences

QUOTE = "1-5月,规模工业产值0.96亿元,增幅23.36%。"
PARAGRAPH = f"以韧克难,经济运行稳中提质。{QUOTE}年度4个重点产业项目累计投资1.6亿元。"


def citation(n: int = 1, quote: str = QUOTE) -> Citation:
    return Citation(
        n, "report", "工作总结", ("一、上半年", "经济"), quote, 10, 10 + len(quote), None, "done", "2022年上半年"
    )


def answer(question: str, text: str = "规模工业产值0.96亿元。", *citations: Citation, **values: object) -> Answer:
    marks = tuple(c.n for c in citations)
    sentences = (AnswerSentence(text, "document", marks),)
    return Answer(question, "answered", sentences, citations, edition="e1", **values)  # type: ignore[arg-type]


class FakeAssistant:
    """Answers with what ``answers`` holds for the question's text, else with one cited sentence that repeats it."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Exception] = {}
        self.asked: list[Question] = []
        self.drafted: list[str] = []  # sentences that are proved one by one before the answer is whole
        self.gone: set[str] = set()  # quotes whose document is no more
        self.held: dict[str, asyncio.Event] = {}  # questions that wait for their event

    async def ask(self, question: Question, *, on_sentences: OnSentences | None = None) -> Answer:
        self.asked.append(question)
        if on_sentences:
            for n in range(len(self.drafted)):
                on_sentences(tuple(AnswerSentence(text, "document", (1,)) for text in self.drafted[: n + 1]))
        if question.text in self.held:
            await self.held[question.text].wait()
        found = self.answers.get(question.text) or answer(question.text, f"答:{question.text}", citation())
        if isinstance(found, Exception):
            raise found
        return found

    def paragraph(self, citation: Citation, edition: str) -> tuple[str, int, int]:
        if citation.quote in self.gone:
            raise KeyError(citation.document)
        start = PARAGRAPH.index(citation.quote)
        return PARAGRAPH, start, start + len(citation.quote)
