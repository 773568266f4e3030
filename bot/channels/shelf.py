"""What a channel tells of the current documents: as of when they are, what can be asked, what lies nearest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.channels.addresses import document_address
from retrieval.document import Passage
from retrieval.editions.edition import Edition
from retrieval.editions.ledger import LedgerRow
from retrieval.editions.library import Library
from retrieval.search import SearchQuery

_OF_TOPICS = 6
_OF_FIGURES = 6
_PLAIN = re.compile("[\u4e00-\u9fff]{3,10}")  # an indicator that can be asked for as it stands
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject people ask about: its button, the question behind it, and the words that show the documents know it."""

    label: str
    question: str
    words: tuple[str, ...]

    @classmethod
    def parse(cls, line: str) -> Topic:
        """From ``label|question|word word``, as it stands in the texts."""
        label, question, words = line.split("|")
        return cls(label, question, tuple(words.split()))


@dataclass(frozen=True, slots=True)
class Nearby:
    """A section near a question: its heading, its text and where it stands in its document."""

    title: str
    text: str
    document: str = ""
    start: int = 0
    end: int = 0


class Shelf:
    """Looks at the current edition of a library; public documents only. Raises ``NoEditionError`` where there is none."""

    def __init__(self, library: Library, topics: Sequence[Topic], figure_question: str) -> None:
        """``topics``: the most asked first; ``figure_question``: holds ``{indicator}``."""
        self._library = library
        self._topics = topics
        self._figure_question = figure_question

    def edition(self) -> str:
        return self._library.current().id

    def as_of(self) -> str | None:
        """The day that the newest document tells of, as an ISO date."""
        return self._library.current().manifest.as_of

    def figures(self) -> tuple[LedgerRow, ...]:
        """The public ledger."""
        return tuple(row for row in self._library.current().figures() if row.audience == "public")

    def title(self, document: str) -> str:
        source = self._library.current().manifest.sources.get(document)
        return source.title if source else document

    def address(self, document: str, start: int, end: int) -> str | None:
        """The path of the page that shows a place in a document; None where no page shows it to everyone."""
        manifest = self._library.current().manifest
        source = manifest.sources.get(document)
        return document_address(manifest, document, start, end) if source and source.audience == "public" else None

    def topics(self) -> tuple[Topic, ...]:
        """The topics that the documents know something of."""
        edition = self._library.current()
        return tuple(topic for topic in self._topics if _knows(edition, topic))

    def suggestions(self) -> tuple[str, ...]:
        """Questions that the documents should answer: of the topics, then of the figures."""
        asked = [topic.question for topic in self.topics()[:_OF_TOPICS]]
        told = [self._figure_question.format(indicator=name) for name in self._indicators()]
        return tuple(dict.fromkeys([*asked, *told[:_OF_FIGURES]]))

    def nearest(self, question: str) -> tuple[Nearby, ...]:
        """The sections nearest to a question, nearest first, each once."""
        found = self._library.current().search(SearchQuery(question))
        near: dict[str, Nearby] = {}
        for passage in found.kept:
            section = _nearby(passage)
            near.setdefault(section.title, section)
        return tuple(near.values())[:_NEAREST]

    def _indicators(self) -> Iterator[str]:
        """Names of figures that are plain enough to be asked for and stand but once."""
        names = [row.figure.indicator for row in self.figures() if not row.figure.comparison]
        return (name for name in names if _PLAIN.fullmatch(name) and names.count(name) == 1)


def _knows(edition: Edition, topic: Topic) -> bool:
    return any(edition.document_frequency(word) for word in topic.words)


def _nearby(passage: Passage) -> Nearby:
    chunk = passage.chunk
    title = chunk.section[-1] if chunk.section else passage.source.title
    return Nearby(title, chunk.text, chunk.document, chunk.start, chunk.end)
