"""What the answer to a question of each kind must hold: a date for when, a list for which ones. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.answering.evidence.aspects import CLOCK, DURATION, TO_DO, aspect_of
from bot.answering.evidence.gathering import Evidence, clause_coverage
from bot.answering.evidence.persons import asks_person, names_person, says_by_whom, says_whom_to_turn_to
from bot.answering.evidence.reach import continues
from bot.answering.question.kinds import Kind
from bot.answering.question.terms import coverage, matches, plain
from bot.answering.question.understanding import Understanding
from retrieval.document import Clause

Holds = Callable[[str], bool]  # whether a text holds what was asked for

_CLOCK_ASKED = re.compile(r"几点|上班|下班|开门|关门|营业时间|开放时间|办公时间|服务时间|时间段")
_OFTEN_ASKED = re.compile(r"(多久|多长时间|几天|隔多久).{0,3}一(次|班|回|趟)")
_OFTEN = re.compile(r"按[月季年周日]|每[周月季年天隔\d]|每日一|分钟一|小时一|班次|间隔")
_DAY_ASKED = re.compile(
    r"什么时候|什么时间|何时|哪天|哪一?年|几月|几号"
)  # 什么时候开门 may ask for the day or the hour
_WHOLE = re.compile("全部|全都|整个|都(?=[完建修改开竣])")
_PART_OF_IT = re.compile(r"样板|部分|首批|首段|先行|启动区|\d+余?多?[间户栋幢处座个部台米段]")
_CLOCK = re.compile(CLOCK)
_DURATION_ASKED = re.compile(r"多久(?!没|了)|多长时间|几天|几个工作日")
_DURATION = re.compile(rf"{DURATION}|[\d一二三四五六七八九十两]个?(月|年|小时|天|周|工作日)")
_TURN_TO = re.compile("[找问]谁")
_BY_WHOM = re.compile(
    r"[找问]谁|谁(来|去|给|在|会)?.{0,2}(负责|管|办|牵头|组织|举办|主办|承办|送|审|批|修|建|发|解释|执行|实施|干|做|出钱|教|讲)|归谁|由谁|被谁|是谁.{1,6}的|(负责|联系)人|哪一?个(部门|科室?|单位|处室|股室?)|什么(部门|科室)"
)
_HOLDS: dict[Kind, re.Pattern[str]] = {
    "when": re.compile(
        r"\d{2,4}年|(?<![\d-])\d{1,2}月|\d{1,2}日|[上中下]旬|季度|(年|月)[底初末]|[节汛假]期?前|节后|春节|国庆|圣诞|元旦|五一|中秋|重阳|端午"
        r"|周[一二三四五六日末至]|星期|\d{1,2}[::点时]\d{0,2}|[上下]午|工作日|(?<!人)每[年月周日天季](?!度?[补\d])|当[年月日]|[次下]月|下半年前|之前完成|个月内|天内|日内|年内|开学|(力争|争取|计划|预计|确保|将于|拟于).{0,4}[上下]半年"
    ),
    "where": re.compile(
        r"地址|位于|设在|坐落|地点|[路街巷道弄]\d+号|\d+号楼|\d+[室楼幢栋]|窗口|居委会|村委会|(到|向).{2,16}(办理|申请|申报|领取|登记|提交|提出|报名)"
        r"|在[^,;。:年月]{2,16}(举办|举行|设立|办理|开设|受理|设置|增设|新建|建设|建成|打造|开展|发放|领取)|[搬迁转运送][至到往]|选址"
    ),
    "phone": re.compile(
        r"(?<!\d)\d{3,4}[-—]?\d{7,8}|(?<!\d)\d{4}[ -]\d{4}(?!\d)|1[3-9]\d{9}|(电话|热线|拨打).{0,8}\d{3,}|:\d{7,8}(?!\d)|\d{5,8}.{0,4}(热线|电话)"
    ),
    "how": re.compile(
        rf"{TO_DO}|提交|携带|提供|填写|填报|窗口|材料|身份证|户口|凭|拨打|线上|APP|小程序|预约|审核|条件|符合|可以?(到|向|在|通过)|应当|须|需"
    ),
    "why": re.compile(r"因为|由于|因(?!素|地|时)|为了|原因|导致|受.{0,10}影响|所致|拖累"),
    "definition": re.compile(r"是指|指的?是|即|就是|是一[种个项]|简称|包括|分为|主要内容"),
}
_QUOTED = re.compile(r"[“《]([^”》]+)[”》]")
_SORT = re.compile(
    r"(?:哪些|哪几[个家所座条位处]|哪[\d一二三四五六七八九十]+[个家所座条位处])[^,。?]{0,4}?(单位|企业|公司|学校|小区|社区|店|商户|村|路|街道)"
)
_SAID = 0.5  # share of the sort's name, or of another word for it
_LIST_IN_NAME = re.compile(r"“[^”]*、[^”]*”")  # “九改、五清” lists no villages
_LISTED = re.compile(r"[^,。;:、]{2,}、[^,。;:、]{2,}")
_WITH_ASPECT: frozenset[Kind] = frozenset({"how", "who", "list", "open", "able", "names", "figure"})
_WHICH = re.compile(r"哪[一]?[家个所座位名条]|谁")
_FIRM_ASKED = re.compile(r"(哪一?[家个]|什么|啥)(公司|企业|单位|物业公司)(?![些数])(?!.{0,6}(负责|管|牵头))")
_FIRM = re.compile(r"[一-鿿]{2,}(公司|集团|[厂院所社局])")
_COUNTED = re.compile(r"\d+余?多?[家个所座位名人条][,。;、]?$")  # 培育小巨人企业1家 doesn't tell which
_PERSON = re.compile(r"医生|老师|主任|书记|[站所校院队片]长|经理|师傅|负责人|联系人|社工|网格员|律师")
_NAMING = re.compile(r"叫什么|什么(名字|名称|品牌|奖|称号|荣誉)|分别叫")
_TIME_ONLY = re.compile(r"^[\d\s年月日季度上下半初末底中旬前后每周星期一二三四五六七八九十至起到\-—–~,]+$")


def asks_hours(question: Understanding) -> bool:
    """Whether a question of when asks for the hours of a day."""
    return bool(_CLOCK_ASKED.search(question.text))


def sought(question: Understanding) -> Holds | None:
    """The test for what was asked for; None where the subject alone is asked about."""
    aspect = aspect_of(question)
    if aspect and question.kind in _WITH_ASPECT:
        pattern: re.Pattern[str] | None = aspect.said
    elif question.kind == "when" and _OFTEN_ASKED.search(question.text):
        pattern = _OFTEN
    elif question.kind == "when" and _DURATION_ASKED.search(question.text):
        pattern = _DURATION
    elif question.kind in ("who", "names") and asks_person(question.text):
        return lambda text: names_person(question.text, text)
    elif question.kind == "names":
        return lambda text: _names(question, text)
    elif question.kind == "who" and _BY_WHOM.search(question.text):
        return says_whom_to_turn_to if _TURN_TO.search(question.text) else says_by_whom
    elif question.kind in ("who", "names") and _FIRM_ASKED.search(question.text):
        pattern = _FIRM
    elif question.kind == "who" and _WHICH.search(question.text):
        return lambda text: not _COUNTED.search(text) or bool(_LISTED.search(text))
    else:
        if question.kind == "when" and _WHOLE.search(question.text):
            return _dates_the_whole
        hours = question.kind == "when" and asks_hours(question) and not _DAY_ASKED.search(question.text)
        pattern = _CLOCK if hours else _HOLDS.get(question.kind)
    return (lambda text: bool(pattern.search(text))) if pattern else None


def _dates_the_whole(text: str) -> bool:
    """Whether a date is told of all of a thing: 年底前完成30间样板段 is no date for the whole."""
    clauses = re.split("[,;。]", text)
    return any(_HOLDS["when"].search(clause) and not _PART_OF_IT.search(clause) for clause in clauses)


def _names(question: Understanding, text: str) -> bool:
    """A list, or, where a name is asked for, one in quotation marks that the question doesn't know itself."""
    asked = question.text
    if _lists(question, _LIST_IN_NAME.sub("", text)) or (_PERSON.search(asked) and _PERSON.search(text)):
        return True
    quoted = any(name not in plain(asked) for name in _QUOTED.findall(plain(text)))
    return quoted and bool(_NAMING.search(asked))


