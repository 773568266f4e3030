"""What, where, when, who, how, may I: the answer holds what was asked for, or says that the documents don't."""

import pytest

from tests.bot.answering.asking import REPORT, Shelf, shelf, told

NOTICE = """关于开展老年人体检和发放津贴工作的通知

各社区居委会、各有关单位:
一、高龄津贴
(一)发放对象
具有本区户籍且年满80周岁的老年人。
(二)申请材料
申请人须提供以下材料:
1.居民身份证原件及复印件;
2.户口簿原件及复印件;
3.近期一寸免冠照片2张。
(三)办理流程
1.个人申请。申请人到户籍所在社区居委会领取并填写申请表。
2.社区初审。社区居委会5个工作日内完成初审并公示。
(四)停发情形
有下列情形之一的,从次月起停发:
1.死亡的;
2.户籍迁出本区的。
二、免费体检
体检对象为65周岁以上常住老年人,不限户籍。体检时间为4月7日至6月30日,每周一至周五上午7:30-10:30,须空腹。体检地点:梅园卫生服务中心(梅园路12号)。预约电话:0519-86661234。体检当天请携带身份证和医保卡,家属可以陪同。
三、其他
高龄津贴与残疾人补贴可以同时领取。外地户籍老人不享受高龄津贴。
咨询地点:街道便民服务中心3号窗口
咨询电话:86665678
梅园街道办事处
"""
ROWS = """# 柳溪村便民服务安排
## 服务一览
服务内容:老年人理发;时间:每月1日、15日上午;地点:村文化礼堂;负责人:周阿凤;电话:83112001;收费:免费。
服务内容:量血压;时间:每周三8:00-11:00;地点:村卫生室;负责人:陈国梁医生;电话:83112002;收费:免费。
服务内容:农机维修;时间:随到随修;地点:村农机库;负责人:吴大海;电话:83112003;收费:只收零件费。
"""
NEWS = """一、2024年上半年工作情况
公共服务更加便利。街道图书馆搬到渔市街56号,每天上午9点到晚上8点开放。双桨养老中心5月8日开门迎客,登记电话0519-55501234。社区卫生服务中心增设夜间门诊。
老房子逐步更新。确保北仓小区改造11月底前竣工,启动南塘新村改造方案设计。兰亭小区、荷风家园2个小区成立了业主委员会,翠湖名邸业主委员会正在筹备。7个小区物业撤场,先在3个撤场小区试行“国企托底”。
探索“躺睡午休”试点,首批试点学校不少于5所。培育“小巨人”企业1家。《关于调整尊老金标准的通知》同时废止。高龄津贴于每季度最后一个月20日前打入本人社会保障卡。
"""
NOTICED, LISTED, NEWSY = shelf(NOTICE, period="2026年", title="通知"), shelf(ROWS), shelf(NEWS)


@pytest.mark.parametrize(
    ("where", "question", "holds"),
    [
        (NOTICED, "谁能领高龄津贴", "具有本区户籍且年满80周岁"),
        (NOTICED, "体检在哪里做", "梅园路12号"),
        (NOTICED, "体检几点开始", "上午7:30"),
        (NOTICED, "体检预约电话多少", "86661234"),
        (NOTICED, "体检当天要带什么", "身份证和医保卡"),
        (NOTICED, "残疾人补贴和高龄津贴能同时领取吗", "可以同时领取"),
        (LISTED, "老年人理发在什么地方", "村文化礼堂"),
        (LISTED, "农机维修找谁", "吴大海"),
        (LISTED, "量血压的医生叫什么", "陈国梁医生"),
        (LISTED, "理发收费吗", "免费"),
        (NEWSY, "图书馆几点开放", "晚上8点"),
        (NEWSY, "双桨养老中心电话多少", "55501234"),
        (NEWSY, "哪几个小区成立了业主委员会", "兰亭小区、荷风家园"),
        (NEWSY, "双桨养老中心什么时候开门", "5月8日"),
    ],
)
def test_the_answer_holds_what_was_asked_for(where: Shelf, question: str, holds: str) -> None:
    draft = where.proved(question)
    assert draft.status == "answered"
    assert holds in told(draft)


@pytest.mark.parametrize(
    "question",
    [
        "社区卫生服务中心电话多少",  # its neighbour has one
        "南塘新村改造什么时候竣工",  # the date is another estate's
        "物业撤场的7个小区分别是哪几个",
        "躺睡午休试点有哪几所学校",
        "小巨人企业是哪家",
        "什么是躺睡午休",
        "为什么试行国企托底",
        "双桨养老中心是谁承建的",
    ],
)
def test_what_stands_beside_is_not_taken_for_an_answer(question: str) -> None:
    assert NEWSY.proved(question).status in ("partial", "not_found")


def test_what_goes_on_about_something_else_is_no_place_of_the_subject() -> None:
    text = (
        "据了解,街道今年有两大项目。其中,小区改造项目在一碗水社区开展,推进龙祥片区改造。"
        "养老服务项目计划延展五星园、康逸园户外养老站,更好地服务老人。"
    )
    answer = told(shelf(text).proved("户外养老站设在哪"))
    assert "一碗水" not in answer
    assert "五星园" in answer


