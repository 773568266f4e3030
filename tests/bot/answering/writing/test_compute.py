"""Sums that a question asks for, over invented reports: the right operands, all cited, proved; else no sum at all."""

import re
from dataclasses import replace

import pytest

from tests.bot.answering.asking import NOTICE, Shelf, shelf, told

REPORT = """一、2023年上半年工作总结
财政总收入4.20亿元,比上年同期多收3000万元,完成全年收入任务的60%。固定资产投资2.5亿元,同比下滑16.7%。南塘路改造工程累计完成投资3.3亿元,占总投资的55%。
排查安全隐患820处,整改795处。56件信访积案化解51件。组织走访企业180家,收集诉求64条,办结60条。和园养老中心设床位80张,现住进52人。
20个重点项目开工16个、竣工9个。投放点由120个撤并到90个。城乡居民人均可支配收入分别达6.2万元、3.5万元。
一般公共预算收入5亿元,其中税收收入4.2亿元。助餐点午餐15元一份,75岁以上老人再减4元。加装电梯累计投用21部。工单按期办结率98.6%,比上年提高1.2个百分点。
拆除违法搭建总面积5200平方米,其中经营性搭建31处、面积1900平方米。实事项目总预算900万元,截至6月底累计投入640万元。
税收7.2亿元,同比增长20%。受理信访事项93件,办结88件。签订搬迁协议310户,占应签330户的93.9%。滨河步道建成4.5公里,占总长的60%。平安考评在全区9个街道中列第四,较上年上升2位。
二、2023年下半年工作打算
年内加装电梯累计投用不少于30部。
"""
YEARS = (
    "2022年工作总结\n新增停车位310个。全年举办文体活动40场。养老床位260张。",
    "2023年工作总结\n新增停车位450个。全年举办文体活动55场。养老床位300张。",
)


@pytest.fixture(scope="module")
def report() -> Shelf:
    return shelf(REPORT)


@pytest.fixture(scope="module")
def years() -> Shelf:
    first, second = (
        shelf(text, period=f"{year}年").documents[0] for year, text in zip((2022, 2023), YEARS, strict=True)
    )
    return Shelf((first, replace(second, source=replace(second.source, id="d1"))))


@pytest.mark.parametrize(
    ("question", "sum_"),
    [
        ("信访积案还剩几件没化解", "56件 - 51件 = 5件"),
        ("安全隐患还有多少处没整改", "820处 - 795处 = 25处"),
        ("和园养老中心还空着几张床", "80张 - 52人 = 28张"),
        ("重点项目还有几个没竣工", "20个 - 9个 = 11个"),
        ("重点项目还有几个没开工", "20个 - 16个 = 4个"),
        ("投放点减少了多少个", "120个 - 90个 = 30个"),
        ("城镇居民比农村居民人均收入多多少元", "6.2万元 - 3.5万元 = 2.7万元"),
        ("税收以外的一般公共预算收入是多少", "5亿元 - 4.2亿元 = 0.8亿元"),
        ("75岁以上老人助餐一份实付多少", "15元 - 4元 = 11元"),
        ("离年底的电梯目标,还要再投用几部", "30部(报告写“不少于”) - 21部 = 9部以上"),
        ("南塘路改造工程总投资大概多少", "3.3亿元 ÷ 55% = 6亿元"),
        ("财政总收入离全年任务还差多少", "4.20亿元 ÷ 60% - 4.20亿元 = 2.8亿元"),
        ("按增长20%倒推,去年税收大约多少", "7.2亿元 ÷ (1 + 20%) ≈ 6亿元"),
        ("按4.5公里占60%推,滨河步道全长多少公里", "4.5公里 ÷ 60% = 7.5公里"),
        ("拆除的搭建里非经营性的有多少平方米", "5200平方米 - 1900平方米 = 3300平方米"),
        ("经营性搭建占拆除总面积几成", "1900平方米 ÷ 5200平方米 ≈ 36.5%"),
        ("没办结的信访事项还有多少件", "93件 - 88件 = 5件"),
        ("应签的搬迁户还差多少没签", "330户 - 310户 = 20户"),
        ("一般公共预算收入里非税部分多少", "5亿元 - 4.2亿元 = 0.8亿元"),
        ("实事项目预算还剩多少没花", "900万元 - 640万元 = 260万元"),
        ("4.20亿减去多收的3000万是多少", "4.20亿元 - 3000万元 = 3.9亿元"),
        ("按今年的升降倒推,去年平安考评排第几", "第4位 + 2位 = 第6位"),
    ],
)
def test_sums_over_one_report(report: Shelf, question: str, sum_: str) -> None:
    draft = report.proved(question)
    assert (draft.status, sum_ in told(draft)) == ("answered", True), told(draft)
    assert draft.figures[-1].computed == sum_


@pytest.mark.parametrize(
    ("question", "sum_"),
    [
        ("去年上半年财政总收入多少", "4.20亿元 - 3000万元 = 3.9亿元"),
        ("去年同期固定资产投资多少", "2.5亿元 ÷ (100% - 16.7%) ≈ 3.0亿元"),
        ("企业诉求办结率是多少", "60条 ÷ 64条 ≈ 93.8%"),
        ("按期办结率去年同期多少", "98.6% - 1.2个百分点 = 97.4%"),
    ],
)
def test_what_the_report_does_not_say_is_partial(report: Shelf, question: str, sum_: str) -> None:
    draft = report.proved(question)
    assert (draft.status, sum_.replace("3.0亿", "3亿") in told(draft)) == ("partial", True), told(draft)
    assert "没有直接写" in draft.sentences[0].text


