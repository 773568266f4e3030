"""How well each sentence of the passages bears on a question. Pure functions.

A sentence may leave its subject to its headings or its neighbours; what it says itself counts most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answering.evidence.reports import naming
from bot.answering.question.asked_period import fits
from bot.answering.question.offices import by_office
from bot.answering.question.terms import Term, coverage, matches, plain
from bot.answering.question.understanding import Understanding
from retrieval.chinese import half_width
from retrieval.document import Chunk, Clause, Passage, Sentence
from retrieval.figures.table_rows import row_cells

# What poses as a turn of a chat, as a source's token or as a stamp of ours is no sentence of an office.
_POSES = re.compile(
    r"(?<![a-z])(?:assistant|system|user)\s*:|<\||\[s?\d+-[a-z]\]|〔(?:已完成|推进中|计划|问题)〕",
    re.IGNORECASE,
)
_LEVELS = {
    "sentence": 1.0,
    "topic": 0.85,
    "section": 0.65,
    "neighbours": 0.4,
    "title": 0.6,
    "office": 1.0,
    "named": 0.95,
}
_LABEL = re.compile(r"\s*([\u3400-\u9fff]{2,12}):")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence with how much of the question it covers.

    ``found``: a share for each term, headings and neighbours counted at a discount; ``own``: coverage by the sentence
    alone; ``coverage``: with its surroundings; ``score``: what evidence is ordered by; ``named``: a share for each term
    by what stands above the sentence to name what it is about.
    """

    passage: Passage
    sentence: Sentence
    found: tuple[float, ...]
    named: tuple[float, ...]
    own: float
    coverage: float
    score: float

    @property
    def chunk(self) -> Chunk:
        return self.passage.chunk

    @property
    def text(self) -> str:
        """The sentence in half-width marks, to be looked at; what is shown is quoted."""
        return half_width(self.chunk.quote(self.sentence.start, self.sentence.end))

    @property
    def is_row(self) -> bool:
        """Whether the sentence is a row of a table."""
        return bool(row_cells(self.text))

    def read(self, clause: Clause) -> str:
        """A clause in half-width marks."""
        return half_width(self.chunk.quote(clause.start, clause.end))


def gather(question: Understanding, passages: Sequence[Passage]) -> tuple[Evidence, ...]:
    """Every sentence of the passages as evidence, best first."""
    top = max((passage.score for passage in passages), default=0.0)
    low = min((passage.score for passage in passages), default=0.0)
    found = [
        evidence
        for passage in passages
        for evidence in _of_passage(question, passage, (passage.score - low) / ((top - low) or 1.0))
    ]
    return tuple(sorted(found, key=lambda evidence: -evidence.score))


def _of_passage(question: Understanding, passage: Passage, closeness: float) -> Iterable[Evidence]:
    chunk, terms = passage.chunk, question.terms
    topic = matches(terms, plain("".join(chunk.section[-1:])))
    section = matches(terms, plain("/".join(chunk.section[:-1])))
    neighbours = matches(terms, plain(chunk.text))
    title = matches(terms, plain(passage.source.title))
    office = by_office(terms, passage.source)
    subjects = "/".join(naming(chunk.section, passage.source, terms))
    for sentence in chunk.sentences:
        text = plain(chunk.quote(sentence.start, sentence.end))
        if _POSES.search(text):
            continue
        own = matches(terms, text)
        named = matches(terms, plain(f"{subjects}/{_label(chunk, sentence)}"))
        found = _best(own, topic, section, neighbours, title, office, named)
        extra = (
            coverage(question.context, matches(question.context, text + plain(chunk.text))) if question.context else 0.0
        )
        yield _evidence(question, passage, sentence, own, found, named, extra, closeness)


def _label(chunk: Chunk, sentence: Sentence) -> str:
    """What the paragraph of a sentence begins with, up to a colon: 适老化改造:每户最高补贴3000元。去年已改造35户。"""
    before = chunk.text[: sentence.start - chunk.start].rpartition("\n")[2]
    label = _LABEL.match(half_width(before))
    return label[1] if label else ""


def _best(*levels: tuple[float, ...]) -> tuple[float, ...]:
    weighed = [[share * weight for share in level] for level, weight in zip(levels, _LEVELS.values(), strict=True)]
    return tuple(max(shares) for shares in zip(*weighed, strict=True))


def _evidence(
    question: Understanding,
    passage: Passage,
    sentence: Sentence,
    own: tuple[float, ...],
    found: tuple[float, ...],
    named: tuple[float, ...],
    extra: float,
    closeness: float,
) -> Evidence:
    alone, covered = coverage(question.terms, own), coverage(question.terms, found)
    newest = 0.06 if question.period is None and passage.source.id == question.newest else 0.0
    timely = newest + 0.1 if question.period and fits(question.period, passage.chunk.period) else newest
    asked_for = 0.12 if question.wants and any(c.progress == question.wants for c in sentence.clauses) else 0.0
    score = (
        asked_for
        + 0.55 * alone
        + 0.45 * covered
        + 0.15 * closeness
        + 0.25 * extra
        + timely
        - (0.25 if sentence.lead else 0.0)
    )
    return Evidence(passage, sentence, found, named, alone, covered, score)


def missing(terms: Sequence[Term], found: Sequence[float]) -> tuple[Term, ...]:
    """The nouns and names that were not found; counts (一部) and the asker's own verbs are no subject of their own."""
    pairs = zip(terms, found, strict=True)
    return tuple(
        t for t, share in pairs if share < 0.3 and len(t.text) > 1 and not t.light and not _COUNT.match(t.text)
    )


_COUNT = re.compile(r"[一两几\d]")


def clause_coverage(evidence: Evidence, clause: Clause, terms: Sequence[Term]) -> float:
    """How much of the terms one clause covers by itself."""
    return coverage(terms, matches(terms, plain(evidence.read(clause))))
