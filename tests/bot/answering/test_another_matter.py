"""A window, a telephone, a fee or a day is never another matter's, however much of the question the other matter shares."""

import pytest

from tests.bot.answering.asking import shelf, told

HALL = shelf(
    """便民服务须知
一、开放时间
窗口大厅:周一至周五9:00至17:00。
节假日值班电话:8711 2233。
二、办事事项
1.困难证明:本人带身份证到1号窗口办理,当场办结。
2.养老保险参保登记:2号窗口办理,每年10月缴费。
3.尊老金:年满70周岁的本市户籍老人到3号窗口申请,8个工作日领取。
三、收费标准
乒乓球室:单次4元,月票40元。
乒乓球室月票遗失补办收工本费6元。
阅览室:免费,押金50元。
四、意见投诉
不满意的,可拨打监督电话8711 9900。
五、服务活动
理发等便民活动日为每月18日,在大厅门前。
""",
    period="2024年",
    title="便民服务须知",
)
PARTS = shelf(
    """社区办事指南
一、房屋和车辆
(一)加装电梯
由单元业主申请,街道审查。
咨询地点:大厅6号窗口,电话8711 2326。
(二)道路停车
居民可凭行驶证办理停车月卡,每月200元。
二、护理补贴
发给谁:经评估为失能的低保家庭老年人。
到街道5号窗口申请,每季度发放。
""",
    period="2024年",
    title="社区办事指南",
)


@pytest.mark.parametrize(
    "question",
    [
        "办结婚登记去几号窗口",
        "失业登记在哪办",
        "身份证去哪办",
        "报户口几号窗口",
        "准生证哪个窗口办",
        "陪护一天多少钱",
        "退休认证几号窗口",
    ],
)
def test_what_is_not_dealt_with_has_no_window_and_no_fee(question: str) -> None:
    assert HALL.ask(question).status in ("partial", "not_found")


@pytest.mark.parametrize(("question", "other"), [("停车证在哪办", "6号"), ("低保去哪申请", "5号")])
def test_the_office_of_a_neighbour_or_of_those_who_have_it_is_not_told(question: str, other: str) -> None:
    draft = PARTS.ask(question)
    assert draft.status != "answered" or other not in told(draft)


@pytest.mark.parametrize(
    ("question", "held", "left_out"),
    [
        ("困难证明几号窗口", "1号窗口", "2号窗口"),
        ("参保登记去哪个窗口", "2号窗口", "3号窗口"),
        ("月票补办要多少钱", "6元", "4元"),
        ("投诉打什么电话", "8711 9900", "8711 2233"),
        ("便民活动日哪天", "18日", "周一"),
    ],
)
def test_its_own_window_fee_telephone_and_day_are_told(question: str, held: str, left_out: str) -> None:
    draft = HALL.proved(question)
    assert draft.status == "answered"
    assert held in told(draft)
    assert left_out not in told(draft)


@pytest.mark.parametrize(("question", "held"), [("加装电梯去哪问", "6号窗口"), ("护理补贴去哪申请", "5号窗口")])
def test_what_the_heading_names_has_the_office_below_it(question: str, held: str) -> None:
    assert held in told(PARTS.proved(question))
