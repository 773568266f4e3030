"""What the model reads: every sentence of the passages under an opaque token, fenced as material. Pure values.

The model answers with tokens, never with addresses or quotes of its own: a token that is not on the list says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering.checks.mentions import mentions, plain
from bot.answering.checks.pieces import nearest, pieces
from bot.answering.draft import Citations
from bot.texts import Texts
from retrieval.document import Clause, Passage, Sentence

TOKEN = re.compile(r"S\d+-[a-z]+")
_FENCES = str.maketrans("[]<>", "〔〕〈〉")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that the model may cite."""

    passage: Passage
    sentence: Sentence

    @property
    def text(self) -> str:
        return self.passage.chunk.quote(self.sentence.start, self.sentence.end)

    def cite(self, told: str, citations: Citations) -> tuple[int, ...]:
        """The numbers of the quotes that prove ``told``: the sentence, or of one with several stamps the told spans."""
        return tuple(citations.cite(self.passage, start, end) for start, end in self._spans(told))

    def _spans(self, told: str) -> list[tuple[int, int]]:
        """Neighbouring clauses of one stamp that ``told`` tells of, by its words or numbers; the whole sentence where all its stamps agree."""
        clauses = self.sentence.clauses
        if len({clause.progress for clause in clauses}) <= 1:
            return [(self.sentence.start, self.sentence.end)]
        texts = [plain(self.passage.chunk.quote(clause.start, clause.end)) for clause in clauses]
        hits = {at for piece in pieces(plain(told)) for at in nearest(piece.text, texts)}
        numbers = mentions(plain(told))
        hits |= {at for at, text in enumerate(texts) if any(one.equals(n) for one in mentions(text) for n in numbers)}
        runs = [run for run in _runs(clauses) if hits & set(run)] or [range(len(clauses))]
        return [(clauses[run[0]].start, clauses[run[-1]].end) for run in runs]


def _runs(clauses: Sequence[Clause]) -> Iterator[range]:
    """Positions of neighbouring clauses that bear one stamp."""
    start = 0
    for at in range(1, len(clauses) + 1):
        if at == len(clauses) or clauses[at].progress != clauses[start].progress:
            yield range(start, at)
            start = at


def number(passages: Sequence[Passage]) -> dict[str, Line]:
    """Tokens for all sentences: S1-a, S1-b, … S2-a."""
    return {
        f"S{at}-{_letters(position)}": Line(passage, sentence)
        for at, passage in enumerate(passages, 1)
        for position, sentence in enumerate(passage.chunk.sentences)
    }


def _letters(position: int) -> str:
    more, last = divmod(position, 26)
    return (_letters(more - 1) if more else "") + chr(ord("a") + last)


def material(lines: dict[str, Line], prompts: Texts) -> str:
    """The sentences as the model reads them, passage by passage, with their stamps."""
    shown: list[str] = []
    last: Passage | None = None
    for token, line in lines.items():
        if line.passage is not last:
            last = line.passage
            shown.append(_heading(last, prompts))
        shown.append(prompts.say("line", token=token, text=_stamped(line, prompts)))
    return "\n".join(shown)


def fenced(text: str, limit: int = 2_000) -> str:
    """Text of others: one line, no marks that could pass for a fence or a token."""
    return re.sub(r"\s+", " ", TOKEN.sub("", text.translate(_FENCES)))[:limit].strip()


def _heading(passage: Passage, prompts: Texts) -> str:
    chunk = passage.chunk
    section = " / ".join(chunk.section)
    return prompts.say(
        "passage", title=fenced(passage.source.title), section=fenced(section), period=fenced(chunk.period or "—")
    )


def _stamped(line: Line, prompts: Texts) -> str:
    """The sentence with a stamp behind each run of clauses that bears one."""
    clauses, quote = line.sentence.clauses, line.passage.chunk.quote
    told = ""
    for run in _runs(clauses):
        told += fenced(quote(clauses[run[0]].start, clauses[run[-1]].end))
        if stamp := clauses[run[0]].progress:
            told += prompts.say(f"stamps.{stamp}")
    return told or fenced(line.text)
