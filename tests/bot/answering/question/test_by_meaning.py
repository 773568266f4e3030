"""English things the glossary lacks: taken for what the documents call alike, and said so; else they stay unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from bot.answering.answer import AnswerSentence
from bot.answering.draft import Draft
from bot.answering.question.by_meaning import ByMeaning
from bot.answering.question.english import Glossary
from bot.answering.writing.wording import owned_up
from bot.texts import Texts
from retrieval.editions.edition import Edition
from retrieval.search import SearchQuery, SearchResult
from tests.bot.answering.asking import shelf

GLOSSARY = Glossary.read("school = 学校\nadd = 新增\n")
SHELF = shelf("新增校车6辆,翻修凉亭3座。")


@dataclass(frozen=True)
class Meaning:
    """An edition whose embedder finds ``near`` alike and everything else as unlike as words are; None: it has none."""

    near: frozenset[frozenset[str]] = frozenset()
    usual: float | None = 0.78

    def likeness(self, one: str, other: str) -> float | None:
        return 0.86 if frozenset((one, other)) in self.near else self.usual

    def search(self, _query: SearchQuery) -> SearchResult:
        return SearchResult(SHELF.passages, (), {})


def by_meaning(meaning: Meaning) -> ByMeaning:
    return ByMeaning("How many school buses were added?", cast(Edition, meaning))


def test_a_phrase_is_taken_whole_for_what_is_much_more_alike_than_any_word() -> None:
    guess = by_meaning(Meaning(frozenset({frozenset(("school buses", "校车"))})))
    assert GLOSSARY.to_chinese("How many school buses were added?", guess=guess) == "校车新增多少"
    assert guess.found == {"school buses": "校车"}


def test_what_is_like_nothing_stays_as_it_is_and_is_not_dropped() -> None:
    for meaning in (Meaning(), Meaning(usual=None)):
        guess = by_meaning(meaning)
        assert "buses" in GLOSSARY.to_chinese("How many school buses were added?", guess=guess)
        assert guess.found == {}


def test_verbs_that_the_glossary_lacks_change_nothing() -> None:
    assert GLOSSARY.to_chinese("Was the school inaugurated?") == "学校了吗"


def test_a_guess_is_owned_up_to_and_is_no_full_answer() -> None:
    told = owned_up(
        Draft("answered", (AnswerSentence("x", "document"),)), (("school buses", "校车"),), Texts.load("answers.en")
    )
    assert told.status == "partial"
    assert "校车" in told.sentences[0].text
    refused = Draft("not_found", (AnswerSentence("x", "fixed"),))
    assert owned_up(refused, (("school buses", "校车"),), Texts.load("answers.en")) == refused
