import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.question.english import Glossary
from bot.answering.question.kinds import kind_of

GLOSSARY = Glossary.load()


def test_the_glossary_is_broad_and_clean() -> None:
    assert GLOSSARY.errors == ()
    assert len(GLOSSARY.terms) >= 500


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("How much did industrial output grow?", "规模工业产值增长多少"),
        ("What is the growth rate of industrial output?", "规模工业产值增幅是多少"),
        ("Is the elderly care centre open yet?", "养老综合服务中心开业了吗"),
        ("How many petition cases were handled?", "信访案件办理多少"),
        ("Can old buildings install elevators?", "楼加装电梯可以吗"),
        ("What is the progress of phase 3 of the old neighbourhood renovation?", "老旧小区改造三期进度怎么样了"),
        ("Is 大庙弄 open?", "大庙弄开业了吗"),
        ("Is there a social work station?", "社工服务站有吗"),
        ("what is the 3-minute fire rescue circle", "3分钟消防救援圈是什么"),
        ("Was industrial output 120 million yuan, right?", "规模工业产值1.2亿对吗"),
        ("Where is your office?", "街道办事处在哪里"),
        ("How many people were promoted in June?", "多少人提拔6月"),
        ("What about phase four?", "四期呢"),
        ("When will the new library open?", "图书馆开业什么时候"),
        ("What was the GDP in 2023?", "地区生产总值2023年是多少"),
        ("How much is the monthly allowance for someone aged 88?", "每月津贴88岁多少"),
        ("How much is lunch for people over 60?", "午餐60岁以上多少"),
        ("How many disputes were mediated between January and May?", "矛盾纠纷调处1-5月多少"),
        ("What documents do I need to apply for the old-age allowance?", "申请高龄津贴要什么材料"),
        ("Is the senior care centre finished?", "养老综合服务中心完成了吗"),
    ],
)
def test_a_question_in_the_words_of_the_documents(english: str, chinese: str) -> None:
    assert GLOSSARY.to_chinese(english) == chinese


@pytest.mark.parametrize(
    ("english", "kind"),
    [
        ("When will the new restaurant street open?", "when"),
        ("How many companies were visited?", "figure"),
        ("Has the dredging of the river been completed?", "progress"),
        ("How do I apply for temporary relief?", "how"),
        ("Where can I get a disability subsidy?", "where"),
        ("Why was the time bank cancelled?", "why"),
        ("What is the phone number of the community secretary?", "phone"),
    ],
)
def test_the_kind_of_a_question_stays(english: str, kind: str) -> None:
    assert kind_of(GLOSSARY.to_chinese(english)) == kind


def test_names_in_pinyin_are_given_to_the_namer_whole() -> None:
    names = {"jinjianglidu": "锦江丽都", "tongji": "通济"}
    assert GLOSSARY.to_chinese("How is Jinjiang Lidu?", names.get) == "锦江丽都怎么样了"
    assert GLOSSARY.to_chinese("Is the dredging of the Tongji river done?", names.get).startswith("通济河清淤完成")


def test_nothing_known_is_nothing() -> None:
    assert GLOSSARY.to_chinese("blah foo") == ""
    assert GLOSSARY.to_chinese("") == ""


def test_a_wrong_line_is_told() -> None:
    glossary = Glossary.read("# ok\nroad = 道路\nno sign here\n")
    assert glossary.to_chinese("roads") == "道路"
    assert [error[:15] for error in glossary.errors] == ["english.txt 第3行"]


@given(st.text() | st.text(alphabet="of the output how many 120 million,?'-大庙弄 ", max_size=60))
def test_any_text_is_taken(text: str) -> None:
    assert GLOSSARY.to_chinese(text) == GLOSSARY.to_chinese(text)
