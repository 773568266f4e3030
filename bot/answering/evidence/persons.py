"""Whether a text names a person or says by whom something is done. Pure functions on half-width text."""

from __future__ import annotations

import re

import rjieba

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭"
    "陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤华祝季倪柳单庄殷施翟"
)
_ROLE = "书记|主任|局长|镇长|区长|县长|站长|所长|校长|院长|队长|会长|社长|园长|处长|科长|组长|行长|经理|负责人|联系人|网格长|网格员|代表|医生|老师|律师"
_LEVEL = "街道|社区|居委会|村委会|村|镇|乡|区|县|市|学校|小学|公司|企业|支部"
_HEAD = re.compile(rf"(?:({_LEVEL})(?:党工委|党委|党总支|办事处|工委)?的?)?({_ROLE})")
_ASKED = re.compile(rf"(?:{_ROLE}).{{0,6}}(?:是谁|是哪位|叫什么|姓什么|姓啥|叫啥|是哪个)|(?:谁是|谁当|谁担任|哪位是)")
_LABEL = re.compile(rf"(?:{_ROLE})(?:[:是为由]|姓名:)?\s*([㐀-鿿]{{2,4}})")
_BY = re.compile(
    r"由(?!于|此|来)[^,;。]{2,30}|负责|牵头|联系人|承办|主办|窗口|热线|电话"
    r"|[科局办委站所队室会院校](?![㐀-鿿])|中心|社区|公司|企业|单位|部门|组织|学校|主任|书记|经理|网格|志愿|律师|调解"
)
_TURN_TO = re.compile(
    r"电话|热线|拨打|联系|咨询|窗口|受理|申请|反映|投诉|报修|举报|求助|调解|律师|专员|代办|网格员|负责|牵头|\d{7,}"
)


def asks_person(question: str) -> bool:
    """Whether a person's name is asked for: 社区书记是谁."""
    return bool(_ASKED.search(question))


def names_person(question: str, text: str) -> bool:
    """Whether a text names somebody in the role that the question asks about, at the same level (街道, 社区)."""
    asked = _HEAD.search(question)
    if asked and not any(one[1] in (asked[1], None) and one[2] == asked[2] for one in _HEAD.finditer(text)):
        return False
    return person_in(text) is not None


def person_in(text: str) -> str | None:
    """A person's name: behind a role (联系人:王晓燕), or what a dictionary takes for one and begins with a surname."""
    labelled = (match[1] for match in _LABEL.finditer(text))
    tagged = (word for word, sort in rjieba.tag(text) if sort == "nr")
    return next((word for word in (*labelled, *tagged) if _is_name(word)), None)


def _is_name(word: str) -> bool:
    return word[0] in _SURNAMES and 2 <= len(word) <= 4 and any(w == word and s == "nr" for w, s in rjieba.tag(word))


def says_whom_to_turn_to(text: str) -> bool:
    """Whether a text tells of an office or a person that people can go to."""
    return bool(_TURN_TO.search(text)) or person_in(text) is not None


def says_by_whom(text: str) -> bool:
    """Whether a text tells a person or an office that does something."""
    return bool(_BY.search(text)) or person_in(text) is not None
