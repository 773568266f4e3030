"""What the words around a number say: the leading verb, the counted noun, fillers that mean nothing. Pure functions."""

from __future__ import annotations

import re

import rjieba

HOLE = "\u2009"  # stands for what was taken out of a text whose offsets must stay
COMPOUND = re.compile(
    r"服务|建设|改造|管理|培训|投资|调解|活动|治理|救助|经营|就业|监测|监控|保障|养老|餐饮|消费|示范|创新|研发|检查|巡查|宣传|配套|提升|更新|整治|维修|修缮|整改|帮扶|走访|体检|审批|审核|评估|签约|募捐|捐款|参赛|报名"
)

_VERBS = frozenset(
    """
    采集 引进 申报 新申报 发放 救助 对接 提拔 聘用 提拔聘用 受理 立案 结案 办理 办结 查处 收集 发表 服务 开展 组织 调处 化解 完成 建成 新建 改建 扩建 改扩建 续建 新增 净增
    增加 增设 增配 减少 拆除 拆违 整治 整改 排查 检查 巡查 走访 深入 慰问 帮扶 资助 捐赠 捐助 募集 筹集 争取 兑现 拨付 落实 投入 投资 实现 达成 签约 签订 开工 竣工 投产 投用 启用
    启动 推进 实施 改造 更新 维修 修缮 修复 修建 修剪 清理 清运 清除 清淤 疏浚 铺设 安装 加装 设置 设立 设 配备 配置 购置 采购 购买 培训 培育 培养 招录 招聘 招引 招募 选聘 选派 选拔 任命 任用 调整 发展
    转入 吸纳 带动 帮助 解决 处置 处理 处罚 处分 问责 约谈 通报 移送 查封 查获 破获 侦破 抓获 刑拘 挽回 追回 追缴 调解 接待 接听 接收 接处警 答复 回复 办复 回应 征集 收到 收缴 收回 收购 征收 征迁 搬迁 拆迁 腾退
    盘活 出租 租赁 储备 培植 认定 新认定 获评 获批 获得 获 创成 创建 创评 评选 评定 表彰 命名 授牌 挂牌 打造 建立 成立 组建 搭建 布设 布置 划分 划定 覆盖 惠及 受益 参与 参加 参训 举办 承办 开办 召开 举行 播放 放映 演出
    送 发布 印发 制作 张贴 推送 编发 刊发 报道 宣传 编制 制定 修订 出台 梳理 摸排 登记 录入 建档 采样 检测 抽检 接种 体检 筛查 签约服务 提供 供给 交付 分配 配租 入驻 落户 落地 注册 入库 入选 入围 上市 融资 授信 放贷 减免 退税 减税
    新辟 开通 优化 打通 贯通 通车 设计 规划 安排 计划 拟 力争 预计 确保 种植 栽种 补植 造林 绿化 节约 节能 压降 压减 削减 淘汰 关停 关闭 取缔 注销 吊销 扶持 奖励 补助 补贴 支付 缴纳 承接 流转 派发 转办 督办 交办 审理 审结 执结 执行
    拥有 有 现有 已有 辖 下辖 占地 容纳 可容纳 接纳 运营 使用 减排 植树 累计完成 拉动 消化 去化 开设 开放 更换 加固 粉刷 提拔任用 晋升 轮岗 交流 推荐 输送 服刑 矫正 管控 隔离 转运 核查 核实 核减 发现 清退 申请 申领 享受 参保 缴费
    """.split()
)
_SPEECH_ONLY = frozenset("送 设 获 有 拟 辖".split())
_LEADING = re.compile(
    rf"^(?:[\s{HOLE}、,,;;::。“”]|[一二三四五六七八九]是(?!非)|[（(][一二三四五六七八九十\d]+[))]|\d+[..、](?!\d)|[①-⑳]|以及|及(?!时|格)|和(?!谐|平|睦|顺)|与(?!会|时)"
    r"|其中|期间|目前|截至目前|截止目前|今年以来|年初以来|一年来|半年来|同时|另外|此外|另有?|并(?!购|联|网)|而|且|则|共计|共有|一共|总共|共(?!建|享|同|青|产|治|富|和|线|用)|累计|总计|合计"
    r"|已经|已(?!婚)|现已|现有|现(?=有)|还|又|均(?!价|衡|可)|都|先后|陆续|成功|顺利|圆满|超额|预计|力争|计划(?!生育|投资)|拟|将(?!军|来)|可以?|能够?|至(?!善)|到(?!位|账|户|访|期)|由(?!于)|从(?!业|事)|的|了|中(?=[,,、]))+"
)
_TRAILING = re.compile(
    rf"(?:[\s{HOLE}、,,::“]|达到了?|达成(?=$)|(?<![到发直])达|(?<![行作因认成人])为(?!民)|是|共计|总计|累计|合计|共有|一共|总共|(?<![公])共|大约|约|(?<![附最])近|超过|突破|(?<![高])超|逾|(?<![国拥所持公私已现])有|已有|现有|各|分别|仅|只|不少于"
    r"|不低于|不高于|不超过|不足|不到|低于|高于|多于|少于|至少|至多|最多|最高|最低|将近|接近|(?<![甚直截])至|(?<![签报迟])到|在(?=$)|了|的|不|控制在|稳定在|保持在?|提前|上(?=$))+$"
)


