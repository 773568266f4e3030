"""The seed report's ledger against a count by hand.

I read the report from the first line to the last and wrote down every number that tells how much or how many: 45 rows
(书记、副书记各1名 makes two). Left out as names, codes, dates and turns of speech: 313, 426, “双30”, 西横街10号6号楼, 80后,
三期, 四期, 庙直街10号, “3分钟消防救援圈”, “1+4+X”, 二十大, 三级岗, 四级岗, 两项补贴, 三大提升行动, 三项机制, 五个方面, 过半 (no number),
7月上旬, 11月, and what stands in quotes (“五方四治”, “一户一档”, “四种形态”).
"""

from pathlib import Path

import pytest

from retrieval.chunking import chunk_document
from retrieval.document import Figure
from retrieval.loading import load_folder

(REPORT,) = load_folder(Path(__file__).resolve().parents[2] / "seeds").documents

HALF, MAY, JUNE, SECOND = "2022年上半年", "2022年1-5月", "2022年6月", "2022年下半年"

BY_HAND = [
    # words of the indicator, value, unit, number, period, progress, hedge
    ("疫情", "两轮", "轮", 2, HALF, "done", None),
    ("规模工业产值", "0.96亿元", "元", 96_000_000, MAY, "done", None),
    ("规模工业产值 增幅", "23.36%", "%", 23.36, MAY, "done", None),
    ("年度 重点产业项目", "4个", "个", 4, HALF, "done", None),
    ("重点产业项目 累计投资", "1.6亿元", "元", 160_000_000, HALF, "done", None),
    ("重点产业项目 完成年度计划投资", "78.2%", "%", 78.2, HALF, "done", None),
    ("完成“双30”项目", "3个", "个", 3, HALF, "done", None),
    ("税源项目", "100万", "元", 1_000_000, HALF, "done", "以上"),
    ("引进 税源项目", "2个", "个", 2, HALF, "done", None),
    ("储备总部项目", "1个", "个", 1, HALF, "done", None),
    ("引进区外高企", "1家", "家", 1, HALF, "done", None),
    ("新申报高企", "4家", "家", 4, HALF, "done", None),
    ("数字经济企业产值", "3.1亿元", "元", 310_000_000, HALF, "done", None),
    ("重点楼宇", "12座", "座", 12, HALF, "done", None),
    ("单位", "400多家", "家", 400, HALF, "done", "多"),
    ("企业", "125家", "家", 125, HALF, "done", None),
    ("大庙弄核心区 意向餐饮单位", "11家", "家", 11, HALF, "done", None),
    ("惠民消费券", "10万元", "元", 100_000, HALF, "done", None),
    ("新世纪商城销售额", "1287万元", "元", 12_870_000, HALF, "done", "突破"),
    ("常州金店延陵店销售额", "1078万", "元", 10_780_000, HALF, "done", None),
    ("常州金店延陵店销售额 同比增长", "54%", "%", 54, HALF, "done", None),
    ("城市长效综合管理考核总体排名", "全区第二", "名", 2, MAY, "done", None),
    ("环境信访线索", "50余条", "条", 50, HALF, "done", "余"),
    ("救助孤残儿童", "7名", "名", 7, HALF, "done", None),
    ("网格走访工作专题培训", "5次", "次", 5, HALF, "done", None),
    ("调处矛盾纠纷", "210件", "件", 210, MAY, "done", None),
    ("办理信访案件", "39件", "件", 39, MAY, "done", None),
    ("提拔聘用三级岗", "1名", "名", 1, JUNE, "done", None),
    ("提拔聘用四级岗", "2名", "名", 2, JUNE, "done", None),
    ("提拔80后社区书记", "1名", "名", 1, JUNE, "done", None),
    ("提拔80后社区副书记", "1名", "名", 1, JUNE, "done", None),
    ("线下课程 参与", "180人次", "人次", 180, HALF, "done", None),
    ("云端微课 发布", "6课时", "课时", 6, HALF, "done", None),
    ("海外、高层次人才", "6名", "名", 6, HALF, "done", None),
    ("新闻报道", "88篇", "篇", 88, HALF, "done", None),
    ("主题志愿活动", "90余场", "场", 90, HALF, "done", "余"),
    ("服务群众", "4000余人次", "人次", 4000, HALF, "done", "余"),
    ("收集舆情", "18条", "条", 18, HALF, "done", None),
    ("舆情 办结率", "100%", "%", 100, HALF, "done", None),
    ("受理信访举报和问题线索", "7件", "件", 7, HALF, "done", None),
    ("信访举报和问题线索 立案", "5件", "件", 5, HALF, "done", None),
    ("信访举报和问题线索 结案", "3件", "件", 3, HALF, "done", None),
    ("形式主义、官僚主义问题", "1件", "件", 1, HALF, "done", None),
    ("疫情防控履职不力问题", "1人", "人", 1, HALF, "done", None),
    ("老年人 年龄", "60岁", "岁", 60, SECOND, "planned", "以上"),
]
COMPARED = {"23.36%": "增幅", "78.2%": "占计划", "100万": "条件", "54%": "同比", "全区第二": "排名", "60岁": "条件"}


@pytest.fixture(scope="module")
def found() -> list[Figure]:
    return [figure for chunk in chunk_document(REPORT) for figure in chunk.figures]


def test_every_figure_is_found_and_nothing_else(found: list[Figure]) -> None:
    told = [(one.value, one.unit, one.number, one.period, one.progress, one.hedge) for one in found]
    assert told == [row[1:] for row in BY_HAND]
    assert len(found) == 45


def test_indicators_hold_the_words_that_name_them(found: list[Figure]) -> None:
    missing = [
        (one.indicator, words)
        for one, (words, *_) in zip(found, BY_HAND, strict=True)
        if not all(word in one.indicator for word in words.split())
    ]
    assert not missing


def test_comparisons(found: list[Figure]) -> None:
    assert {one.value: one.comparison for one in found if one.comparison} == COMPARED


def test_values_are_the_text_to_the_letter(found: list[Figure]) -> None:
    for one in found:
        assert REPORT.text[one.start : one.end] == one.value
        assert one.sentence[0] <= one.start < one.end <= one.sentence[1]
