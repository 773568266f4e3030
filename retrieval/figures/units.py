"""The units and measure words that may follow a number in a Chinese report, and the words for scales."""

from __future__ import annotations

import re
from decimal import Decimal

SCALES = {
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10) ** 4,
    "十万": Decimal(10) ** 5,
    "百万": Decimal(10) ** 6,
    "千万": Decimal(10) ** 7,
    "亿": Decimal(10) ** 8,
    "十亿": Decimal(10) ** 9,
    "百亿": Decimal(10) ** 10,
    "千亿": Decimal(10) ** 11,
    "万亿": Decimal(10) ** 12,
}

_MEASURES = """
% ‰ 个百分点 百分点 个点 个基点 基点 倍 成 元 人民币 美元 欧元 港元 日元 韩元 英镑 澳元 卢布 平方公里 平方千米 平方米 平方 平米 方 立方米 立方 公里
千米 厘米 毫米 米 公顷 亩 ㎡ m² m3 km kg 海里 吨标准煤 吨标煤 吨 公斤 千克 微克 毫克 克 斤 升 毫升 千瓦时 千瓦
兆瓦时 兆瓦 瓦 度 千伏安 千伏 伏 摄氏度 ℃ 分贝 GB TB MB kWh kW MW 个工作日 工作日 个自然日 自然日 个月 个季度
个小时 小时 分钟 秒 天 周 星期 周岁 岁 人次 人份 人天 人 名 位 户次 户 家次 家 件次 件 起 宗 桩 项次 项 条次 条
处次 处 座 栋 幢 辆次 辆 套 间次 间 所 个 台套 台次 台 场次 场 批次 批 篇次 篇 份 册次 册 本 部 张床位 个床位
床 张 枚 块 面 根 盏 棵 株 只 头 尾 羽 颗 支 队次 队 组 对 双 款 幅 首 字 页 单 笔 例 剂次 剂 针次 针 课时 学时
学分 节次 节 门次 门 轮次 轮 班次 班 客 片 段 道 扇 把 箱 袋 盒 瓶 桶 车次 车 趟 艘次 艘 架次 架 标准箱 标箱
个车位 车位 个泊位 泊位 个席位 席位 口 孔 眼 杆 种 类 次 遍 亿次 分 层 站 顿 餐 卷 则 句 盘 席 手 票 股 桶 单元 毫安时
个标准班 大项 小项 大类 小类
"""

_LABELS = "周年 年度 年代 年 月份 月 日 号楼 号线 号 季度 时 点 楼 室 线 后 届 级 期"

AGES = ("岁", "周岁")
LABELS = frozenset(_LABELS.split())
"""What follows a number in a date, an address or an ordinal: never an amount."""

_PER = """
克 秒 股 手 升 桶 票 人月 人年 人次 人天 平方米 立方米 公里 小时 工作日 学期 千瓦时 课时 人 月 年 天 日 次 户 家 亩 吨 个 台 件 张
套 辆 床 米 公顷 升 度 公斤 千克 斤 桌 餐 场 分钟 间 kg ㎡ m²
"""

# The measure word is the beginning of a longer word: 6部门, 3项目, 5支部.
_NOT_A_UNIT = (
    "(?!客[户流商运源人房服货车厅机轮]|部门|手[机册续术工段表套法]|股[权东份市票民]|票[房价据务面]|方[面案式向法位便针]|项目(?!标|录)|人均|人才|分别|分局|期间|支部|组织|单位"
    "|场所|级别|年龄|时期|号召|点评|点位|线上|线下|线索|日常|后续)"
)


def _alternatives(words: str) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words.split()), key=len, reverse=True))


UNIT = (
    rf"(?:{_NOT_A_UNIT}(?:个(?=点[位名])|{_alternatives(_MEASURES + _LABELS)})(?:[/·](?:{_alternatives(_PER)})){{0,2}})"
)
