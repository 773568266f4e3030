from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.question.colloquial import Colloquial

COLLOQUIAL = Colloquial.load()
EVERYDAY = Path(__file__).with_name("everyday_questions.txt").read_text(encoding="utf-8").split()


@pytest.mark.parametrize(
    ("spoken", "plain"),
    [
        ("那个,呃,请问一下三期改造到哪一步了啊", "三期改造到哪一步了"),
        ("那个那个,就是,嗯,网格,一共有多少个来着", "网格,一共有多少个"),
        ("麻烦问下低保怎么申请,谢谢", "低保怎么申请"),
        ("你好,我想知道信访案件多少件?", "信访案件多少件?"),
        ("那个什么时候完", "那个什么时候完"),
        ("那四期呢", "那四期呢"),
        ("谢谢", "谢谢"),
        ("嗯", "嗯"),
        ("额度是多少", "额度是多少"),
        ("西横街修好了没有呀,谢谢你", "西横街修好了没有呀"),
        ("83岁咯可以拿几多钱", "83岁咯可以拿多少钱"),
        ("侬好,阿拉小区阿好加装电梯啊", "你好,我们小区能不能加装电梯啊"),
        ("我奶奶九十一岁,每个月领多少", "我奶奶91岁,每个月领多少"),
        ("二零二三年三期一百周岁几十岁", "2023年三期100周岁几十岁"),
        ("我妈八十了,怎么领", "我妈80了,怎么领"),
        ("低保咋弄", "低保怎么办"),
        ("养老院边度有", "养老院哪里有"),
        ("侬晓得图书馆开了几年伐", "图书馆开了几年"),
        ("我想问两个问题:床位几张,托位几个", "床位几张,托位几个"),
        ("办公室催数据:见报多少篇", "见报多少篇"),
        ("领导问\uff1a低保多少户", "低保多少户"),
        ("养老服务:床位几张", "养老服务:床位几张"),
        ("618那天卖了多少", "6月18日那天卖了多少"),
        ("违建咋整治", "违建怎么整治"),
    ],
)
def test_spoken_language_is_made_plain(spoken: str, plain: str) -> None:
    assert COLLOQUIAL.plain(spoken) == plain


@pytest.mark.parametrize("question", EVERYDAY)
def test_a_plain_question_is_left_alone(question: str) -> None:
    assert COLLOQUIAL.plain(question) == question


@given(st.text() | st.text(alphabet="那个呃请问一下,谢谢咋冇啊?", max_size=40))
def test_any_text_is_taken(text: str) -> None:
    assert COLLOQUIAL.plain(text) or not text
