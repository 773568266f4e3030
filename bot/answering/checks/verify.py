"""The checks that every answer passes before it is sent, whoever wrote it. Pure functions.

A sentence about the documents is proved by its quotes: they are the documents' text to the letter, its numbers stand
in them, what is planned is not said as done, hedges and negations are kept, and it is about what they are about.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.answering.answer import AnswerSentence, Citation, FigureInAnswer
from bot.answering.checks.belonging import misplaced
from bot.answering.checks.claims import PLANNED, Quoted, about_documents, denied, polarity_faults, progress_faults
from bot.answering.checks.mentions import Mention, in_columns, mentions, places, plain, with_parts
from bot.answering.checks.pieces import coverage, pieces
from bot.answering.figures.sums import Sum, SumError, is_constant, sums_in
from retrieval.chinese import sentence_spans

Rule = Literal["citation", "quote", "number", "hedge", "sum", "progress", "polarity", "subject", "figure"]
_NAME = re.compile(r"[\"《](?=[^\"《》]*[0-9A-Za-z])([^\"《》]{1,20})[\"》]")
_COUNTED = ("个", "家", "项", "处", "种", "人", "类", "笔", "")
_MOMENT = r"(?:\d{1,2}:\d{2}|\d{1,2}月\d{1,2}日)"
_FEASTS = re.compile("春节|元宵|清明|端午|中秋|国庆|重阳|元旦|腊八|除夕")
_MOMENTS = (_FEASTS, re.compile(rf"(?<!\d){_MOMENT}"), re.compile(rf"(?<!\d){_MOMENT}[-至到]{_MOMENT}"))
TextOf = Callable[[str], str]

ABOUT = 0.5  # the share of a sentence's content words that must stand in its quotes or their headings
IN_QUOTE = 0.3  # … and in the quotes alone
NEARER = 0.1  # by how much another sentence must cover more of it to be the one that should have been cited


@dataclass(frozen=True, slots=True)
class Failure:
    """One check that an answer does not pass: which, in which sentence (or quote), and what is wrong."""

    rule: Rule
    sentence: str
    detail: str


@dataclass(frozen=True, slots=True)
class _Proof:
    """A sentence with what it cites, all made plain once."""

    sentence: AnswerSentence
    text: str
    cited: tuple[Citation, ...]
    quotes: tuple[str, ...]
    context: str  # headings, title and period of what is cited
    plan_named: bool

    def fails(self, rule: Rule, detail: str) -> Failure:
        return Failure(rule, self.sentence.text, detail)

    @property
    def quoted(self) -> list[Quoted]:
        return [Quoted(p.text, c.progress) for c, q in zip(self.cited, self.quotes, strict=True) for p in pieces(q)]


def verify(
    sentences: Sequence[AnswerSentence],
    citations: Sequence[Citation],
    figures: Sequence[FigureInAnswer],
    text_of: TextOf,
) -> tuple[Failure, ...]:
    """What is wrong with an answer; empty if it may be sent.

    ``text_of`` gives the text of a document by its id and raises ``KeyError`` for one that does not exist.
    """
    failures = [failure for citation in citations for failure in _quote(citation, text_of)]
    broken = {failure.sentence for failure in failures}
    known = {citation.n: citation for citation in citations if citation.quote not in broken}
    named = False
    for sentence in sentences:
        if sentence.kind != "fixed":
            failures += _sentence(_proof(sentence, known, named), known, text_of)
        named = bool(PLANNED.search(sentence.text)) or (named and sentence.kind != "fixed")
    failures += [failure for figure in figures for failure in _figure(figure, known)]
    return tuple(failures)


def _quote(citation: Citation, text_of: TextOf) -> Iterator[Failure]:
    try:
        text = text_of(citation.document)
    except KeyError:
        yield Failure("quote", citation.quote, f"no document {citation.document}")
        return
    if not citation.quote.strip() or not 0 <= citation.start < citation.end <= len(text):
        yield Failure("quote", citation.quote, "nothing is quoted")
    elif text[citation.start : citation.end] != citation.quote:
        yield Failure("quote", citation.quote, "the document has another text there")


def _proof(sentence: AnswerSentence, known: dict[int, Citation], plan_named: bool) -> _Proof:
    cited = tuple(known[n] for n in sentence.citations if n in known)
    context = "\n".join(map(_around, cited))
    quotes = tuple(plain(c.quote) for c in cited)
    return _Proof(sentence, plain(sentence.text), cited, quotes, context, plan_named)


def _sentence(proof: _Proof, known: dict[int, Citation], text_of: TextOf) -> Iterator[Failure]:
    if not proof.sentence.citations:
        yield proof.fails("citation", "nothing is cited")
    elif missing := [n for n in proof.sentence.citations if n not in known]:
        yield proof.fails("citation", f"unknown {missing}")
    elif proof.sentence.kind == "computed":
        yield from _computed(proof)
    else:
        yield from _numbers(proof)
        yield from _names(proof)
        yield from _denials(proof)
        yield from (
            proof.fails("progress", fault) for fault in progress_faults(proof.text, proof.quoted, proof.plan_named)
        )
        yield from (proof.fails("polarity", fault) for fault in polarity_faults(proof.text, proof.quoted))
        yield from _subject(proof, text_of)


def _pool(quotes: Sequence[str]) -> list[Mention]:
    return [one for quote in quotes for one in (*with_parts(mentions(quote)), *in_columns(quote))]


def _numbers(proof: _Proof) -> Iterator[Failure]:
    pool = _pool(proof.quotes)
    dates = [
        date for citation, quote in zip(proof.cited, proof.quotes, strict=True) for date in _dates(citation, quote)
    ]
    said = about_documents(proof.text)
    for mention in mentions(said):
        same = [other for other in pool if mention.equals(other)]
        if not same:
            if not any(mention.unit == other.unit and mention.equals(other) for other in dates):
                yield proof.fails("number", f"{mention.text} is not in what is cited")
        elif all(mention.hedge != other.hedge for other in same):
            yield proof.fails("hedge", f"{same[0].text} is hedged otherwise")
        else:
            yield from (proof.fails("number", fault) for fault in misplaced(said, mention, proof.quotes))


def _around(citation: Citation) -> str:
    """Headings, title and period of what is cited."""
    return plain(" ".join((*citation.section, citation.title, citation.period or "")))


def _dates(citation: Citation, quote: str) -> list[Mention]:
    """What the surroundings of a quote say of its time, where it says nothing of it itself."""
    own = {mention.unit for mention in mentions(quote)}
    return [date for date in with_parts(mentions(_around(citation))) if date.unit not in own]


def _denials(proof: _Proof) -> Iterator[Failure]:
    """写的不是1.8亿 holds if nothing that is cited says 1.8亿."""
    for mention in (one for what in denied(proof.text) for one in mentions(what)):
        if any(mention.equals(other) for other in _pool(proof.quotes)):
            yield proof.fails("number", f"{mention.text} is what is cited, but denied")


def _names(proof: _Proof) -> Iterator[Failure]:
    """What holds figures without being an amount is kept to the letter: “1+4+X”, 9:00-12:00, 6月9日至6月30日."""
    for name in _NAME.findall(proof.text):
        if not any(name in source for source in (*proof.quotes, proof.context)):
            yield proof.fails("number", f"{name} is not in what is cited")
    for strange in _moments(proof.text) - {
        moment for source in (*proof.quotes, proof.context) for moment in _moments(source)
    }:
        yield proof.fails("number", f"{strange} is not in what is cited")


def _moments(text: str) -> set[str]:
    """Times of day and days of the year, alone and from one to another."""
    return {re.sub("[至到]", "-", found) for pattern in _MOMENTS for found in pattern.findall(text)}


def _subject(proof: _Proof, text_of: TextOf) -> Iterator[Failure]:
    """A sentence is about what its quotes are about, and no other sentence of their documents is clearly nearer."""
    text = without_numbers(about_documents(proof.text))
    if coverage(text, proof.quotes) < IN_QUOTE or coverage(text, (*proof.quotes, proof.context)) < ABOUT:
        yield proof.fails("subject", "it is not what the quotes are about")
        return
    own, others = set(proof.quotes), []
    for document in {citation.document for citation in proof.cited}:
        spans = [(c.start, c.end) for c in proof.cited if c.document == document]
        for start, end, sentence in _sentences(text_of(document)):
            if any(start < stop and begin < end for begin, stop in spans):
                own.add(sentence)
            else:
                others.append(sentence)
    near = coverage(text, own)
    if near < 1 - NEARER and any(coverage(text, (other,)) > near + NEARER for other in others):
        yield proof.fails("subject", "another sentence of the document says it")


def without_numbers(text: str) -> str:
    """``text`` with a blank in place of every amount."""
    for mention in reversed(mentions(text)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return text


@lru_cache(maxsize=64)
def _sentences(text: str) -> tuple[tuple[int, int, str], ...]:
    return tuple((start, end, plain(text[start:end])) for start, end in sentence_spans(text))


def _computed(proof: _Proof) -> Iterator[Failure]:
    try:
        sums = sums_in(proof.text)
    except SumError as fault:
        yield proof.fails("sum", str(fault))
        return
    if not sums:
        yield proof.fails("sum", "no sum is shown")
    pool = [*_pool(proof.quotes), *(one for quote in proof.quotes for one in places(quote))]
    results: list[Mention] = []
    for one in sums:
        yield from (proof.fails("sum", detail) for detail in _sum_faults(one, pool, results))
        results.append(one.result)
    yield from _others(proof, sums, pool)


def _sum_faults(one: Sum, pool: Sequence[Mention], results: Sequence[Mention]) -> Iterator[str]:
    hedged = False
    for operand in one.operands:
        same = [other for other in (*pool, *results) if operand.equals(other)]
        if not same and not is_constant(operand):
            yield f"{operand.text} is not in what is cited"
        hedged |= bool(same) and all(other.hedge for other in same)
    if hedged and not one.inexact:
        yield f"{one.result.text} lost the hedge of what it is computed from"


def _others(proof: _Proof, sums: Sequence[Sum], pool: Sequence[Mention]) -> Iterator[Failure]:
    """Numbers beside the sums: cited ones, operands and results, or how many things are summed up (两家合计)."""
    known = [*pool, *with_parts(mentions(proof.context)), *(one.result for one in sums)]
    for mention in mentions(proof.text):
        count = mention.unit in _COUNTED and mention.value in [len(one.operands) for one in sums]
        if not (is_constant(mention) or count) and not any(mention.equals(other) for other in known):
            yield proof.fails("number", f"{mention.text} is not in what is cited")


def _figure(figure: FigureInAnswer, known: dict[int, Citation]) -> Iterator[Failure]:
    """A figure's value stands in its citations, or its sum comes out; its number is what the value says."""
    cited = [plain(known[n].quote) for n in figure.citations if n in known]
    if not cited:
        yield Failure("figure", figure.value, "nothing is cited")
        return
    pool, value = _pool(cited), next(iter(mentions(plain(figure.value))), None)
    if figure.computed:
        sentence = AnswerSentence(figure.computed, "computed", figure.citations)
        yield from _computed(_proof(sentence, known, False))
    elif not _stands(figure.value, value, pool, cited):
        yield Failure("figure", figure.value, "it is not in what is cited")
    if value and not _is_number(figure.number, value, pool):
        yield Failure("figure", figure.value, f"{figure.number} is another number")


def _stands(written: str, value: Mention | None, pool: Sequence[Mention], cited: Sequence[str]) -> bool:
    if value is None:  # 一份 is a number only where something stands before it
        return any(plain(written) in quote for quote in cited)
    return any(value.equals(other) or value.text == other.text for other in pool)  # 3.2个 of 3.2个和1.5个百分点


def _is_number(number: float, value: Mention, pool: Sequence[Mention]) -> bool:
    """The number a value says, the header of its column (万元) multiplied in."""
    amounts = [value.value, *(one.value for one in pool if one.text == value.text)]
    return any(math.isclose(float(amount), number, rel_tol=1e-6) for amount in amounts)
