""".html with beautifulsoup4: what a browser would show, without scripts, styles, navigation and hidden text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from retrieval.loading.content import Content, ContentBuilder
from retrieval.loading.errors import LoadingError
from retrieval.loading.limits import Limits
from retrieval.loading.text import decoded

_DROPPED = (
    "script style noscript template head nav iframe object embed svg math canvas audio video "
    "select option button input textarea datalist dialog"
).split()
_BLOCKS = set(
    "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form hr html "
    "li br h1 h2 h3 h4 h5 h6 header main ol p pre section summary details table tbody td tfoot th thead tr ul".split()
)
_HIDING = re.compile(
    r"display:none|visibility:hidden|font-size:0(?![.\d])|opacity:0(?![.\d])|(?<![-\w])color:(#fff(?:fff)?\b|white\b)"
)
_BACKGROUND = re.compile(r"background|bgcolor")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_CLASS = re.compile(r"^\s*(?:[a-z]\w*)?([.#][\w-]+)\s*$", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPAN_LIMIT = 100


def read_web_page(name: str, data: bytes, _limits: Limits) -> Content:
    """Headings are marked # as in Markdown, so that the outline is kept."""
    from bs4 import BeautifulSoup

    text = decoded(name, data)
    if "\0" in text:
        raise LoadingError(name, "not_text")
    soup = BeautifulSoup(text, "lxml")
    _drop(soup, _hidden_names(soup))
    builder = ContentBuilder()
    _Writer(builder).walk(soup)
    return builder.content()


def _hidden_names(soup: Any) -> set[str]:
    """Classes (.x) and ids (#x) that a style sheet of the page hides."""
    rules = [rule for style in soup.find_all("style") for rule in _RULE.findall(style.get_text())]
    selectors = [one for names, style in rules if _hides(style) for one in names.split(",")]
    return {match[1] for one in selectors if (match := _CLASS.match(one))}


def _hides(style: str) -> bool:
    """Whether a style hides its text; white text on a background of its own can be read."""
    compact = style.replace(" ", "").lower()
    found = _HIDING.search(compact)
    return bool(found) and not (found and found[1] and _BACKGROUND.search(compact))


def _drop(soup: Any, hidden: set[str]) -> None:
    from bs4.element import PreformattedString

    for unread in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):  # comments, the doctype
        unread.extract()
    for tag in [*soup.find_all(_DROPPED), *(tag for tag in soup.find_all(True) if _is_hidden(tag, hidden))]:
        tag.extract()


def _is_hidden(tag: Any, hidden: set[str]) -> bool:
    names = {f".{name}" for name in tag.get("class", [])} | {f"#{tag.get('id')}"}
    return tag.has_attr("hidden") or bool(names & hidden) or _hides(str(tag.get("style", "")))


class _Writer:
    """Writes blocks in order; text between two borders of blocks is one paragraph."""

    def __init__(self, builder: ContentBuilder) -> None:
        self._builder = builder
        self._line: list[str] = []

    def walk(self, root: Any) -> None:
        """Without recursion: a page may nest its boxes as deep as it likes."""
        open_tags = [(root, iter(root.children))]
        while open_tags:
            tag, children = open_tags[-1]
            child = next(children, None)
            if child is None:
                open_tags.pop()
                self._border(tag)
            elif child.name is None:
                self._line.append(str(child))
            elif child.name == "table" and _is_data(child):
                self._flush()
                self._builder.rows(_rows(child))
            else:
                self._border(child)
                open_tags.append((child, iter(child.children)))
        self._flush()

    def _border(self, tag: Any) -> None:
        """Where a tag begins or ends: a paragraph ends, if it is a block, and a heading's mark is written."""
        if tag.name in _BLOCKS:
            self._flush()
            if re.fullmatch("h[1-6]", tag.name):
                self._line.append("#" * int(tag.name[1]) + " ")

    def _flush(self) -> None:
        text = _SPACE.sub(" ", "".join(self._line)).strip()
        if text.strip("# "):
            self._builder.paragraph(text)
        self._line.clear()


def _is_data(table: Any) -> bool:
    """A table of rows and columns; old pages also use tables to place whole texts."""
    return table.find("table") is None and len(table.find_all("tr")) > 1 and not table.find(["h1", "h2", "h3", "ul"])


def _rows(table: Any) -> Iterator[list[str | None]]:
    """Rows of one width; what spans rows is filled in from above, what spans columns is None after the first."""
    if caption := table.find("caption"):
        yield [caption.get_text(" ", strip=True), None]
    waiting: dict[int, tuple[int, str | None]] = {}  # column → rows still to fill, text
    rows = []
    for row in table.find_all("tr"):
        cells: list[str | None] = []
        for cell in row.find_all(["td", "th"]):
            _fill(cells, waiting)
            text, right, down = cell.get_text("", strip=False).strip(), _span(cell, "colspan"), _span(cell, "rowspan")
            for part in [text, *[None] * (right - 1)]:
                if down > 1:
                    waiting[len(cells)] = (down - 1, part)
                cells.append(part)
        _fill(cells, waiting)
        rows.append(cells)
    width = max(map(len, rows), default=0)
    yield from (row + [""] * (width - len(row)) for row in rows)


def _fill(cells: list[str | None], waiting: dict[int, tuple[int, str | None]]) -> None:
    """Adds the cells that reach down from rows above to the place where ``cells`` ends."""
    while len(cells) in waiting:
        left, text = waiting.pop(len(cells))
        if left > 1:
            waiting[len(cells)] = (left - 1, text)
        cells.append(text)


def _span(cell: Any, name: str) -> int:
    text = str(cell.get(name, "1")).strip()
    return max(1, min(int(text), _SPAN_LIMIT)) if text.isascii() and text.isdigit() else 1
