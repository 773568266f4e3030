"""Styled text that keeps Telegram's limits: runs become pages, pages become HTML. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

TEXT_LIMIT = 4096  # UTF-16 units of a message, after its entities are parsed
CAPTION_LIMIT = 1024
ENTITY_LIMIT = 100
Style = Literal["", "bold", "quote"]
Page = tuple["Run", ...]

_TAGS = {"": ("", ""), "bold": ("<b>", "</b>"), "quote": ("<blockquote expandable>", "</blockquote>")}
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")  # Telegram drops or refuses them
_SENTENCE_ENDS = re.compile(
    '(?:[\u3002\uff01\uff1f\uff1b!?;\u2026]+[\u201d\u2019\u300f\u300d\uff09)"]*(?:\\[\\d+\\])*|\n)\\s*'
)
_PAUSES = re.compile(r"[\uff0c\u3001\uff1a,:\s]")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style."""

    text: str
    style: Style = ""


def clean(text: str) -> str:
    """``text`` without the characters that no message can carry."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n"))


def units(text: str) -> int:
    """The length Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def as_html(page: Iterable[Run]) -> str:
    """A page as Telegram's HTML; whatever stands in the runs is text, never markup."""
    return "".join(_TAGS[run.style][0] + escape(run.text) + _TAGS[run.style][1] for run in page)


def as_plain(page: Iterable[Run]) -> str:
    return "".join(run.text for run in page)


def paginate(runs: Sequence[Run], limit: int = TEXT_LIMIT) -> tuple[Page, ...]:
    """``runs`` on pages that Telegram takes, parted at sentences where a page ends; no page is blank."""
    pages: list[Page] = []
    page: list[Run] = []
    waiting = [Run(clean(run.text), run.style) for run in reversed(runs)]
    while waiting:
        run = waiting.pop()
        room = limit - units(as_plain(page))
        head = _head(run, room, fresh=not page) if _entities(page) < ENTITY_LIMIT or not run.style else ""
        if head:
            page.append(Run(head, run.style))
        if len(head) < len(run.text):
            waiting.append(Run(run.text[len(head) :], run.style))
            pages.append(tuple(page))
            page = []
    return tuple(_trimmed(page) for page in (*pages, tuple(page)) if as_plain(page).strip())


def _entities(page: Iterable[Run]) -> int:
    return sum(run.style != "" for run in page)


def _head(run: Run, room: int, fresh: bool) -> str:
    """What of ``run`` goes on a page with ``room`` left: all, up to a good break, or nothing."""
    text = run.text
    if units(text) <= room:
        return text
    prefix = _prefix(text, room)
    ends = [match.end() for match in _SENTENCE_ENDS.finditer(prefix)]
    if ends and (fresh or ends[-1] > len(prefix) // 2 or run.style == ""):
        return prefix[: ends[-1]]
    if not fresh:
        return ""
    pauses = [match.end() for match in _PAUSES.finditer(prefix)]
    return prefix[: pauses[-1]] if pauses else prefix


def _prefix(text: str, room: int) -> str:
    """The longest beginning of ``text`` with at most ``room`` units."""
    prefix = text[: max(room, 0)]
    while units(prefix) > room:
        prefix = prefix[: -max(1, (units(prefix) - room) // 2)]
    return prefix


def _trimmed(page: Page) -> Page:
    """The page without white space at its ends, as Telegram would cut it."""
    runs = [run for run in page if run.text]
    while not runs[0].text.strip():
        runs.pop(0)
    while not runs[-1].text.strip():
        runs.pop()
    runs[0] = Run(runs[0].text.lstrip(), runs[0].style)
    runs[-1] = Run(runs[-1].text.rstrip(), runs[-1].style)
    return tuple(runs)
