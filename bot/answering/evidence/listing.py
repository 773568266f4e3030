"""What a heading or a colon introduces: the items of a list, the sentences of a section. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.answering.evidence.gathering import Evidence
from bot.answering.question.terms import Term, coverage, lacking, matches, plain

MOST = 8
_ENOUGH = 0.85  # coverage of the question by a heading path that makes its section the answer
_ITEM = re.compile(r"^\s*(\d{1,2}[.、)]|\(?[一二三四五六七八九十\d]{1,3}\)|[①-⑳]|[一二三四五六七八九十]+是|[-•·])")

Path = tuple[str, ...]


def in_order(items: Sequence[Evidence]) -> list[Evidence]:
    """The items as they stand in their documents."""
    return sorted(items, key=lambda item: (item.chunk.document, item.sentence.start))


def of_heading(terms: Sequence[Term], evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences of the section whose heading path names all that is asked about; empty without such a section."""
    paths = {(item.chunk.document, path) for item in evidence for path in prefixes(item.chunk.section)}
    ranked = sorted(paths, key=lambda one: (-_named(terms, one[1]), len(one[1]), one))
    if not terms or not ranked or _named(terms, ranked[0][1]) < _ENOUGH:
        return []
    document, path = ranked[0]
    inside = [i for i in evidence if i.chunk.document == document and i.chunk.section[: len(path)] == path]
    return in_order([item for item in inside if not item.sentence.lead])


def introduced(head: Evidence, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The list that the sentence introduces by a colon at its end, or that it is an item of; else nothing."""
    around = in_order([i for i in evidence if i.chunk.section == head.chunk.section and _same(i, head)])
    at = around.index(head)
    if not head.text.rstrip().endswith(":"):
        if not _ITEM.match(head.text):
            return []
        at = max((n for n in range(at) if around[n].text.rstrip().endswith(":")), default=-1)
        if at < 0:
            return []
    items = _run(around[at + 1 :])
    return [around[at], *items] if items else []


def _same(one: Evidence, other: Evidence) -> bool:
    return one.chunk.document == other.chunk.document


def _run(after: Sequence[Evidence]) -> list[Evidence]:
    """The items of one list: as long as they are numbered alike."""
    items: list[Evidence] = []
    for item in after:
        if not _ITEM.match(item.text):
            break
        items.append(item)
    return items


def prefixes(path: Path) -> Iterator[Path]:
    """The path's beginnings, outermost heading first."""
    return (path[:depth] for depth in range(1, len(path) + 1))


def _named(terms: Sequence[Term], path: Path) -> float:
    """How much of the terms a path names, its last heading adding to it; 0 where it names not all."""
    shares = matches(terms, plain("/".join(path)))
    whole, outer = coverage(terms, shares), coverage(terms, matches(terms, plain("/".join(path[:-1]))))
    return 0.0 if lacking(terms, shares) or whole <= outer + 0.1 else whole