def _lists(question: Understanding, text: str) -> bool:
    """Whether a text lists things of the sort asked for: names of it, not other words for the sort (重点企业、重点项目)."""
    listed = _LISTED.search(text)
    sort = _SORT.search(question.text)
    if not listed or not sort:
        return bool(listed)
    name = sort[1]
    terms = [term for term in question.terms if term.text.endswith(name)]
    said = name in text or not terms or max(matches(terms, plain(text))) >= _SAID
    return said and not any(
        item.endswith(question.text[max(0, sort.end() - 4) : sort.end()]) for item in re.split("[、,;。]", text)
    )


def holds_its_own(question: Understanding, item: Evidence, holds: Holds) -> bool:
    """Whether the sentence has what was asked for beside the subject: a neighbour's telephone is not the subject's."""
    if not holds(item.text):
        return False
    if question.kind not in ("when", "phone", "where", "names", "who"):
        return True
    clauses = item.sentence.clauses
    covered = [clause_coverage(item, clause, question.terms) for clause in clauses]
    best = covered.index(max(covered))
    held = [at for at, clause in enumerate(clauses) if holds(item.read(clause))]
    near = any(
        _belongs(question, item, clauses[best : at + 1] if at >= best else clauses[at : best + 1], at < best)
        for at in held
    )
    above = coverage(question.terms, item.named)
    return near and (item.own >= 0.4 or above >= 0.4 or max(covered) == 0)


