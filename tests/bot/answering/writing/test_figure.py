"""A figure is told only of the subject, in the period and the unit that were asked for."""

import pytest

from tests.bot.answering.asking import NOTICE, REPORT, shelf, told

REPORTED = shelf(REPORT)
ALLOWANCE = shelf(NOTICE, period=None, title="关于发放高龄津贴的通知")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("规模以上工业产值是多少?", "2.35亿元"),
        ("规上工业产值1-5月", "2.35亿元"),
        ("规模以上工业产值同比增长多少", "12.6%"),
        ("引进企业多少家", "18家"),
        ("立案多少件", "6件"),
        ("结案几件", "4件"),
        ("信访案件办理了几件", "23件"),
        ("调处矛盾纠纷多少件", "126件"),
        ("志愿活动开展了多少场", "70余场"),
        ("南门超市销售额多少", "315万元"),
    ],
)
def test_the_figure_asked_for(question: str, value: str) -> None:
    draft = REPORTED.proved(question)
    assert draft.status == "answered"
    assert value in told(draft)
    assert value in [figure.value for figure in draft.figures]


def test_parallel_figures_are_not_exchanged() -> None:
    assert "9件" not in told(REPORTED.proved("立案多少件"))
    assert "6件" not in told(REPORTED.proved("结案几件"))


@pytest.mark.parametrize("question", ["2022年规模以上工业产值是多少", "1-6月规模以上工业产值多少"])
def test_a_figure_of_another_period_is_named_as_such(question: str) -> None:
    draft = REPORTED.proved(question)
    assert draft.status == "partial"
    assert "2023年1-5月" in draft.sentences[0].text


def test_a_part_never_stands_for_the_year() -> None:
    assert REPORTED.proved("2023年全年规模以上工业产值是多少").status == "partial"


@pytest.mark.parametrize(
    "question", ["青石公园投资多少钱", "引进企业多少元", "志愿活动花了多少钱", "停车泊位有多少个", "高企获批了几家"]
)
def test_another_unit_or_deed_is_no_answer(question: str) -> None:
    draft = REPORTED.proved(question)
    assert draft.status in ("partial", "not_found")
    assert not draft.figures


def test_the_growth_of_the_next_one_is_not_told() -> None:
    draft = REPORTED.proved("东门商场同比增长多少")
    assert draft.status == "partial"
    assert not draft.figures


def test_a_sum_is_no_number_for_each() -> None:
    draft = REPORTED.proved("各社区调处的矛盾纠纷数量")
    assert draft.status == "partial"
    assert not draft.figures


@pytest.mark.parametrize("question", ["河东商场销售额多少", "北门酒店投资多少万元", "机场旅客多少人次"])
def test_a_figure_of_another_subject_is_not_told(question: str) -> None:
    assert REPORTED.proved(question).status in ("partial", "not_found")


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("我妈今年83岁,高龄津贴每月多少钱", "100元"),
        ("75岁高龄津贴每月能领多少钱", "50元"),
        ("90岁老人每月多少钱", "200元"),
    ],
)
def test_an_age_finds_the_condition_that_admits_it(question: str, amount: str) -> None:
    draft = ALLOWANCE.proved(question)
    assert draft.status == "answered"
    assert [figure.value for figure in draft.figures if "元" in figure.unit] == [amount]


def test_an_amount_by_the_month_is_not_told_by_the_year() -> None:
    assert ALLOWANCE.proved("80岁的高龄津贴每年能领多少钱,不是每月,一年多少钱").status != "error"
    assert ALLOWANCE.proved("高龄津贴多少钱一顿饭").status in ("partial", "not_found")


def test_two_documents_that_differ_are_both_told() -> None:
    one = "一、工作总结\n民生工作。2023年上半年建成助餐点12处。\n"
    other = "一、工作总结\n民生工作。2023年上半年建成助餐点15处。\n"
    draft = shelf(one, other).proved("2023年上半年建成助餐点多少处")
    assert "不同文件" in draft.sentences[0].text
    assert {citation.document for citation in draft.citations} == {"d0", "d1"}


def test_parts_are_answered_together() -> None:
    draft = REPORTED.proved("东门商场和南门超市销售额分别是多少")
    assert draft.status == "answered"
    assert {"860万元", "315万元"} <= {figure.value for figure in draft.figures}


def test_every_figure_stands_in_what_is_cited() -> None:
    for question in ("规模以上工业产值是多少?", "立案多少件", "服务群众多少人次"):
        draft = REPORTED.proved(question)
        quotes = {citation.n: citation.quote for citation in draft.citations}
        assert all(any(f.value in quotes[n] for n in f.citations) for f in draft.figures)


