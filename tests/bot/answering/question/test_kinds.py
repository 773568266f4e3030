"""What a question asks for, and in which unit."""

import pytest

from bot.answering.question.kinds import Kind, asks_growth, kind_of, unit_of


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("引进企业多少家", "figure"),
        ("办结率是多少", "figure"),
        ("考核排名第几", "figure"),
        ("热线满意率", "figure"),
        ("热线是多少", "phone"),
        ("热线上半年接了多少投诉", "figure"),
        ("财政收入同比", "figure"),
        ("活动中心总预算", "figure"),
        ("三期改造完成了吗", "progress"),
        ("步道修到什么程度了", "progress"),
        ("菜场到底开没开", "progress"),
        ("农贸市场什么时候开业", "when"),
        ("便民中心几点下班", "when"),
        ("助餐点在哪里", "where"),
        ("参保登记去几号窗口", "where"),
        ("到哪儿办残疾证", "where"),
        ("社区的联系电话", "phone"),
        ("怎么申请高龄津贴", "how"),
        ("办居住证要带什么材料", "how"),
        ("为什么停水", "why"),
        ("什么是时间银行", "definition"),
        ("下半年有哪些打算", "summary"),
        ("还存在什么问题", "summary"),
        ("改造了哪几个小区", "names"),
        ("哪个社区获奖", "who"),
        ("租房可以办居住证吗", "able"),
        ("加装电梯", "open"),
    ],
)
def test_kinds(question: str, kind: Kind) -> None:
    assert kind_of(question) == kind


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("补贴多少钱", "元"),
        ("修个亭子要花几个钱", "元"),
        ("火灾少了几成", "%"),
        ("活动中心总预算", "元"),
        ("产值是多少", "元"),
        ("总投资多少", "元"),
        ("满意率多少", "%"),
        ("占比百分之几", "%"),
        ("排名第几", "名次"),
        ("服务了多少人", "人"),
        ("引进企业几家", "家"),
        ("绿地面积多大", "平方米"),
        ("受理后几个工作日办结", "工作日"),
        ("多大岁数可以领", "岁"),
        ("志愿服务多少人次", "人次"),
        ("三期改造完成了吗", None),
        ("申报了几个人才项目", None),
        ("引进了多少人才", "人"),
    ],
)
def test_units(question: str, unit: str | None) -> None:
    assert unit_of(question) == unit


def test_a_change_is_another_thing_than_the_amount() -> None:
    assert asks_growth("产值同比增长多少")
    assert not asks_growth("产值是多少")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("养老院盖到几层了", "progress"),
        ("种树有奖励没", "able"),
        ("这里有停车位没得", "able"),
        ("有开工没", "progress"),
        ("今年干啥了", "summary"),
        ("哪块没干好", "summary"),
        ("明年准备办哪几件实事", "summary"),
    ],
)
def test_plain_ways_to_ask(question: str, kind: str) -> None:
    assert kind_of(question) == kind


def test_households_are_counted_in_households() -> None:
    assert unit_of("社区困难户有多少") == "户"
    assert unit_of("农户补贴有多少钱") == "元"