def test_the_mean_is_of_the_total_and_the_count_that_are_named() -> None:
    where = shelf(
        "兑现助企资金860万元,惠及企业50家,协助20家企业获贷4100万元。现有低保对象300户450人,发放低保金180万元。"
    )
    assert "860万元 ÷ 50家" in told(where.proved("助企资金平均每家企业多少"))
    assert "180万元 ÷ 300户" in told(where.proved("低保金平均每户多少"))


def test_what_is_left_is_of_the_thing_asked_about() -> None:
    where = shelf("上报事件1.54万件,受理热线工单4762件,化解积案8件。")
    assert "-" not in told(where.proved("热线工单还有多少件没办结"))


def test_a_goal_follows_from_what_was_reached_of_it() -> None:
    where = shelf(
        "新增停车泊位340个、充电端口1260个,分别完成年度目标的68%和84%。城镇新增就业1185人,完成年度目标的53.9%。"
    )
    for question, sum_ in (
        ("停车泊位年度目标是多少个", "340个 ÷ 68% = 500个"),
        ("充电端口年度目标是多少个", "1260个 ÷ 84% = 1500个"),
        ("城镇新增就业全年目标", "1185人 ÷ 53.9% ≈ 2199人"),
    ):
        assert sum_ in told(where.proved(question)), question


def test_a_period_or_an_excess_is_no_operand() -> None:
    where = shelf("1-5月,工业产值18.6亿元;零售额6.35亿元。产业园签约入驻企业23家,超半年目标3家。")
    for question in ("工业产值全年比1-5月多多少", "产业园的企业数比半年目标多几家"):
        assert "=" not in told(where.proved(question))


def test_a_year_that_is_not_told_may_follow_from_the_one_after_it() -> None:
    draft = shelf("发展党员41名,比2022年多6名。", period="2023年").proved("2022年发展党员几名")
    assert (draft.status, "41名 - 6名 = 35名" in told(draft)) == ("partial", True)


@pytest.mark.parametrize(
    ("question", "sum_"),
    [
        ("两年一共新增多少停车位", "310个 + 450个 = 760个"),
        ("2023年比2022年多办了几场文体活动", "55场 - 40场 = 15场"),
        ("养老床位多了几张", "300张 - 260张 = 40张"),
        ("养老床位比去年多几张", "300张 - 260张 = 40张"),
    ],
)
def test_sums_over_years_cite_both_documents(years: Shelf, question: str, sum_: str) -> None:
    draft = years.proved(question)
    assert sum_ in told(draft)
    assert {citation.document for citation in draft.citations} == {"d0", "d1"}


@pytest.mark.parametrize(
    ("question", "sum_"),
    [("83岁一年下来一共多少津贴", "100元 × 12个月 = 1200元"), ("95岁一个季度多少津贴", "200元 × 3个月 = 600元")],
)
def test_allowances_over_months(question: str, sum_: str) -> None:
    assert sum_ in told(shelf(NOTICE, title="关于发放高龄津贴的通知").proved(question))


@pytest.mark.parametrize(
    "question",
    [
        "固定资产投资是多少",
        "排查安全隐患多少处",
        "财政总收入比上年同期多收多少",
        "还有几个小区没改造",
        "养老床位比预算超了多少",
        "去年财政总收入多少",
        "加装电梯比投放点多多少",
        "收集诉求几条,办结几条",
    ],
)
def test_other_questions_are_no_sums(report: Shelf, question: str) -> None:
    assert not re.search("[=≈÷]", told(report.proved(question)))


def test_a_goal_that_the_question_names_is_what_is_missing_to() -> None:
    where = shelf("发展党员26名,举办培训310人次,达成意向180人次。\n二、2023年下半年工作打算\n全年发展党员不少于40名。")
    assert "40名(报告写“不少于”) - 26名 = 14名以上" in told(where.proved("全年发展党员目标40名,还差多少"))


def test_what_is_planned_is_added_to_what_there_is() -> None:
    where = shelf("全镇有公共厕所45座。\n二、2024年工作计划\n新建公共厕所6座,改建垃圾房3座。", period="2023年")
    assert "45座 + 6座 = 51座" in told(where.proved("公共厕所加上2024年要新建的一共多少座"))


def test_what_was_not_done_is_left_of_what_came_in() -> None:
    where = shelf("全年受理劳资纠纷240起,调解成功228起。")
    assert "240起 - 228起 = 12起" in told(where.proved("没调解成的劳资纠纷还有几起"))


def test_a_share_of_the_plan_is_computed_from_a_row_of_a_table() -> None:
    where = shelf("指标:新建口袋公园;单位:个;2023年目标:8;2023年完成:6;2024年目标:10。", period="2023年")
    for question, sum_ in (
        ("新建口袋公园完成了目标的百分之几", "6个 ÷ 8个 = 75%"),
        ("新建口袋公园2024年目标比2023年多几个", "10个 - 8个 = 2个"),
    ):
        assert sum_ in told(where.proved(question)), question


def test_a_share_of_the_plan_that_is_told_is_not_computed() -> None:
    where = shelf("植树造林420亩,完成全年任务600亩的70%。")
    draft = where.proved("植树造林完成了全年任务的百分之几")
    assert (draft.status, "70%" in told(draft), "÷" in told(draft)) == ("answered", True, False)


def test_another_rate_is_no_share() -> None:
    where = shelf("现有养老机构5所、床位500张,其中护理型床位320张,平均入住率78%。")
    assert "320张 ÷ 500张 = 64%" in told(where.proved("护理型床位占养老机构床位多大比例"))


def test_a_rate_that_is_told_beside_its_parts_is_told() -> None:
    where = shelf("发现隐患1200处,整改1170处,整改率97.5%。")
    draft = where.proved("安全隐患整改率")
    assert "÷" not in told(draft)
    assert "97.5%" in told(draft)
