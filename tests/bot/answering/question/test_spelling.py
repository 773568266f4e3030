from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.question.lexicon import Lexicon
from bot.answering.question.spelling import Speller, Syllables
from bot.paths import ROOT
from retrieval.chinese import words

REPORT = next((ROOT / "seeds").glob("*.txt")).read_text(encoding="utf-8")
SPELLER = Speller.build(Counter(words(REPORT)), Lexicon.load().same_as, [REPORT])
EVERYDAY = Path(__file__).with_name("everyday_questions.txt").read_text(encoding="utf-8").split()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("信仿案件多少件", "信访案件多少件"),
        ("养佬院在哪", "养老院在哪"),
        ("家装电梯多少钱", "加装电梯多少钱"),
        ("大妙弄什么时候开业", "大庙弄什么时候开业"),
        ("大庙龙什么时候开业", "大庙弄什么时候开业"),
        ("觅小北测道路", "觅小北侧道路"),
        ("锦江立都现在好点了吗", "锦江丽都现在好点了吗"),
        ("低宝户怎么申请", "低保户怎么申请"),
        ("同济河好了吗", "通济河好了吗"),
        ("城市长校管理考核排名", "城市长效管理考核排名"),
        ("数字经记企业产值", "数字经济企业产值"),
        ("消防就援圈", "消防救援圈"),
        ("纠芬调处多少", "纠纷调处多少"),
        ("规模工业产直", "规模工业产值"),
        ("西横接精品街道", "西横街精品街道"),
        ("社工服务占什么时候有", "社工服务站什么时候有"),
        ("困镜儿童", "困境儿童"),
        ("高龄津帖怎么领", "高龄津贴怎么领"),
        ("规模工业产值曾长率", "规模工业产值增长率"),
        ("觅小侧道路完成了吗", "觅小北侧道路完成了吗"),  # one character is missing
        ("damiaonong什么时候开业", "大庙弄什么时候开业"),
    ],
)
def test_a_slip_is_put_right(typed: str, meant: str) -> None:
    assert SPELLER.correct(typed) == meant


@pytest.mark.parametrize("question", EVERYDAY)
def test_a_good_question_is_left_alone(question: str) -> None:
    assert SPELLER.correct(question) == question


def test_there_are_enough_everyday_questions() -> None:
    assert len(EVERYDAY) >= 200


@pytest.mark.parametrize(
    "text",
    ["为什么食堂晚了那么久", "养犬证在哪办", "忘了认证", "王志源是谁", "线要数字", "贷了多少款", "吵架案子少了几成"],
)
def test_neighbours_of_words_are_no_slips(text: str) -> None:
    assert SPELLER.correct(text) == text


@pytest.mark.parametrize("question", ["西一社区", "四七改造", "八期改造", "六级岗几名", "三七房建"])
def test_numerals_are_never_changed(question: str) -> None:
    kept = [letter for letter in SPELLER.correct(question) if letter in "一二三四五六七八九"]
    assert kept == [letter for letter in question if letter in "一二三四五六七八九"]


def test_the_report_itself_is_all_right() -> None:
    assert SPELLER.correct(REPORT[:1500]) == REPORT[:1500]


def test_names_are_known_by_pinyin() -> None:
    assert SPELLER.name("damiaonong") == "大庙弄"
    assert SPELLER.name("jinjianglidu") == "锦江丽都"
    assert SPELLER.name("banana") is None
    assert Syllables.load().of_pinyin("xian") == Syllables.load().of("先")


@given(st.text() | st.text(alphabet="信仿养佬大妙弄,了吗abc一二", max_size=40))
def test_any_text_is_taken(text: str) -> None:
    assert SPELLER.correct(text) == SPELLER.correct(text)
