"""What a question asks for: a figure, whether something is done, when, where, who … Pure functions on plain text."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal[
    "figure",
    "progress",
    "when",
    "where",
    "phone",
    "how",
    "why",
    "definition",
    "summary",
    "list",
    "who",
    "able",
    "names",
    "open",
]

MEASURES = "分度克款册家座个名件次场篇条人户项处栋台辆位批届期岁天年倍亩吨米只种类级课群组支起宗份张间套部公顷"
_HOW_MANY = r"(多少|几(?![年月]份|号|乎)|若干)"

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("phone", re.compile(r"电话|联系方式|手机号|热线|号码(是|多少)|怎么联系|如何联系|打哪个|拨打")),
    (
        "summary",
        re.compile(r"(哪些|什么|有啥|啥)(不足|问题|短板|困难|地方(没|不|做得不))|没做好|做得不好|不到位|弱项|不足之处"),
    ),
    (
        "names",
        re.compile(
            r"名单|叫什么(名字?)?[??]?$|分别(是|叫)(哪|什么)|(都有|有|是|为)?哪几[家个所座条位支处]|都有谁|哪些(单位|企业|公司|学校|小区|社区|人|店|项目|商户|部门|村|路|街道)"
        ),
    ),
    ("why", re.compile(r"为什么|为何|为啥|咋不|怎么(还?没|不)|什么原因|原因是|怎么回事|凭什么")),
    (
        "when",
        re.compile(
            r"什么时候|什么时间|啥时候?|何时|哪天|几号|哪一?年|哪个?月|几月|几点|多久(能|才|会|可以)|时间(是|安排|表)|日期|期限|截止|啥辰光|多会儿?|到什么时间|多早"
        ),
    ),
    (
        "definition",
        re.compile(
            r"什么是|是什么(?!时候|原因|地方|单位|人|样)|是啥(?!时候)|啥是|啥叫|什么叫|指什么|什么意思|是指|含义|定义|介绍一下"
        ),
    ),
    (
        "figure",
        re.compile(
            _HOW_MANY
            + r"|百分之几|百分之多少|百分比|占比|比例|比重|(增|降)幅|增速|增长率|[办结满意覆盖入住接种完成达标合格增长]率(?!先)|排名|排第|名次|第几|数量|总数|[篇件人户次场家个]数(?!据)|总额|金额|数额|面积|场次|人次|次数|合计|共计|产值|税收|销售额|额度?(是|呢)"
            + r"|(收入|投资额?|金额|费用|收费|价格|标准|总量|规模)(是|呢|有多|怎么样|$)|[^\s点]数[??]?$|多高|多大(岁数)?|多长|多远|多重"
        ),
    ),
    (
        "where",
        re.compile(r"在哪|哪里|哪儿|什么地方|啥地方|地址|位置|位于|何处|去哪|到哪(?!一?步|了|个阶段|种程度)|上哪"),
    ),
    (
        "progress",
        re.compile(
            r"(了|过|好|成|完|上|着|到位)(吗|么|没有?|嘛|没得|不|呀|否)?[??]?$|还在.{0,8}(吗|么)|(有没有|是否|是不是|可)(已经?)?[^??]{0,14}(完成|建成|开|启动|竣工|获|通过|挂牌|落地|结束|投|批|改|修|装|定|引进|成立|取消|关)"
            r"|进度|进展|到哪一?步|到什么程度|哪个阶段|怎么样了|咋样了|如何了|弄得|搞得怎|开工没|建得怎|[好完成]没|已经.*吗|开没开|完没完|(完成|建成|开业|竣工|启用|开工|动工|批准|通过)(没|吗|否|了)"
        ),
    ),
    (
        "how",
        re.compile(
            r"怎么(办|申请|申办|领|报|弄|用|去|登记|参加|预约|缴|交|查|投诉|办理|享受|走|操作)|如何(申请|办理|领取|参加|登记|享受|报销|预约|缴)|手续|材料|流程|步骤|条件|要带|需要带|带什么|办理方式|申请方式"
        ),
    ),
    (
        "able",
        re.compile(
            r"(能不能|可不可以|能否|可否|是否可以|可以.{0,16}(吗|(?<![什怎这那])么)|能.{0,16}(吗|(?<![什怎这那])么)|要不要|用不用|需不需要|给不给|有没有|有.{0,18}(吗|(?<![什怎这那])么)|算不算|管不管|会不会|([吗嘛]|(?<![什怎这那])么)[??]?$)"
        ),
    ),
    (
        "summary",
        re.compile(
            r"(有哪些|有什么|是什么|哪些|什么)(工作|举措|措施|安排|打算|计划|成绩|成效|问题|不足|困难|任务|重点|亮点|进展|内容|目标)|打算(干|做|怎么)|(干|做)(了|些|点)?(什么|啥|哪些|点啥)|没做好|做得不好|不到位|弱项|短板|不足之处|要(做|干)(点|些)?(什么|啥)|总结|概括|主要(工作|内容|讲|说)|工作(情况|安排|打算|计划)|怎么(抓|做|推进|安排|打算)|下一步|讲了(什么|啥)"
        ),
    ),
    ("list", re.compile(r"哪些|哪几|有什么|有啥|都有谁|分别是|包括什么|名单|列(一下|出)")),
    (
        "who",
        re.compile(
            r"谁|哪个|哪家|哪位|什么人|哪些人|哪个部门|什么单位|哪条|哪一?[个家条座所]|什么(奖|称号|荣誉|品牌|模式|主题|名称|活动|机制|制度|平台)"
        ),
    ),
)
_MONEY = re.compile(
    r"多少(钱|元|万|亿|资金|块)|(产值|投资|销售额|税收|收入|补贴|补助|津贴|费用|收费|资金|经费|金额|价格|花|投|卖|发|奖金|券|GDP|总值|预算|成本)[^,。??]{0,8}(多少|几何|几)|多少[^,。??]{0,6}(消费(?!者)|贷款|收入|经济损失|资金|经费|补贴|补助|产值|税收|投资|消费券)|(几|多少)(个)?(亿|万元?|块|毛)|金额|数额|要钱|收费|贵不贵|免费"
)
_PERCENT = re.compile(
    r"百分之几|百分之多少|百分比|(几|多少)个?点|占比|比例|比重|(增|降|涨|跌)幅|增速|增长率|[办结满意覆盖入住接种完成达标合格率先参保签约就业毕业利用]率(?!先)|率(是|有|达|为|多|呢|怎|$)|(几|多少)个百分点|占.{0,12}(多少|几成)|(增长|增加|下降|减少|上升|提高|涨|降|高)了?(多少|几(?!家|个|名|件|次|场|户))(?!家|个|名|件|次|场|户|元|万)"
)
_RANK = re.compile(r"排名|排第|名次|第几|排在|位列|排到|位次|排多少")
_GROWTH = re.compile(r"(增|降|涨|跌)幅|增速|增长|同比|上升|下降|提高了|增加了|减少了|涨了|降了|环比|率.{0,3}(变化)")
_ASKED_MEASURE = re.compile(r"(?:多少|几|哪几)(?:来|十|百)?([" + MEASURES + r"](?:次|时)?)")
_AGE = re.compile(r"(多少|几)(周)?岁|多大(岁数|年纪)|年龄")
_SIZES = (("平方米", re.compile(r"面积|多大(?!岁|年)")), ("公里", re.compile(r"多长(?!时间)|长度|里程")))
_PEOPLE = re.compile(
    r"多少(个|名|位)?[^,。??]{0,7}?(人(?!次|均|才公寓)|群众|居民|学生|孩子|儿童|党员|干部|员工|志愿者|职工|村民|妇女|老师|医生|家长)|(多少|几)(个)?(人|名|位)|人数"
)


def kind_of(question: str) -> Kind:
    """The kind of a question in simplified Chinese; the first pattern that fits decides."""
    return next((kind for kind, pattern in _KINDS if pattern.search(question)), "open")


def unit_of(question: str) -> str | None:
    """The unit that a figure must have to be the answer: 元, %, 名次, 人 or a measure word; None where any will do."""
    if _AGE.search(question):
        return "岁"
    if _RANK.search(question):
        return "名次"
    if _PERCENT.search(question):
        return "%"
    if _MONEY.search(question):
        return "元"
    if _PEOPLE.search(question):
        return "人"
    for unit, pattern in _SIZES:
        if pattern.search(question):
            return unit
    measure = _ASKED_MEASURE.search(question)
    return measure[1] if measure else None


def asks_growth(question: str) -> bool:
    """Whether a change (同比, 增幅 …) is asked for, not an amount."""
    return bool(_GROWTH.search(question))
