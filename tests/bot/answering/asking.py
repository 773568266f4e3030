"""Asks small invented reports without an index: every chunk is a passage, the thesaurus is written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.answering.checks.verify import verify
from bot.answering.draft import Draft
from bot.answering.evidence.gathering import Evidence, gather
from bot.answering.question.understanding import Understanding, Vocabulary, understand
from bot.answering.writing.extractive import write_extractive
from bot.texts import Texts
from retrieval.chinese import half_width, normalise
from retrieval.chunking import chunk_document
from retrieval.document import Document, Passage, Source

TEXTS = Texts.load("answers")
PERIOD = "2023年上半年"
REPORT = """一、2023年上半年工作总结
凝心聚力,经济运行稳中向好。1-5月,规模以上工业产值2.35亿元,同比增长12.6%。引进企业18家,新申报高企5家。期间东门商场销售额突破860万元,南门超市销售额315万元,同比增长8%。
多措并举,城市面貌日新月异。二期改造已完成,三期改造完成过半,四期房建已进场。青石公园健身步道正在施工。柳荫酒店作为人才公寓挂牌营业,桥西酒店预计11月挂牌使用。完成外墙粉刷总工程量的65%。
用心用情,民生保障更有温度。建成街道调解中心,1-6月共调处矛盾纠纷126件,办理信访案件23件。受理举报线索9件,立案6件,结案4件。开展志愿活动70余场,服务群众3000余人次。
同时,街道工作还面临一些问题和挑战:停车泊位不足,物业服务水平有待提高。
二、2023年下半年工作打算
进一步增进民生福祉。建成康乐养老综合服务中心,探索“物业+养老”模式。推进“时间银行”项目落地。力争国庆节前完成青石农贸市场改造。
"""
NOTICE = """关于发放高龄津贴的通知
一、发放对象
本街道年满70周岁的老年人可以申请高龄津贴。
二、发放标准
年满70周岁不满80周岁的,每人每月50元;年满80周岁不满90周岁的,每人每月100元;年满90周岁的,每人每月200元。
三、办理方式
申请人携带身份证和户口簿到社区居委会办理,咨询电话0519-86000001。
"""


@dataclass(frozen=True, slots=True)
class Words:
    """A thesaurus of a few words."""

    alike: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    near: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def words_in(self, text: str) -> Sequence[tuple[int, int]]:
        found = [(text.find(word), text.find(word) + len(word)) for word in (*self.alike, *self.near) if word in text]
        return sorted(found)

    def same(self, word: str) -> Sequence[str]:
        return self.alike.get(word, ())

    def related(self, word: str) -> Sequence[str]:
        return self.near.get(word, ())


WORDS = Words(alike={"养老院": ("养老综合服务中心",), "规上": ("规模以上",)})


@dataclass(frozen=True, slots=True)
class Shelf:
    """Documents in whole; ``ask`` writes the answer, ``proved`` asks the checks about it too."""

    documents: tuple[Document, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(
            Passage(chunk, document.source, 0.5, 0.5, 0.5)
            for document in self.documents
            for chunk in chunk_document(document)
        )

    @property
    def vocabulary(self) -> Vocabulary:
        texts = [normalise(passage.chunk.text) for passage in self.passages]
        return Vocabulary(
            lambda word: sum(word in text for text in texts), len(texts), WORDS, 2023, self.documents[-1].source.id
        )

    def understand(self, question: str, context: str = "") -> Understanding:
        return understand(question, self.vocabulary, context)

    def evidence(self, question: str) -> tuple[Evidence, ...]:
        return gather(self.understand(question), self.passages)

    def ask(self, question: str) -> Draft:
        return write_extractive(self.understand(question), self.passages, TEXTS)

    def proved(self, question: str) -> Draft:
        """The answer; an ``AssertionError`` where the checks would not let it pass."""
        draft = self.ask(question)
        texts = {document.source.id: document.text for document in self.documents}
        assert not verify(draft.sentences, draft.citations, draft.figures, texts.__getitem__)
        return draft


def shelf(*texts: str, period: str | None = PERIOD, title: str = "青石街道工作总结") -> Shelf:
    documents = (
        Document(Source(f"d{at}", title, "青石街道", period, None, "public", f"d{at}.txt", ""), text)
        for at, text in enumerate(texts)
    )
    return Shelf(tuple(documents))


def told(draft: Draft) -> str:
    """The whole answer without marks of width."""
    return half_width("\n".join(sentence.text for sentence in draft.sentences))
