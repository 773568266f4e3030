from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.question.lexicon import Lexicon

LEXICON = Lexicon.load()


def test_the_file_is_broad_and_clean() -> None:
    assert LEXICON.errors == ()
    assert len(LEXICON.same_as) > 1200


@pytest.mark.parametrize(
    ("everyday", "official"),
    [
        ("敬老院", "养老综合服务中心"),
        ("尊老金", "高龄津贴"),
        ("高新技术企业", "高企"),
        ("规上", "规模以上"),
        ("装电梯", "加装电梯"),
        ("吵架", "矛盾纠纷"),
        ("劝架", "调处"),
        ("上访", "信访"),
        ("拆迁", "征收"),
        ("完工", "完成"),
        ("开张", "挂牌营业"),
        ("抓", "查处"),
        ("弄", "建设"),
        ("长者", "老年人"),
        ("GDP", "地区生产总值"),
        ("提任", "提拔"),
    ],
)
def test_everyday_words_meet_official_ones_both_ways(everyday: str, official: str) -> None:
    assert LEXICON.same(everyday, official)
    assert LEXICON.same(official, everyday)
    assert official.lower() in LEXICON.synonyms(everyday)


INDICATORS = [
    "产值 税收 销售额 投资 营收 外资 进出口 一般公共预算收入 地区生产总值",
    "受理 立案 结案 办结 查处",
    "申报 认定 引进 签约",
    "增幅 占比 总额",
    "企业 单位 商户 楼宇 个体工商户 市场主体",
    "小区 楼宇 社区 街道",
    "网格 网格员",
    "志愿者 志愿活动",
    "党支部 党组织 党员",
    "高企 专精特新 上市",
    "户籍人口 常住人口 流动人口",
    "火灾 事故 消防",
    "信访 环境信访 信访举报 投诉 矛盾纠纷",
    "计划 完成 推进 申报",
    "低保 特困人员 低收入家庭 低保边缘家庭",
    "孤残儿童 困境儿童 留守儿童",
    "养老金 高龄津贴 护理补贴 残疾人两项补贴",
    "就业 失业 岗位",
    "走访 巡查 排查",
    "开工 施工 完工 验收",
    "线下课程 云端微课",
    "三级岗 四级岗",
]


@pytest.mark.parametrize("words", INDICATORS)
def test_no_indicator_becomes_another(words: str) -> None:
    assert [pair for pair in combinations(words.split(), 2) if LEXICON.same(*pair)] == []


def test_expand_takes_the_longest_word_and_adds_what_is_related() -> None:
    assert "加装电梯" in LEXICON.expand("老楼能不能装电梯")
    assert "临时救助" in LEXICON.expand("家里困难找谁")
    assert "微型消防站" in LEXICON.expand("消防队在哪")
    assert not LEXICON.same("消防队", "微型消防站")
    assert LEXICON.expand("") == ()
    assert next(match.word for match in LEXICON.find("尊老金怎么领")) == "尊老金"


def test_a_wrong_line_is_told_with_its_number_and_the_others_hold() -> None:
    lexicon = Lexicon.read("# 说明\n养老院 = 养老机构\n没有等号的一行\n= 只有一边\n甲词 ~ 乙词 # 尾注\n")
    assert lexicon.same("养老院", "养老机构")
    assert lexicon.expand("甲词") == ("乙词",)
    assert [error.split("没有采用")[0].strip() for error in lexicon.errors] == [
        "lexicon.txt 第3行",
        "lexicon.txt 第4行",
    ]


def test_a_single_character_is_known_but_never_suggested() -> None:
    lexicon = Lexicon.read("抓 = 查处")
    assert lexicon.synonyms("抓") == ("查处",)
    assert lexicon.synonyms("查处") == ()
    assert lexicon.expand("抓实抓牢") == ()


@given(st.text(alphabet="养老院装电梯=~# 、\n一二三", max_size=80), st.text(max_size=40))
def test_any_file_and_any_question_are_taken(text: str, question: str) -> None:
    lexicon = Lexicon.read(text)
    for match in lexicon.find(question + text):
        assert (question + text).lower()[match.start : match.end] == match.word
    lexicon.expand(question + text)
