"""What a format's reader hands over: clean text with the places of its pages and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from retrieval.chinese import half_width
from retrieval.document import Table
from retrieval.figures.table_rows import row_cells
from retrieval.loading.clean import clean
from retrieval.loading.tables import Row, table_lines


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file; the other fields mean what they mean in ``Document``."""

    text: str
    pages: tuple[int, ...] = ()
    tables: tuple[Table, ...] = ()
    machine_read: tuple[int, ...] = ()
    hidden: tuple[str, ...] = ()  # names of sheets that are hidden from readers, so not read


@dataclass(slots=True)
class ContentBuilder:
    """Gathers paragraphs, tables and pages in reading order; every piece is cleaned, so offsets stay true."""

    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _pages: list[int] = field(default_factory=list)
    _tables: list[Table] = field(default_factory=list)
    _machine_read: list[int] = field(default_factory=list)

    def paragraph(self, text: str) -> None:
        """Add lines of text; an empty one adds nothing."""
        text = clean(text).strip("\n")
        if text.strip():
            self.write(text + "\n")

    def write(self, text: str) -> None:
        """Add text just where the last one ended."""
        text = clean(text)
        self._parts.append(text)
        self._length += len(text)

    def rows(self, rows: Iterable[Row]) -> None:
        """Add a table with the last paragraph as its caption."""
        self.table(list(table_lines(rows, self.caption)))

    @property
    def caption(self) -> str:
        """The last paragraph, unless it is the row of a table."""
        last = self._parts[-1].strip() if self._parts else ""
        return "" if row_cells(half_width(last)) else last

    def table(self, lines: Sequence[str]) -> None:
        """Add a table as the lines of its rows; a table without rows is counted all the same."""
        start = self._length
        for line in lines:
            self.paragraph(line)
        self._tables.append(Table(start, self._length, len(lines)))

    def page(self, machine_read: bool = False) -> None:
        """Begin the next page."""
        self._pages.append(self._length)
        if machine_read:
            self._machine_read.append(len(self._pages))

    def content(self, hidden: Sequence[str] = ()) -> Content:
        text = "".join(self._parts)
        return Content(text, tuple(self._pages), tuple(self._tables), tuple(self._machine_read), tuple(hidden))
