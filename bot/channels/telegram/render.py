"""Answers and sources as pages of styled text. Pure functions of the answer and the texts."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering.answer import Answer, Citation
from bot.channels.telegram.html import Page, Run, paginate
from bot.texts import Texts

_AROUND = 1500  # characters of a very long paragraph shown on each side of its quote


def answer_pages(answer: Answer, texts: Texts) -> tuple[Page, ...]:
    """The answer, and under it its citations, folded."""
    runs = [Run(answer.text)]
    if answer.citations:
        runs += [Run("\n\n"), Run("\n\n".join(_quotes(answer, texts)), "quote")]
    return paginate(runs) or paginate([Run(texts.say("empty"))])


def _quotes(answer: Answer, texts: Texts) -> Iterator[str]:
    """Each citation in two lines, where it stands and the quote; a title is told once."""
    told: set[str] = set()
    for citation in answer.citations:
        line = source_line(citation, texts, titled=citation.title not in told)
        told.add(citation.title)
        yield f"{line}\n“{citation.quote}”"


def source_line(citation: Citation, texts: Texts, titled: bool = True) -> str:
    """Mark, title, section, page and stamp of a citation, in one line."""
    parts = [f"《{citation.title}》"] if titled else []
    parts += citation.section[-2:]
    if citation.page is not None:
        parts.append(texts.say("page", page=citation.page))
    if citation.progress is not None:
        parts.append(texts.say(f"stamp.{citation.progress}"))
    return f"[{citation.n}] " + " · ".join(parts)


def paragraph_pages(
    citation: Citation, paragraph: tuple[str, int, int], texts: Texts, link: str | None = None
) -> tuple[Page, ...]:
    """The paragraph around a citation, its quote in bold; ``link``: to the whole document."""
    text, start, end = paragraph
    before = text[:start] if start <= _AROUND else "…" + text[start - _AROUND : start]
    after = text[end:] if len(text) - end <= _AROUND else text[end : end + _AROUND] + "…"
    head = Run(source_line(citation, texts) + "\n\n")
    whole = [Run("\n\n" + texts.say("source.page", address=link))] if link else []
    return paginate([head, Run(before), Run(text[start:end], "bold"), Run(after), *whole])
