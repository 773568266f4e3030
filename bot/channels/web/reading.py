"""A document as a page shows it: headings, and runs of sentences under one stamp. Pure functions of plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from retrieval.document import Document, Figure, Progress, Sentence
from retrieval.outline import Unit, outline

_DEEPEST = 6  # of HTML's headings; the title has the first


@dataclass(frozen=True, slots=True)
class Span:
    """Text of a sentence. ``figure``: its indicator, where the text is a figure's value; ``quoted``: what is pointed at."""

    text: str
    figure: str | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """``anchor``: its address in the page, s and its offset; ``lead``: it heads what follows."""

    anchor: str
    spans: tuple[Span, ...]
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (``level`` from 2 on) or, with level 0, sentences of one paragraph that bear the same stamps.

    ``page``: where a new page begins; ``opens``: it begins a paragraph.
    """

    sentences: tuple[ReadSentence, ...]
    level: int = 0
    stamps: tuple[Progress, ...] = ()
    page: int | None = None
    opens: bool = True

    @property
    def text(self) -> str:
        return "".join(span.text for sentence in self.sentences for span in sentence.spans)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a document before anybody points at a place in it."""

    document: Document
    units: tuple[Unit, ...]
    figures: tuple[Figure, ...]

    @classmethod
    def of(cls, document: Document, figures: Iterable[Figure]) -> Reading:
        return cls(document, tuple(outline(document)), tuple(sorted(figures, key=lambda figure: figure.start)))

    def blocks(self, quote: tuple[int, int] = (0, 0)) -> tuple[Block, ...]:
        """The whole document; ``quote``: the offsets that are pointed at."""
        levels = self._levels()
        blocks, page, line = [], None, -1
        for (depth, number, stamps), units in groupby(self.units, self._kind):
            sentences = [unit.sentence for unit in units]
            here = self.document.page_at(sentences[0].start)
            blocks.append(
                Block(
                    tuple(self._sentence(sentence, quote) for sentence in sentences),
                    levels[depth] if depth else 0,
                    stamps,
                    here if here != page else None,
                    opens=number != line,
                )
            )
            page, line = here, number
        return tuple(blocks)

    def _kind(self, unit: Unit) -> tuple[int, int, tuple[Progress, ...]]:
        """What neighbouring sentences share that stand in one block: how deep a heading is, the line, the stamps."""
        line = self.document.text.rfind("\n", 0, unit.sentence.start)
        return (len(unit.section), line, ()) if unit.heading else (0, line, _stamps(unit.sentence))

    def _levels(self) -> dict[int, int]:
        """HTML's level of each depth at which the document has headings, without gaps."""
        used = sorted({len(unit.section) for unit in self.units if unit.heading})
        return {depth: min(level, _DEEPEST) for level, depth in enumerate(used, 2)}

    def _sentence(self, sentence: Sentence, quote: tuple[int, int]) -> ReadSentence:
        inside = [figure for figure in self.figures if sentence.start <= figure.start and figure.end <= sentence.end]
        spans = _spans(self.document.text, sentence, inside, quote)
        return ReadSentence(f"s{sentence.start}", tuple(spans), sentence.lead)


def _stamps(sentence: Sentence) -> tuple[Progress, ...]:
    """The stamps of a sentence's clauses, each once, in order."""
    return tuple(dict.fromkeys(clause.progress for clause in sentence.clauses if clause.progress))


def _spans(text: str, sentence: Sentence, figures: Sequence[Figure], quote: tuple[int, int]) -> Iterator[Span]:
    """The sentence cut where a figure or the quote begins or ends."""
    start, end = max(quote[0], sentence.start), min(quote[1], sentence.end)
    cuts = {sentence.start, sentence.end, *(at for figure in figures for at in (figure.start, figure.end))}
    cuts |= {start, end} if start < end else set()
    for left, right in pairwise(sorted(cuts)):
        about = next((f.indicator for f in figures if f.start <= left and right <= f.end), None)
        yield Span(text[left:right], about, start <= left and right <= end)