def test_how_many_were_added_is_told_where_no_rate_of_growth_is() -> None:
    where = shelf(
        "一、2023年上半年总结\n沿江路段增设350余个停车泊位,招聘会7场。\n二、下半年打算\n新增停车泊位500个。\n"
    )
    assert "350余个" in told(where.proved("停车泊位增加了多少"))
    assert where.proved("招聘会增加了多少").status == "partial"


def test_a_bound_in_the_question_is_that_of_the_figure() -> None:
    where = shelf("全年共引进企业137家,其中注册资金千万元以上46家,亿元以上5家;引进亿元以上重大项目4个。")
    for question, value in (
        ("亿元以上的企业引进了几家", "5家"),
        ("引进亿元以上项目几个", "4个"),
        ("引进企业多少家", "137家"),
    ):
        assert where.proved(question).figures[-1].value == value
    written = shelf("引进100万以上税源项目2个,引进项目18个。")
    assert written.proved("百万元以上税源项目引进几个").figures[-1].value == "2个"


def test_a_change_is_told_where_only_its_sign_says_which_way() -> None:
    draft = shelf("全年生产总值60.3亿元,预算收入2亿元,同比分别-6.2%、-19.3%。").proved("预算收入下降多少")
    assert draft.status == "answered"
    assert "-19.3%" in told(draft)


def test_a_rank_is_of_what_stands_before_it() -> None:
    where = shelf("长效管理考核得分91.5分,在全区8个街道中排名第二;垃圾分类工作列全市第5位。")
    assert where.proved("长效管理考核排第几").figures[-1].value == "第二"
    assert where.proved("垃圾分类排第几").figures[-1].value == "全市第5位"


def test_what_came_of_a_goal_goes_before_the_goal() -> None:
    text = (
        "一、2023年上半年工作总结\n自来水户表改造覆盖率71.5%。\n二、2023年下半年工作打算\n自来水户表改造覆盖率达到90%。"
    )
    where = shelf(text)
    assert "71.5%" in told(where.proved("自来水户表改造覆盖率现在多少"))
    assert "90%" in told(where.proved("自来水户表改造覆盖率目标多少"))


def test_what_was_added_is_not_how_many_there_are() -> None:
    where = shelf("新增停车泊位120个。现有公厕36座。")
    assert where.proved("停车泊位一共有多少个").status == "partial"
    assert where.proved("停车泊位新增多少个").status == "answered"
    assert where.proved("公厕一共有多少座").status == "answered"


def test_what_is_not_so_is_not_what_is_so() -> None:
    assert shelf("拆除经营性搭建31处。").proved("非经营性搭建拆了几处").status == "partial"


def test_a_shortened_name_is_that_of_the_sentence_before() -> None:
    where = shelf("桃园农贸市场项目克服困难,主体变更顺利完成。截至6月底,农贸市场主体封顶,完成投资2.5亿元。")
    assert "2.5亿元" in told(where.proved("桃园农贸市场投了多少钱"))


def test_a_measure_word_tells_which_of_two_numbers() -> None:
    where = shelf("全面完成1200幢、21.5万平方米老旧楼房加固。")
    assert where.proved("老旧楼房加固了多少幢").figures[0].value == "1200幢"


def test_a_change_is_of_the_figure_before_it() -> None:
    where = shelf("招商签约项目6个,到位资金3.9亿元,比去年同期多8000万元。")
    assert "8000万元" in told(where.proved("招商到位资金比去年同期多多少"))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("常住的有多少人", "10.3万"),
        ("加装电梯完工多少部", "23台"),
        ("给企业兑现了多少扶持资金", "3400万元"),
        ("PM2.5均值", "35微克/立方米"),
    ],
)
def test_units_that_stand_for_the_one_asked_for(question: str, value: str) -> None:
    where = shelf("辖区有10.3万常住人口。加装电梯完工23台。为企业兑现扶持资金3400万元。PM2.5均值35微克/立方米。")
    assert where.proved(question).figures[-1].value == value


@pytest.mark.parametrize("question", ["各社区调解纠纷的件数", "正在调解的纠纷有几件"])
def test_a_number_of_all_is_none_for_each_or_of_those_under_way(question: str) -> None:
    assert shelf("调解纠纷296件。").proved(question).status == "partial"


def test_people_of_an_age_are_not_all_who_are_older() -> None:
    where = shelf("为80周岁以上老人2100人发放津贴。90周岁以上老人310人。")
    assert where.proved("90岁老人有多少人").status == "answered"
    assert where.proved("百岁老人有多少人".replace("百", "100")).status == "partial"


