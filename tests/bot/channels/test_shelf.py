"""Suggestions come from what the documents hold; the nearest sections each once."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace

from bot.channels.shelf import Shelf, Topic
from bot.texts import Texts
from retrieval.document import Chunk, Passage, Source
from retrieval.editions.ledger import LedgerRow
from tests.telegram_server.shelf import ledger_row

TOPICS = (Topic("养老", "养老服务有哪些?", ("养老", "老年")), Topic("上学", "入学怎么办?", ("入学",)))
SOURCE = Source("report", "工作总结", None, None, None, "public", "a.txt", "")


@dataclass
class FakeEdition:
    words: set[str] = field(default_factory=set)
    rows: tuple[LedgerRow, ...] = ()
    sections: tuple[tuple[str, ...], ...] = ()
    id: str = "e1"
    manifest: object = field(default_factory=lambda: SimpleNamespace(as_of="2022-06-30", sources={"report": SOURCE}))

    def document_frequency(self, word: str) -> int:
        return int(word in self.words)

    def figures(self) -> tuple[LedgerRow, ...]:
        return self.rows

    def search(self, query: object) -> object:
        return SimpleNamespace(kept=[_passage(section, n) for n, section in enumerate(self.sections)])


def _passage(section: tuple[str, ...], n: int) -> Passage:
    return Passage(Chunk(f"c{n}", "report", section, 0, 2, f"第{n}段", None, None), SOURCE, 1.0, 1.0, 1.0)


def _shelf(edition: FakeEdition) -> Shelf:
    return Shelf(SimpleNamespace(current=lambda: edition), TOPICS, "{indicator}是多少?")  # type: ignore[arg-type]


def test_topics_that_the_documents_do_not_know_are_not_suggested() -> None:
    odd = ("高企", "一个实在太长了的指标名称", "313、426疫情", "增幅3期")
    rows = (ledger_row(), *(ledger_row(indicator=name) for name in odd))
    assert _shelf(FakeEdition({"老年"}, rows)).suggestions() == ("养老服务有哪些?", "规模工业产值是多少?")


def test_internal_figures_are_not_on_the_shelf() -> None:
    hidden = LedgerRow(ledger_row().figure, "report", (), "", None, "internal")
    assert _shelf(FakeEdition(rows=(hidden,))).figures() == ()


def test_the_nearest_sections_come_each_once_and_under_their_own_heading() -> None:
    near = _shelf(FakeEdition(sections=(("一", "养老"), ("一", "养老"), (), ("二", "食堂"), ("三", "道路")))).nearest(
        "问"
    )
    assert [section.title for section in near] == ["养老", "工作总结", "食堂"]
    assert near[0].text == "第0段"


def test_every_topic_of_the_texts_can_be_read() -> None:
    topics = [Topic.parse(line) for line in Texts.load("telegram").items("topics")]
    assert all(topic.label and topic.question and topic.words for topic in topics)
    assert len(topics) >= 4
