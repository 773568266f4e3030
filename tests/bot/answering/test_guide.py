"""A guide names its subject in a heading and answers in lines that leave it out: by label, by what they hold."""

import pytest

from tests.bot.answering.asking import shelf, told

GUIDE = shelf(
    """残疾人证办理指南
一、办理条件
符合残疾标准的本区户籍居民可以申领残疾人证。
二、所需材料
1. 身份证和户口簿原件;
2. 两寸照片3张;
三、办理地点
街道便民服务中心5号窗口(望亭路18号)。
四、办理时间
周一至周五8:30至17:00,周六、周日休息。
五、办理流程
申请、评定、公示、发证。自受理之日起25个工作日内办结。
六、收费标准
首次办理免费。遗失补办收取工本费10元。
七、有效期
残疾人证有效期10年,期满免费换发。
八、咨询电话
残联:8660 1122。
丹山镇残疾人联合会
2024年5月6日
""",
    period="2024年",
    title="残疾人证办理指南",
)
SERVICES = shelf(
    """生活服务手册
一、在家养老
(一)助浴服务
服务对象:年满75周岁的独居老人。
预约方式:提前两天打社区电话预约,由专业护理员上门。
每次收取30元,低保老人免费。
(二)家庭养老床位
每张床位每月补贴500元,每月5日前打入银行卡。
二、其他
镇上有老人3120名。
""",
    period="2024年",
    title="生活服务手册",
)


@pytest.mark.parametrize(
    ("question", "held", "left_out"),
    [
        ("残疾人证去哪里办", "5号窗口", "照片"),
        ("残疾人证周六能不能办", "休息", "窗口"),
        ("残疾人证要什么材料", "照片3张", "窗口"),
        ("办残疾人证要多久", "25个工作日", "10年"),
        ("残疾人证有效期多长", "10年", "25个工作日"),
        ("残疾人证要钱吗", "首次办理免费", "窗口"),
        ("残疾人证怎么办理", "评定", "照片"),
        ("残疾人证打哪个电话问", "8660 1122", "2024年5月6日"),
    ],
)
def test_the_part_that_is_headed_by_what_is_asked_answers(question: str, held: str, left_out: str) -> None:
    draft = GUIDE.proved(question)
    assert draft.status == "answered"
    assert held in told(draft)
    assert left_out not in told(draft)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("助浴多少钱一次", "30元"),
        ("助浴要怎么预约", "提前两天"),
        ("什么人可以助浴", "独居老人"),
        ("家庭养老床位一张补多少", "500元"),
        ("家庭养老床位什么时候打钱", "每月5日前"),
    ],
)
def test_a_line_below_the_subjects_heading_answers_by_its_label_or_by_what_it_holds(question: str, held: str) -> None:
    draft = SERVICES.proved(question)
    assert draft.status == "answered"
    assert held in told(draft)


BANDS = shelf(
    """敬老服务手册
一、尊老金
发给谁:年满70周岁的户籍老人。
年龄:70至79周岁;原标准:每人每月20元;现标准:每人每月30元。
年龄:80至89周岁;原标准:每人每月50元;现标准:每人每月90元。
年龄:90周岁及以上;原标准:每人每月100元;现标准:每人每月300元。
通过审核的,每月12日发放。
二、理发券
每季度一张,凭券到社区理发店使用。
券丢失的可以补领,一年限一次。
三、送奶到家
年满80周岁的老人每天补贴3元,年满90周岁的每天补贴5元。
四、文体活动
合唱团:每周一次,学费每人120元。已报名36人。
棋牌室:全天免费。
五、日间照料收费
对象:自理;每人每月收费:600元。
对象:半自理;每人每月收费:900元。
""",
    period="2024年",
    title="敬老服务手册",
)
QUARTERS = shelf(
    """序号:1;工作任务:新建口袋公园8个;责任科室:绿化科;一季度:完成选址;二季度:建成2个;三季度:累计建成5个;四季度:全部建成8个。
序号:2;工作任务:改造老旧厕所20座;责任科室:环卫科;一季度:完成3座;二季度:累计完成9座;三季度:累计完成15座;四季度:完成20座。
""",
    period="2024年",
    title="2024年实事各季度进展情况",
)


