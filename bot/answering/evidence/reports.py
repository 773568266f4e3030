"""Whether a document reports on work: its headings stand over many things. Those of a guide name the one below them.

Pure functions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.question.terms import Term, plain
from retrieval.document import Source

_REPORT = re.compile("报告|总结|汇报|小结|述职")
_OF_WORK = re.compile("计划|要点|简报|打算|思路|进展|完成情况|落实情况|执行情况|成绩单|实事|公报|规划")
_NUMBER = re.compile(r"^\W*[\d一二三四五六七八九十]{1,3}\W+")
_SEVERAL = re.compile("[和与及、,]")
_TITLE = 8  # characters: a heading that long within the title, or around it, is the title


def is_report(source: Source) -> bool:
    """Whether a document calls itself a report."""
    return bool(_REPORT.search(source.title))


def guides(source: Source) -> bool:
    """Whether a document tells what there is and how it is had: a guide, a notice, rules, a table."""
    return not (is_report(source) or _OF_WORK.search(source.title))


def naming(path: Sequence[str], source: Source, terms: Sequence[Term]) -> tuple[str, ...]:
    """The headings of a path that name what the lines below are about: a guide's, but for those of several things; of a
    report those that say nothing else than ``terms`` do."""
    single = [name for name in untitled(path, source) if not _SEVERAL.search(_NUMBER.sub("", name))]
    return tuple(name for name in single if guides(source) or _says_no_more(name, terms))


def _says_no_more(heading: str, terms: Sequence[Term]) -> bool:
    rest = plain(_NUMBER.sub("", heading))
    for word in sorted((word for term in terms for word in (term.text, *term.same)), key=len, reverse=True):
        rest = rest.replace(word, "")
    return not rest


def untitled(path: Sequence[str], source: Source) -> tuple[str, ...]:
    """The headings of a path without the document's own title, which is over everything."""
    return tuple(name for name in path if not _is_title(plain(name), plain(source.title)))


def _is_title(name: str, title: str) -> bool:
    return name == title or (len(name) >= _TITLE and (name in title or title in name))
