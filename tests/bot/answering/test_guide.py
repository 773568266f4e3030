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