def clean(phrase: str) -> str:
    """A phrase without connectives before it and fillers behind it: 期间新世纪商城销售额突破 → 新世纪商城销售额."""
    phrase = phrase.replace(HOLE, "")
    return _TRAILING.sub("", _LEADING.sub("", phrase)).strip()


def split_verb(phrase: str) -> tuple[str, str]:
    """A phrase as its leading verb and the rest: 提拔聘用三级岗 → 提拔聘用, 三级岗."""
    verb = ""
    for word, _ in rjieba.tag(phrase):
        if not (word in _VERBS or (word in ("新", "再", "已", "正在") and phrase != word)) or len(verb) > 3:
            break
        verb += word
    return ("", phrase) if verb in ("新", "再", "已", "正在") else (verb, phrase[len(verb) :])


_STOP_TAGS = frozenset({"d", "p", "c", "r", "zg", "uj", "ul", "f", "t"})
_AFTER_UNIT = re.compile(r"^(?:及?以上|以下|以内|之内|左右|上下|多|余|的|\s)+")
_PHRASE_END = re.compile(rf"[,,。;;、::!!??()()\n{HOLE}]|及其|以及|和|与|并(?!购)|则|均|共(?!建|享|同|有产权|青|产)")
_QUOTED = re.compile(r"^[“「《][^”」》]*[”」》]")


def noun_after(text: str, last: bool) -> tuple[str, str]:
    """The noun that a number before ``text`` counts, and what follows it: 重点产业项目累计投资 → 重点产业项目, 累计投资.

    ``last``: no other number follows in the clause.
    """
    skipped = _AFTER_UNIT.match(text)
    offset = skipped.end() if skipped else 0
    end = _PHRASE_END.search(text, offset)
    body = text[offset : end.start() if end else len(text)]
    taken = _noun_length(body, last)
    return body[:taken], text[offset + taken :]


def _noun_length(body: str, last: bool) -> int:
    quoted = _QUOTED.match(body)
    position = quoted.end() if quoted else 0
    tokens = rjieba.tag(body[position:])
    for index, (word, tag) in enumerate(tokens):
        following = tokens[index + 1][1] if index + 1 < len(tokens) else ""
        if position and _ends_noun(word, tag, following, last):
            return position
        position += len(word)
    return position


def _ends_noun(word: str, tag: str, following: str, last: bool) -> bool:
    if COMPOUND.fullmatch(word):
        return not following.startswith(("n", "v", "x")) and not (last and not following)
    return word in _VERBS or tag in _STOP_TAGS or word in ("累计", "总", "共", "已", "达", "为")
