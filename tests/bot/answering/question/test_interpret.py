"""From what was typed to what is looked for: the office's name, the conversation, and when to ask back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import pytest

from bot.answering.answer import Question
from bot.answering.question.interpret import Interpreter, Plain
from bot.answering.question.language import understand_script
from bot.answering.turn import Turn
from retrieval.editions.edition import Edition
from retrieval.periods import latest, this_year
from tests.bot.answering.asking import REPORT, TEXTS, WORDS, Shelf, Words, shelf

REPORTED = shelf(REPORT)


@dataclass(frozen=True)
class PlainReadings:
    """Takes every question as it is."""

    def thesaurus(self, edition: Edition) -> Words:
        return WORDS

    def plain(self, text: str, edition: Edition) -> Plain:
        return Plain(text)


@dataclass(frozen=True)
class Manifest:
    as_of: str
    sources: dict[str, Any]


@dataclass(frozen=True)
class Row:
    figure: Any
    section: tuple[str, ...]
    audience: str = "public"


@dataclass(frozen=True)
class ShelfEdition:
    """What the first step reads of an edition."""

    shelf: Shelf

    @property
    def manifest(self) -> Manifest:
        return Manifest("2023-06-30", {one.source.id: one.source for one in self.shelf.documents})

    @property
    def this_year(self) -> int | None:
        return this_year(self.manifest.sources.values())

    @property
    def newest(self) -> str | None:
        return latest(self.manifest.sources.values())

    @property
    def chunk_count(self) -> int:
        return self.shelf.vocabulary.chunks

    def document_frequency(self, word: str) -> int:
        return self.shelf.vocabulary.frequency(word)

    def likeness(self, _one: str, _other: str) -> float | None:
        return None

    def figures(self) -> Sequence[Row]:
        chunks = [passage.chunk for passage in self.shelf.passages]
        return [Row(figure, chunk.section) for chunk in chunks for figure in chunk.figures]


def interpreted(text: str, *history: str, of: Shelf = REPORTED) -> Turn:
    interpreter = Interpreter(
        PlainReadings(), {"simplified": TEXTS, "traditional": TEXTS, "english": TEXTS}, ("青石街道办事处", "青石街道")
    )
    edition = cast(Edition, ShelfEdition(of))
    return interpreter(Turn(Question(text, history=history), understand_script(text), edition))


def looked_for(text: str, *history: str) -> str:
    meaning = interpreted(text, *history).understanding
    assert meaning is not None
    return meaning.text


def test_the_offices_name_says_nothing() -> None:
    assert looked_for("青石街道引进企业多少家") == "引进企业多少家"


def test_a_follow_up_takes_its_subject_from_the_question_before() -> None:
    assert "工业产值" in looked_for("那增幅呢", "规模以上工业产值是多少")
    assert "四期" in looked_for("四期呢", "三期改造完成了吗")
    assert "三期" not in looked_for("四期呢", "三期改造完成了吗")
    assert "农贸市场" in looked_for("它什么时候完成", "青石农贸市场改造了吗")


def test_a_new_subject_starts_afresh() -> None:
    assert "产值" not in looked_for("青石农贸市场改造什么时候完成", "规模以上工业产值是多少")


def test_a_follow_up_of_nothing_is_asked_back_with_topics() -> None:
    draft = interpreted("那增幅呢").draft
    assert draft is not None
    assert draft.status == "clarify"
    assert 2 <= len(draft.choices) <= 4
    assert all(choice in draft.sentences[0].text for choice in draft.choices)  # a console shows no buttons


@pytest.mark.parametrize("message", ["请问一下呢", "😀😀", "。", "1"])
def test_nothing_to_look_for_is_asked_back(message: str) -> None:
    draft = interpreted(message).draft
    assert draft is not None
    assert draft.status == "clarify"


def test_a_letter_is_too_long_for_a_question() -> None:
    draft = interpreted("产值是多少。" * 100).draft
    assert draft is not None
    assert draft.status == "clarify"


def test_an_aspect_that_several_figures_bear_is_asked_back_with_those() -> None:
    draft = interpreted("面积多少", of=shelf("改造面积3万平方米,绿化面积2万平方米,同比增长8%。")).draft
    assert draft is not None
    assert draft.status == "clarify"
    assert draft.choices == ("改造面积", "绿化面积")
    assert all(choice in draft.sentences[0].text for choice in draft.choices)


def test_an_aspect_that_one_figure_bears_is_looked_for() -> None:
    assert looked_for("产值多少") == "产值多少"
