"""A wrong number is corrected, a right one confirmed, and what the report does not tell is not taken for true."""

import pytest

from tests.bot.answering.asking import REPORT, shelf, told

REPORTED = shelf(REPORT)


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("规模以上工业产值是3亿元对吗", "2.35亿元"),
        ("规模以上工业产值达到2.35万元,对吧", "2.35亿元"),
        ("引进企业28家是吗", "18家"),
        ("立案9件,对不对", "6件"),
        ("规模以上工业产值同比增长21.6%对吗", "12.6%"),
    ],
)
def test_a_wrong_number_is_corrected(question: str, right: str) -> None:
    text = told(REPORTED.proved(question))
    assert text.startswith("不对")
    assert right in text


@pytest.mark.parametrize(
    "question",
    [
        "规模以上工业产值是2.35亿元对吗",
        "规模以上工业产值是23500万元对吗",
        "引进企业18家是吧",
        "信访案件办理了23件,没错吧",
        "规模以上工业产值超过2亿元,对吗",
    ],
)
def test_a_right_number_is_confirmed(question: str) -> None:
    assert told(REPORTED.proved(question)).startswith("对,")


@pytest.mark.parametrize(
    ("question", "claimed"),
    [
        ("为什么取消了时间银行", "取消"),
        ("三期改造为什么停工", "停工"),
        ("桥西酒店为什么倒闭了", "倒闭"),
    ],
)
def test_a_setback_that_is_not_told_is_not_accepted(question: str, claimed: str) -> None:
    draft = REPORTED.proved(question)
    assert draft.status == "partial"
    assert draft.sentences[0].text.startswith(f"报告没有写“{claimed}")


def test_a_rank_and_a_charge_that_were_stated_are_corrected() -> None:
    where = shelf("垃圾分类全市考核由第29名升至第17名,可回收物日均29吨。暑期开办托管班,不收托管费。")
    assert "第17名" in told(where.proved("垃圾分类考核掉到29名了吧"))
    charged = told(where.proved("托管班要收200块托管费是吧"))
    assert charged.startswith("不对")
    assert "不收托管费" in charged


def test_a_setback_that_is_told_is_answered() -> None:
    text = "一、2023年工作总结\n商贸工作。因客流减少,东门菜场暂停营业。\n"
    assert "因客流减少" in told(shelf(text).proved("东门菜场为什么暂停营业"))


def test_the_number_that_was_asked_about_stands_in_a_fixed_sentence_only() -> None:
    draft = REPORTED.proved("规模以上工业产值是3亿元对吗")
    assert all("3亿元" not in sentence.text for sentence in draft.sentences if sentence.kind == "document")


def test_a_bare_number_is_looked_for_in_every_unit() -> None:
    where = shelf(
        "失能老人有420户、630人。失能老人护理补贴由每人每月300元提高到350元。\n二、下半年工作打算\n将失能老人护理补贴提高到380元。"
    )
    assert told(where.proved("失能老人护理补贴提高到350了,对吗")).startswith("对,")
    assert told(where.proved("失能老人护理补贴提高到380了吗")).startswith("报告列为计划")


@pytest.mark.parametrize(
    ("question", "verdict"), [("诉求办结率是94%吧", "对,按报告里的数算"), ("诉求办结率是96%吧", "不对,按报告里的数算")]
)
def test_a_number_that_only_a_sum_can_judge(question: str, verdict: str) -> None:
    where = shelf("组织走访企业180家,收集诉求64条,办结60条。")
    assert told(where.proved(question)).startswith(verdict)


def test_a_fall_is_no_rise() -> None:
    where = shelf("规上服务业营收12亿元,同比增长7.4%;外贸出口额18.9亿元,同比下降2.1%。")
    text = told(where.proved("外贸出口额增长2.1%对吗"))
    assert text.startswith("不对,报告写的不是增长2.1%")
    assert told(where.proved("外贸出口额下降2.1%对吗")).startswith("对,")


def test_a_rank_that_is_stated_is_judged() -> None:
    where = shelf("镇级税收3.1亿元,总量居全县14个乡镇第四位。")
    assert told(where.proved("镇级税收排全县第三对吗")).startswith("不对")
    assert told(where.proved("镇级税收在全县第四对吗")).startswith("对,")


def test_a_share_of_it_is_neither_its_growth_nor_its_amount() -> None:
    county = shelf("一、农业\n全县实现农业总产值12.6亿元,增长5.2%。良种投入占农业总产值比重达到3.4%。\n")
    assert "增长5.2%" in told(county.proved("农业总产值涨了6%对吧"))
    assert "12.6亿元" in told(county.proved("农业总产值总量"))


def test_a_number_that_names_what_is_asked_about_is_no_wrong_claim() -> None:
    text = "一、2023年工作总结\n建成社区食堂4家,市里交办的14件积案已化解12件。\n二、2024年工作打算\n实现9个社区助餐全覆盖。\n"
    for question in ("9个社区都有食堂吗", "14件积案化解了吗"):
        assert not told(shelf(text).ask(question)).startswith(("不对", "对"))
