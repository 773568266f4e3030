"""Which documents a question that names an office leaves out: those of its neighbours. Pure functions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.answering.question.terms import Term, matches, plain
from retrieval.document import Source

_OFFICE = re.compile(r"(?P<name>[㐀-鿿]{2,6}?)(?P<sort>街道|镇|乡|(?<![小社辖园片景校地库山])区|县|(?<!城)市)")
NAMED_ALIKE = "社区|村|小区|公园|路|桥|小学|中学|学校|幼儿园|广场|市场"  # what may bear the name of an office
_ALIKE = re.compile(NAMED_ALIKE)
_BEFORE = re.compile(r"^.*(?:关于|年度?|[省市区县])(?=[㐀-鿿]{2})")


Office = tuple[str, str]  # name and sort: 青石, 街道


def offices_of(sources: Iterable[Source]) -> Mapping[Office, frozenset[str]]:
    """The offices that documents are of, each with the ids of its documents."""
    found: dict[Office, set[str]] = defaultdict(set)
    for source in sources:
        if office := _office(source):
            found[office].add(source.id)
    return {office: frozenset(ids) for office, ids in found.items()}


def of_neighbours(question: str, offices: Mapping[Office, frozenset[str]]) -> frozenset[str]:
    """The ids of the documents of offices of the same sort as one that the question names, where it names not theirs.

    青石街道多少 leaves 白河街道's documents out, not those of the district around both.
    """
    asked = {office for office in offices if office[0] in question}
    sorts = {sort for _, sort in asked}
    others = (ids for office, ids in offices.items() if office not in asked and office[1] in sorts)
    return frozenset().union(*others)


def office_of(source: Source) -> str:
    """How the office that a document is of is called (青石街道); empty where that is not known."""
    return "".join(_office(source) or ())


def by_office(terms: Sequence[Term], source: Source) -> tuple[float, ...]:
    """How much of each term the name of the document's office holds; 青石 of 青石社区 is no 青石街道."""
    name = plain(office_of(source))
    shares = matches(terms, name)
    return tuple(0.0 if _ALIKE.match(t.run, t.at + len(t.text)) else s for t, s in zip(terms, shares, strict=True))


def _office(source: Source) -> Office | None:
    """The name and the sort of the office that a document is of: by its issuer, else by its title."""
    found = [*_OFFICE.finditer(source.issuer or "")][-1:] or [*_OFFICE.finditer(source.title)][:1]
    return next(((_BEFORE.sub("", one["name"]), one["sort"]) for one in found), None)
