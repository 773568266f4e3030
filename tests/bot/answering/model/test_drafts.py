"""What a real model would write of a report: fair words pass, and what is subtly wrong does not."""

from __future__ import annotations

import pytest

from bot.answering.model.generative import Told
from bot.answering.model.replies import Written
from bot.answering.model.sources import number
from tests.bot.answering.asking import shelf

TEXT = """一、2023年上半年工作总结
1-5月,规上工业产值18.6亿元,同比增长7.4%;零售额6.35亿元,同比下降1.2%,降幅较一季度收窄2.3个百分点。加装电梯14部,其中已投用9部、在建5部。
新增停车泊位340个、充电端口1260个,分别完成年度目标的68%和84%。拆除违法建设61处、8700余平方米。物流园一期主体结构已封顶,二期正在办理用地手续。
养老服务中心主体完工,正在进行内部装修,设计床位120张。十件实事总预算3684万元,截至6月底累计投入1245.5万元,6件已完成、4件正在推进。
新建老年食堂2家,累计达5家,日均就餐420余人次;完成家庭改造46户。
二、2023年下半年工作打算
养老服务中心力争重阳节前投入运营,再装电梯10部。
"""
REPORT = shelf(TEXT)
LINES = number(REPORT.passages)


def faults(text: str, *parts: str) -> list[str]:
    told = Told(LINES)
    told.add(Written(text, tuple(next(token for token, line in LINES.items() if part in line.text) for part in parts)))
    return [failure.rule for failure in told.failures({"d0": TEXT}.__getitem__)]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("1至5月规上工业产值为18.6亿元,比去年同期增长7.4%。", "18.6亿元"),
        ("零售额6.35亿元,同比下降1.2%,不过降幅比一季度收窄了2.3个百分点。", "6.35亿元"),
        ("上半年加装电梯14部,其中9部已投用,还有5部在建。", "加装电梯"),
        ("上半年新增停车泊位340个,完成了年度目标的68%。", "停车泊位"),
        ("今年以来拆除违法建设61处,面积超过8700平方米。", "违法建设"),
        ("物流园一期主体结构已经封顶,二期正在办理用地手续。", "物流园"),
        ("十件实事里,6件已经完成,4件正在推进,累计投入1245.5万元。", "十件实事"),
        ("按计划,养老服务中心力争在重阳节前投入运营。", "重阳节"),
        ("新建老年食堂2家,累计达到5家,平均每天有420多人次就餐。", "老年食堂"),
    ],
)
def test_fair_words_pass(text: str, part: str) -> None:
    assert faults(text, part) == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("零售额6.35亿元,同比增长1.2%。", "6.35亿元"),
        ("上半年加装电梯14部,全部投入使用。", "加装电梯"),
        ("上半年新增停车泊位340个,完成了年度目标的84%。", "停车泊位"),
        ("今年以来拆除违法建设61处,共8700平方米。", "违法建设"),
        ("物流园一期、二期都已封顶。", "物流园"),
        ("养老服务中心已经建成投用,有床位120张。", "内部装修"),
        ("养老服务中心将于国庆节前投入运营。", "重阳节"),
        ("下半年又装了电梯10部。", "再装电梯"),
        ("十件实事总预算1245.5万元。", "十件实事"),
        ("The output of industry was 1.86 billion yuan, up 7.4% year on year.", "18.6亿元"),
    ],
)
def test_what_is_subtly_wrong_does_not(text: str, part: str) -> None:
    assert faults(text, part)
