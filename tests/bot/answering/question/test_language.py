import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.question.language import is_english, to_script, understand_script, visible_half_width


@pytest.mark.parametrize(
    ("text", "simplified"),
    [
        ("數字經濟企業產值達多少", "数字经济企业产值达多少"),
        ("老舊小區改造到哪一步了", "老旧小区改造到哪一步了"),
        ("什么時候開業", "什么时候开业"),
        ("街道衞生服務中心", "街道卫生服务中心"),
        ("提升城市品質和智慧社區的文件", "提升城市品质和智慧社区的文件"),
        ("以後呢", "以后呢"),
    ],
)
def test_traditional_characters_become_simplified(text: str, simplified: str) -> None:
    spoken = understand_script(text)
    assert (spoken.script, spoken.simplified_text) == ("traditional", simplified)


@pytest.mark.parametrize("text", ["成效显著的工作有哪些", "著名企业", "三期老旧小区改造", "李喆是谁", "乾坤湾"])
def test_simplified_text_is_left_alone(text: str) -> None:
    spoken = understand_script(text)
    assert (spoken.script, spoken.simplified_text) == ("simplified", text)


def test_full_width_becomes_half_width_and_hidden_letters_go() -> None:
    assert visible_half_width("\ufeff\uff11\uff0b4+\uff38\u200b多少\uff1f") == "1+4+X多少?"


@pytest.mark.parametrize(
    "text",
    [
        "How much did industrial output grow?",
        "hello",
        "Is 大庙弄 open yet?",
        "elderly care centres",
        "what's the progress of phase 3",
    ],
)
def test_english_is_known(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    ["GDP", "GDP是多少", "VR", "Wi-Fi在哪里", "KPI和GDP的关系", "1+4+X", "3D", "", "悉心YI公里", "A股 大庙弄核心区"],
)
def test_an_abbreviation_is_not_english(text: str) -> None:
    assert not is_english(text)


def test_phrases_are_turned_but_quotes_stay_to_the_letter() -> None:
    text = "报告把它列为计划:“建设社工服务站”。"
    assert to_script(text, "traditional", keep=["建设社工服务站", ""]) == "報告把它列為計劃:“建设社工服务站”。"
    assert to_script(text, "traditional") == "報告把它列為計劃:“建設社工服務站”。"
    assert to_script(text, "simplified") == text
    assert to_script(text, "english") == text


def test_the_tables_are_not_loaded_for_simplified_text() -> None:
    code = (
        "import sys; from bot.answering.question.language import understand_script as u; u('老楼能装电梯吗'); "
        "assert 'opencc' not in sys.modules; u('老樓'); assert 'opencc' in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.text())
def test_any_text_is_understood(text: str) -> None:
    assert understand_script(text) == understand_script(text)


@given(st.text(alphabet="报告计划没有写已建成国学台,。1%"), st.text(alphabet="建设服务站", min_size=1))
def test_a_kept_quote_is_always_in_the_result(before: str, quote: str) -> None:
    assert quote in to_script(f"{before}“{quote}”", "traditional", keep=[quote])