@pytest.mark.parametrize(
    ("question", "held", "left_out"),
    [
        ("82岁尊老金多少", "90元", "3元"),  # and not what milk is paid for the same age
        ("92岁以上的尊老金每月多少钱", "300元", "30元"),
        ("70到79岁尊老金现行标准", "30元", "90元"),
        ("83岁的老人送奶补多少钱", "3元", "90元"),
        ("合唱团报名了多少人", "36人", "120元"),
        ("日间照料自理老人每月收费多少", "600元", "900元"),
    ],
)
def test_a_figure_is_about_what_its_heading_or_its_paragraph_names(question: str, held: str, left_out: str) -> None:
    draft = BANDS.proved(question)
    assert draft.status == "answered"
    assert held in told(draft)
    assert left_out not in told(draft)


def test_two_ages_are_compared_under_the_heading_asked_about() -> None:
    assert "60元" in told(BANDS.proved("75岁和85岁的尊老金差多少"))  # 30 and 90


def test_a_condition_of_age_counts_nobody() -> None:
    assert BANDS.ask("80岁以上的老人有多少").status != "answered"


def test_what_each_gets_is_not_what_was_paid_in_all() -> None:
    assert BANDS.ask("去年尊老金总共发了多少钱").status != "answered"


def test_a_word_of_one_character_is_found_in_a_longer_one_below_the_subjects_heading() -> None:
    draft = BANDS.proved("理发券丢了能补吗")
    assert draft.status == "answered"
    assert "补领" in told(draft)


@pytest.mark.parametrize(
    ("question", "held", "left_out"),
    [
        ("口袋公园到三季度建了几个", "累计建成5个", "建成2个"),
        ("老旧厕所二季度完成几座", "9座", "15座"),
        ("口袋公园归哪个科管", "绿化科", "环卫科"),
    ],
)
def test_a_row_of_quarters_tells_the_one_asked_for(question: str, held: str, left_out: str) -> None:
    draft = QUARTERS.proved(question)
    assert draft.status == "answered"
    assert held in told(draft)
    assert left_out not in told(draft)


ANSWERS = shelf(
    """丹山镇办事问答
一、渔船证怎么办?
答:带身份证到警务室登记,7个工作日后领取回执。遗失补办收5元。
二、老人可以免费坐渡船吗?
答:年满65周岁的凭证免费。
问:哪里可以磨刀?
答:每月1日在菜场门口,每把3元。
""",
    period="2024年",
    title="丹山镇办事问答",
)
PRICES = shelf("菜品:炒面;普通价:9;会员价:7。\n菜品:馄饨;普通价:6;会员价:5。\n", period="2024年", title="早点价目表")


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("渔船证补办多少钱", "5元"),
        ("渔船证几天能拿到", "7个工作日"),
        ("多少岁坐渡船免费", "65周岁"),
        ("磨刀多少钱", "3元"),
    ],
)
def test_what_a_page_asks_heads_what_it_answers(question: str, held: str) -> None:
    draft = ANSWERS.proved(question)
    assert draft.status == "answered"
    assert held in told(draft)
    assert "?" not in told(draft)


@pytest.mark.parametrize("question", ["炒面多少钱", "炒面多少钱一盘"])
def test_a_price_without_a_unit_is_one_of_money(question: str) -> None:
    draft = PRICES.proved(question)
    assert draft.status == "answered"
    assert "9" in told(draft)
    assert "馄饨" not in told(draft)


OFFICES = shelf(
    "关于做好养老服务工作的通知\n"
    "一、老年助餐\n年满70周岁的老年人,在全县21家助餐点就餐的,每餐补贴3元。\n"
    "二、上门服务\n由康宁服务中心承担,服务预约电话8271600。\n"
    "三、申请材料和办理程序\n(一)申请材料。须提交身份证和户口簿。\n(二)办理程序。村(社区)在3个工作日内完成初核。\n"
    "受理窗口:政务服务中心二楼6号窗口;咨询电话:8278210。\n",
    period=None,
    title="关于做好养老服务工作的通知",
)


def test_where_one_applies_is_not_where_the_thing_is() -> None:
    assert "窗口" not in told(OFFICES.proved("助餐点在哪里"))


def test_the_telephone_of_the_very_sort_is_told() -> None:
    text = told(OFFICES.proved("预约电话多少"))
    assert "8271600" in text
    assert "8278210" not in text


def test_the_inner_of_two_headings_tells_what_to_bring() -> None:
    text = told(OFFICES.proved("申请要带什么"))
    assert "户口簿" in text
    assert "初核" not in text
