"""The writer without a model: answers made of the documents' own sentences, one way of writing for each kind of question."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.answering.draft import Draft
from bot.answering.evidence.about_document import write_about
from bot.answering.evidence.aspects import of_aspect
from bot.answering.evidence.gathering import Evidence, gather
from bot.answering.evidence.reports import is_report
from bot.answering.question.understanding import Understanding
from bot.answering.writing.claim import write_number_claim, write_setback
from bot.answering.writing.compute import write_computed
from bot.answering.writing.figure import write_figure
from bot.answering.writing.open import write_headed, write_open
from bot.answering.writing.progress import write_progress
from bot.answering.writing.summary import write_summary
from bot.answering.writing.wording import partial
from bot.texts import Texts
from retrieval.document import Passage

_REST = re.compile("剩|余|未|尚|没|无|缺|欠|还|仍|不足|在建|正在")

Writer = Callable[[Understanding, Sequence[Evidence], Texts], Draft]


def write_extractive(question: Understanding, passages: Sequence[Passage], texts: Texts) -> Draft:
    """The fewest sentences of the passages that answer, opened with the answer itself; deterministic."""
    evidence = gather(question, passages)
    if passages and not is_report(passages[0].source):
        texts = texts.replaced("报告", "文件").replaced("report", "document")
    if question.about and passages:
        return write_about(question.about, question.terms, passages, question.newest, texts)
    if computed := write_computed(question, passages, texts):
        return computed
    claim = write_number_claim(question, passages, texts) or write_setback(question, evidence, texts)
    draft = claim or _writer(question, evidence)(question, evidence, texts)
    if question.operation == "left" and not claim and not _tells_remainder(draft):
        return partial(question, evidence, texts)
    unmet = draft.status == "partial" and question.kind == "figure" and question.period is None
    return (write_headed(question, evidence, texts) if unmet else None) or draft


def _tells_remainder(draft: Draft) -> bool:
    """Whether what is quoted tells of a rest, where that is asked for and nothing could be computed: no plan of all will do."""
    return draft.status != "answered" or any(_REST.search(citation.quote) for citation in draft.citations)


def _writer(question: Understanding, evidence: Sequence[Evidence]) -> Writer:
    """A fee or a term that a notice has a section for is told by it; any other figure by the ledger."""
    if question.kind == "figure":
        return write_open if of_aspect(question, evidence) else write_figure
    if question.kind == "progress":
        return write_progress
    return write_summary if question.kind == "summary" else write_open
