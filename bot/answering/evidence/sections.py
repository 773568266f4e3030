"""What stands under the heading that names the subject, where the sentences leave it unsaid. Pure functions.

A guide says 老年优待证 once, above its lines: 所需材料:…, 遗失补办收取工本费15元. Such a line answers by its label or by
holding what was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.evidence.aspects import Aspect, aspect_of, belongs
from bot.answering.evidence.gathering import Evidence
from bot.answering.evidence.listing import Path, in_order, prefixes
from bot.answering.evidence.reports import guides, untitled
from bot.answering.evidence.sought import Holds
from bot.answering.question.terms import Term, coverage, matches, plain
from bot.answering.question.understanding import Understanding
from bot.answering.question.wordings import ASPECT, noun, tagged
from bot.answering.writing.wording import says

_NAMED = 0.5  # coverage of the subject by a heading: by another word for it at least
BY_NAME = 0.85  # … by its own name
_MOST = 3
_LABEL = re.compile(r"^\s*(?:[\d一二三四五六七八九十]+[.、]|[(]\S[)])?\s*([㐀-鿿]{2,8}):")


def labelled(question: Understanding, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The lines of the subject's section whose label is what was asked for: 所需材料:…"""
    aspect = aspect_of(question)
    if aspect is None:
        return []
    section = _of_subject(question, evidence)
    return [item for item in section if _labels(aspect, item)][:_MOST]


def holding(
    question: Understanding, evidence: Sequence[Evidence], holds: Holds, least: float = _NAMED
) -> list[Evidence]:
    """The lines of the subject's section that hold what was asked for: those that share most with the question's rest.

    ``least``: how much of the subject the heading must name. Not of a report, whose headings stand over many things.
    """
    section = _of_subject(question, evidence, least)
    found = [item for item in section if holds(item.text) and guides(item.passage.source)]
    rest = set("".join(term.text for term in question.terms if term not in _subject(question)))
    shared = [len(rest & set(item.text)) for item in found]
    return [item for item, many in zip(found, shared, strict=True) if many == max(shared)][:_MOST]


def _labels(aspect: Aspect, item: Evidence) -> bool:
    label = _LABEL.match(item.text)
    return label is not None and bool(aspect.heading.search(label[1]))


def _of_subject(question: Understanding, evidence: Sequence[Evidence], least: float = _NAMED) -> list[Evidence]:
    """The sentences of the one section whose heading names all that the question is about, in order."""
    subject = _subject(question)
    if not subject:
        return []
    named = {(item.chunk.document, path): _named(subject, path) for item in evidence for path in _paths(item)}
    best = max(named.values(), default=0.0)
    found = [one for one, share in named.items() if share == best]
    if best < least or len(found) != 1:
        return []
    document, path = found[0]
    inside = [i for i in evidence if i.chunk.document == document and i.chunk.section[: len(path)] == path]
    return in_order([item for item in inside if says(item)])


def _subject(question: Understanding) -> tuple[Term, ...]:
    """The things that the question names; none where the documents do not know one of them."""
    aspect = aspect_of(question)
    things = [term for term in question.terms if not (term.light or ASPECT.fullmatch(term.text))]
    things = [term for term in things if _thing(term) and not (aspect and belongs(term, aspect))]
    return tuple(things) if all(term.known or term.related for term in things) else ()


def _thing(term: Term) -> bool:
    """A noun, or what ends with one (老年证); a phrase that begins with a verb (打到卡里) only where the documents use it."""
    words = tagged(term.text)
    named = noun(term.text) or (len(words) > 1 and words[-1][1].startswith("n"))
    return named and (term.known or not words[0][1].startswith("v"))


def _paths(item: Evidence) -> list[Path]:
    """The beginnings of its heading path, but for the title alone, which is over everything."""
    return [path for path in prefixes(item.chunk.section) if untitled(path[-1:], item.passage.source)]


def _named(subject: Sequence[Term], path: Path) -> float:
    """How much of the subject the last heading names."""
    return coverage(subject, matches(subject, plain(path[-1])))
