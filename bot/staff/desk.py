"""What staff work with: the whole ledger, internal documents included, and drafts held against it."""

from __future__ import annotations

from pathlib import Path

from bot.answering.question.lexicon import Lexicon
from bot.staff.draft_check import Verdict, check
from bot.staff.ledger import find
from retrieval.editions.ledger import LedgerRow
from retrieval.editions.library import Library


class Desk:
    """Looks at the current edition. Raises ``NoEditionError`` where there is none."""

    def __init__(self, library: Library, lexicon: Lexicon) -> None:
        self._library = library
        self._lexicon = lexicon

    def figures(self, words: str = "") -> tuple[LedgerRow, ...]:
        """The rows that hold every word."""
        return find(self._library.current().figures(), words)

    def title(self, document: str) -> str:
        """A document's title; its id where the edition has none of that id."""
        source = self._library.current().manifest.sources.get(document)
        return source.title if source else document

    def check(self, draft: str, *, public_only: bool = False) -> tuple[Verdict, ...]:
        """The verdict on every number of a draft; with ``public_only`` internal documents prove nothing."""
        rows = self._library.current().figures()
        seen = [row for row in rows if row.audience == "public"] if public_only else rows
        return check(draft, seen, self._lexicon)

    def read(self, path: Path) -> str:
        """The text of a draft in any format that documents may have; raises ``LoadingError``."""
        from retrieval.loading import load_file

        return load_file(path).text