def test_what_was_taken_off_is_told_rather_than_what_is_left() -> None:
    draft = shelf("考核指标由64项精简至40项,减少24项。").proved("考核指标减了几项")
    assert draft.status == "answered"
    assert "24项" in told(draft)


def test_a_rank_is_shown_with_what_it_is_of() -> None:
    where = shelf("受理诉求812件,办结率97%,满意率92%,较去年同期提高3个百分点,在全市18个乡镇(街道)中排名第5。")
    assert "受理诉求812件" in told(where.proved("诉求满意率在全市排第几"))


def test_a_change_that_is_asked_for_behind_an_amount_is_told_with_it() -> None:
    draft = shelf("办理提案56件,同比增加9件;受理投诉310件,同比下降8.4%。").proved("受理投诉多少件,同比")
    assert (draft.status, "8.4%" in told(draft)) == ("answered", True)


def test_a_part_is_counted_in_the_report_s_words() -> None:
    where = shelf("一、上半年总结\n巡查重点河道12条。\n二、下半年打算\n重点抓好以下四个方面工作:\n1.抓项目。")
    assert "四个方面" in told(where.proved("下半年重点抓几个方面的工作"))


def test_a_verb_and_its_object_may_be_one_word() -> None:
    draft = shelf("柳荫水库整治工程清淤2.3万立方米,护坡900米。").proved("柳荫水库清了多少淤泥")
    assert (draft.status, "2.3万立方米" in told(draft)) == ("answered", True)


def test_a_goal_and_what_is_done_of_it_are_told_together() -> None:
    where = shelf(
        "1-5月,一般公共预算收入3120万元,增长4%。\n二、下半年打算\n力争一般公共预算收入全年达到8000万元。",
        period="2023年",
    )
    text = told(where.proved("一般公共预算收入全年目标和目前完成数各是多少"))
    assert "8000万元" in text
    assert "3120万元" in text


def test_a_sentence_may_begin_with_the_end_of_its_subject() -> None:
    where = shelf("实施背街小巷整治6条。2条正在验收。整治总投入780万元,其中区级财政520万元。")
    assert "780万元" in told(where.proved("背街小巷整治总共投了多少钱"))


def test_a_share_of_those_from_sixty_on_is_not_told_for_those_from_eighty_on() -> None:
    draft = shelf("户籍人口9万人,其中60周岁以上老人3万人,占33.3%;80周岁以上5000人。").proved("80岁以上的老人占百分之几")
    assert draft.status == "partial"


def test_the_month_of_a_figure_may_be_named_before_it() -> None:
    shelf_ = shelf("一、2023年上半年工作总结\n应对4月大风天气,加固广告牌86处。截至5月底,收集意见45条。")
    assert shelf_.proved("4月大风加固了多少处广告牌").status == "answered"
    assert shelf_.proved("5月收集意见多少条").status == "partial"


def test_a_space_is_for_one_car() -> None:
    draft = shelf("一、2023年上半年工作总结\n建成柳荫停车场,平整场地900平方米,设车位64个。").proved(
        "柳荫停车场能停几辆"
    )
    assert "64" in told(draft)
    assert draft.status == "answered"


def test_a_goal_of_people_is_of_the_people_named_before_it() -> None:
    where = shelf("二、2023年下半年工作打算\n为环卫工人免费体检,目标320人。")
    assert where.proved("打算给多少环卫工人免费体检").figures[-1].value == "320人"


def test_a_share_behind_a_part_is_of_the_whole_before_it() -> None:
    where = shelf("一、2023年上半年工作总结\n完成财政支出6.4亿元,其中教育支出1.6亿元,占比25%。")
    assert "占比25%" in told(where.proved("教育支出占财政支出的比重"))


def test_the_goal_asked_for_with_a_deed_is_its_own() -> None:
    draft = shelf(
        "一、2023年上半年工作总结\n新建充电棚26座,改建8座。\n二、2023年下半年工作打算\n全年新建充电棚总数达到40座。"
    ).proved("新建充电棚数量及全年目标")
    assert [value in told(draft) for value in ("26座", "40座")] == [True, True]


def test_what_comes_in_and_goes_out_together_is_neither_alone() -> None:
    port = shelf("完成外贸进出口总额22.9亿元,其中出口额18.1亿元。")
    assert port.ask("进口额多少").status != "answered"
    assert "18.1亿元" in told(port.proved("出口额多少"))


def test_a_share_of_it_is_no_number_of_it() -> None:
    town = shelf("回族人口占总人口的22.4%,建成文化站3个。")
    assert town.ask("全镇总人口是多少").status != "answered"
    assert "22.4%" in told(town.proved("回族人口占总人口的百分之几"))
