"""English words that the glossary lacks, found among the documents' words by what both mean to the embedder.

multilingual-e5-small gives any two short texts a cosine of 0.75 to 0.85: only what lies clearly above an English phrase's
likeness to words of every report is taken, as a guess that the answer owns up to. Measured on 62 phrases over six
reports: 16 of the 29 that stand there were found, 4 of 33 that stand nowhere were taken for a neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

import rjieba

from retrieval.editions.edition import Edition
from retrieval.search import PUBLIC, SearchQuery

_ANYWHERE = "工作 项目 服务 居民 企业 建设 活动 环境 道路 收入 安全 学校 老人 时间 数量 医院".split()
_ABOVE = 0.055  # by how much a word must be more alike than those
_PASSAGES, _SENTENCES = 5, 4  # that are looked at
_LONGEST = 150  # characters of a sentence
_WORDS = 3  # in a row
_HAN = re.compile("[㐀-鿿]{2,8}")
_THINGS = ("n", "vn", "l", "j", "i", "an")


class ByMeaning:
    """The phrases of one English question, each with the words of the public documents that mean the same."""

    def __init__(self, question: str, edition: Edition) -> None:
        self._question, self._edition = question, edition
        self.found: dict[str, str] = {}

    def __call__(self, phrase: str) -> str | None:
        """The words for an English phrase of the question; None where nothing comes near it, or nothing tells."""
        usual = [alike for word in _ANYWHERE if (alike := self._edition.likeness(phrase, word)) is not None]
        likeness = {word: self._edition.likeness(phrase, word) or 0.0 for word in self._things} if usual else {}
        best = max(likeness, key=lambda word: likeness[word], default="")
        if not best or likeness[best] < sum(usual) / len(usual) + _ABOVE:
            return None
        self.found[phrase] = best
        return best

    @cached_property
    def _things(self) -> tuple[str, ...]:
        """What the sentences nearest to the question name."""
        passages = self._edition.search(SearchQuery(self._question, (), PUBLIC, _PASSAGES)).kept
        sentences = [one.chunk.quote(each.start, each.end) for one in passages for each in one.chunk.sentences]
        sentences.sort(key=lambda text: -(self._edition.likeness(self._question, text[:_LONGEST]) or 0.0))
        return tuple(dict.fromkeys(thing for text in sentences[:_SENTENCES] for thing in _named(text[:_LONGEST])))


def _named(text: str) -> Iterator[str]:
    """Runs of words that end with a noun: 认知障碍, 照护床位, 认知障碍照护床位."""
    tagged = rjieba.tag(text)
    for start in range(len(tagged)):
        for end in range(start + 1, min(start + _WORDS, len(tagged)) + 1):
            run = tagged[start:end]
            thing = "".join(word for word, _ in run)
            if any(sort[0] in "urpcydmqxwft" for _, sort in run) or not _HAN.fullmatch(thing):
                break
            if run[-1][1].startswith(_THINGS):
                yield thing
