"""Good answers of one sentence from real and invented reports: for the checks to accept, for tests to tamper with."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from bot.answering.answer import AnswerSentence, Citation
from bot.answering.checks.verify import Failure, verify
from retrieval.document import Document, Progress, Sentence, Source
from retrieval.outline import outline

ROOT = Path(__file__).parents[3]
SEED = next((ROOT / "seeds").glob("*.txt"))
OTHERS = tuple(sorted((ROOT / "tests/evaluation").glob("*/*.txt")))
PLAN = "报告列为计划\uff1a"


@dataclass(frozen=True, slots=True)
class Proof:
    """A sentence with the citation that proves it, and the text that is cited."""

    sentence: AnswerSentence
    citation: Citation
    document: str = field(repr=False)

    def failures(self, sentence: AnswerSentence | None = None, citation: Citation | None = None) -> tuple[Failure, ...]:
        """What the checks say of the answer with one of its parts exchanged."""
        return verify(
            (sentence or self.sentence,), (citation or self.citation,), (), {"report": self.document}.__getitem__
        )

    def saying(self, text: str) -> tuple[Failure, ...]:
        return self.failures(sentence=AnswerSentence(text, "document", (1,)))


@cache
def document(path: Path) -> Document:
    text = path.read_text(encoding="utf-8")
    return Document(Source("report", path.stem, "", "2024年", None, "public", path.name, ""), text)


@cache
def proofs(path: Path) -> tuple[Proof, ...]:
    """Every sentence of a report's paragraphs as an answer that quotes it, a plan named as one."""
    report = document(path)
    body = (unit for unit in outline(report) if report.text[unit.sentence.end - 1] in "。!?;\uff01\uff1f\uff1b")
    return tuple(proof(report, unit.sentence, unit.section) for unit in body if not unit.sentence.lead)


def proof(report: Document, sentence: Sentence, section: tuple[str, ...]) -> Proof:
    quote = report.text[sentence.start : sentence.end]
    progress = stamp(sentence)
    text = (PLAN if progress == "planned" else "") + quote.strip()
    citation = Citation(
        1, "report", report.source.title, section, quote, sentence.start, sentence.end, None, progress, "2024年"
    )
    return Proof(AnswerSentence(text, "document", (1,)), citation, report.text)


def stamp(sentence: Sentence) -> Progress | None:
    inside = {clause.progress for clause in sentence.clauses}
    order: tuple[Progress, ...] = ("problem", "planned", "ongoing", "done")
    return next((progress for progress in order if progress in inside), None)


def seed(part: str, stamped: Progress | None = None) -> Proof:
    """The answer that quotes the seed report's sentence with ``part``, stamped as that part is."""
    report = document(SEED)
    at = report.text.index(part)
    unit = next(one for one in outline(report) if one.sentence.start <= at < one.sentence.end)
    made = proof(report, unit.sentence, unit.section)
    clauses = [c for c in unit.sentence.clauses if c.start < at + len(part) and at < c.end]
    inside = stamp(Sentence(unit.sentence.start, unit.sentence.end, tuple(clauses)))
    return replace(made, citation=replace(made.citation, progress=stamped or inside))