def test_a_list_behind_a_colon_is_told_whole() -> None:
    text = told(NOTICED.proved("高龄津贴要什么材料"))
    assert all(paper in text for paper in ("身份证", "户口簿", "照片2张"))
    assert "停发" not in text


def test_the_items_of_a_list_are_told_with_what_introduces_them() -> None:
    text = told(NOTICED.proved("什么情形停发高龄津贴"))
    assert all(item in text for item in ("下列情形", "死亡", "迁出本区"))


def test_the_steps_under_a_heading_are_told_in_order() -> None:
    text = told(NOTICED.proved("高龄津贴怎么办理"))
    assert text.index("填写申请表") < text.index("完成初审")


def test_a_title_an_address_and_a_signature_are_no_answer() -> None:
    text = told(NOTICED.ask("体检什么时候"))
    assert "通知" not in text
    assert "居委会、各有关单位" not in text


def test_the_office_that_a_whole_notice_names_answers_where_nothing_else_is_asked() -> None:
    assert "86665678" in told(NOTICED.proved("咨询电话是多少"))
    assert "3号窗口" in told(NOTICED.proved("去哪里咨询"))


def test_a_telephone_is_asked_back_for_where_there_are_several() -> None:
    draft = LISTED.ask("电话多少")
    assert draft.status == "clarify"


def test_an_act_that_the_documents_do_not_speak_of_is_not_allowed_by_them() -> None:
    assert NOTICED.ask("体检能报销吗").status in ("partial", "not_found")


def test_what_stands_in_another_notices_title_is_not_the_subject() -> None:
    assert "20日前" in told(NEWSY.ask("高龄津贴什么时候打入社会保障卡"))


def test_another_year_is_said_to_be_another() -> None:
    draft = shelf(NOTICE, period="2026年").ask("2028年谁能领高龄津贴补贴")
    assert draft.status != "answered"


def test_a_word_that_stands_elsewhere_is_not_said_to_be_missing() -> None:
    text = told(NOTICED.ask("高龄津贴空腹照片哪里拍"))
    assert "没有写“空腹" not in text


def test_what_is_not_included_is_told_where_that_is_asked() -> None:
    papers = "一、服务内容\n包括保洁、助浴和理发。\n不包括医疗护理和搬运重物。\n"
    assert told(shelf(papers).proved("服务不包括哪些内容")).startswith("不包括")


def test_a_bare_indicator_is_answered_with_its_figure() -> None:
    assert "2.35亿元" in told(shelf(REPORT).proved("规模以上工业产值"))


def test_what_follows_the_name_is_told_with_it() -> None:
    text = (
        "一、2023年工作总结\n建设更有温度。经过摸排,确定竹苑小区为“安心家园”试点小区,针对该小区设施老旧、绿化破损、停车困难等群众反映突出的问题,"
        "将改造与微景观建设、智能停车相结合,在项目推进上邀请规划专家共同出谋划策,居民满意率达到百分之九十以上,得到了广泛好评。\n"
    )
    assert "微景观" in told(shelf(text, period="2023年").proved("竹苑小区那回主要改些什么"))


def test_what_is_goes_before_what_is_planned() -> None:
    text = "一、2023年工作总结\n养老服务更好。镇敬老院有床位90张,入住老人61名。\n二、2024年工作打算\n镇敬老院增加护理床位20张。\n"
    answer = told(shelf(text, period="2023年").proved("敬老院还有床位吗"))
    assert answer.index("90张") < answer.index("20张") if "20张" in answer else "90张" in answer


@pytest.mark.parametrize("question", ["惠老卡丢了怎么办", "惠老卡坏了怎么办"])
def test_how_a_thing_is_first_had_is_no_help_for_its_loss(question: str) -> None:
    text = "一、惠老卡\n年满65周岁的,带照片到2号窗口申请惠老卡,当场领取。\n"
    assert shelf(text, title="惠老卡办理指南").ask(question).status != "answered"


@pytest.mark.parametrize(
    ("question", "held", "left_out"),
    [
        ("书屋在哪几个地方", "桥东", "车站"),  # where they are, before where they will be
        ("周三有领导在社区吗", "每周三", "周六"),
        ("加装电梯还有几部没装好", "在建4部", "= 3部"),  # neither number is a part of the other
    ],
)
def test_what_is_there_is_told_and_nothing_made_of_what_stands_beside(question: str, held: str, left_out: str) -> None:
    text = """一、2023年工作总结
民生工作扎实。桥东、桥西2处书屋每天开放。便民大厅上半年办件3600件,周六上午延时服务。班子成员每周三到社区现场办公。
加装电梯建成7部,在建4部。
二、2024年工作打算
在车站、码头各新建书屋1处。
"""
    answer = told(shelf(text, period="2023年").ask(question))
    assert held in answer
    assert left_out not in answer