def _belongs(question: Understanding, item: Evidence, between: Sequence[Clause], before: bool) -> bool:
    """Whether what one clause holds is said of another: the first and the last of ``between``.

    Before its subject stands a time alone, or in a table's row and a list of offices everything up to a semicolon.
    """
    if len(between) == 1:
        return True
    if any(item.read(clause).rstrip().endswith(";") for clause in between[:-1]):
        return _in_row(item)
    if before:
        return question.kind != "when" or bool(_TIME_ONLY.match(item.read(between[0])))
    return len(between) == 2 or _adds(question, item, between) or all(continues(item.read(c)) for c in between[1:])


def _in_row(item: Evidence) -> bool:
    """Whether the sentence is a table's row (header:value;header:value) or a list of such pairs."""
    return item.text.count(":") >= 2 and item.text.count(";") >= 1


def _adds(question: Understanding, item: Evidence, between: Sequence[Clause]) -> bool:
    """Whether the last clause says a word of the question that the first leaves out: what the date is the date of."""
    first, last = (matches(question.terms, plain(item.read(clause))) for clause in (between[0], between[-1]))
    return any(b >= 0.8 > a for a, b in zip(first, last, strict=True))


def of_mishap(question: Understanding, evidence: Sequence[Evidence]) -> list[Evidence]:
    """What speaks of the mishap that a question asks help for: how a card is first had is no help for its loss. All evidence
    where none is asked about."""
    said = next((said for mishap, said in _MISHAPS if mishap.search(question.text)), None)
    return [item for item in evidence if said is None or said.search(item.text)]


def deals_with(question: Understanding, item: Evidence) -> bool:
    """Whether a sentence that tells where something is had deals with what is asked about: an identity card that one must bring
    to it, or a household register that one must be in, is not issued there."""
    if question.kind not in _WHERE_HAD or not _HAD.search(question.text) or aspect_of(question) is None:
        return True
    bare = plain(_MEANS.sub("", item.text))
    shares = (max(pair) for pair in zip(matches(question.terms, bare), item.named, strict=True))
    pairs = zip(question.terms, shares, item.found, strict=True)
    return not any(share < _SAID <= found and not term.light and len(term.text) > 1 for term, share, found in pairs)


def denial(question: str, text: str) -> float:
    """What a text loses that affirms where the question asks for what is not: 不包括什么."""
    return 0.3 if _ASKED_NOT.search(question) and not _NOT.search(text) else 0.0


_MISHAPS = (
    (re.compile("(?:丢|掉|不见)了?[^,。]{0,3}(?:怎么办|咋办|怎么弄|咋弄)"), re.compile("丢|遗失|补[办领]|挂失")),
    (re.compile("坏了?[^,。]{0,3}(?:怎么办|咋办|怎么弄|咋弄)"), re.compile("坏|损|[维报抢]修|更换|故障")),
    (
        re.compile("(?:错过|过期|晚|忘)了?[^,。]{0,4}(?:怎么办|咋办|怎么弄|咋弄)"),
        re.compile("错过|逾期|过期|超过|补[办发报]"),
    ),
)
_WHERE_HAD: frozenset[Kind] = frozenset({"where", "phone", "who", "how"})
_HAD = re.compile("[办领换补报开迁上]")
_MEANS = re.compile(
    r"(?:带|凭|持有?|提供|提交|出示|材料:)[^,;。]*?(?=办理|申请|领取|到|向|前往|在|[,;。]|$)|(?:本|外|具有)[^,;。、]{0,5}户籍(?:的|$|(?=老|居|人))"
)
_ASKED_NOT = re.compile(
    r"(?<![一-鿿][能可要会该是用收])(?<![能可要会该是用收])不(?=包括|包含|含|享受|能|可以|需要|需|收|予|属于|算)"
)
_NOT = re.compile(r"不|无须|无需|未|除外")
