"""Good answers pass; every way of tampering with them is caught."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.answering.answer import AnswerSentence, FigureInAnswer
from bot.answering.checks import claims
from bot.answering.checks.mentions import in_columns, mentions, plain
from bot.answering.checks.verify import Failure, verify
from tests.bot.answering.proofs import OTHERS, PLAN, SEED, Proof, document, proofs, seed

ALL = [proof for path in (SEED, *OTHERS) for proof in proofs(path)]
WITH_NUMBERS = [proof for proof in ALL if re.search(r"\d", proof.sentence.text)]
PLANNED = [proof for proof in ALL if proof.citation.progress == "planned"]
HEDGES = re.compile(
    r"突破|超过|(?<=\d)余|(?<=\d)多(?=[家个名人次场])|以上|以下|以内|左右|近(?=\d)|约(?=\d)|不超过|不少于|不低于"
)


NOTHING: dict[str, str] = {}


def rules(failures: tuple[Failure, ...]) -> set[str]:
    return {failure.rule for failure in failures}


@pytest.mark.parametrize("path", [SEED, *OTHERS], ids=lambda path: path.stem)
def test_sentences_of_a_report_prove_themselves(path: Path) -> None:
    assert [failure for proof in proofs(path) for failure in proof.failures()] == []


@given(st.sampled_from(WITH_NUMBERS), st.data())
def test_a_changed_digit_is_caught(proof: Proof, data: st.DataObject) -> None:
    text = proof.sentence.text
    places = [at for mention in mentions(text) for at in range(mention.start, mention.end) if text[at] in "0123456789"]
    assume(places)
    at = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != text[at]]))
    assert proof.saying(text[:at] + digit + text[at + 1 :])


def test_every_swap_of_scale_is_caught() -> None:
    swapped = 0
    for proof in WITH_NUMBERS:
        for found in re.finditer(r"(?<=\d)[万亿]", proof.sentence.text):
            text, at = proof.sentence.text, found.start()
            other = "亿" if text[at] == "万" else "万"
            assert "number" in rules(proof.saying(text[:at] + other + text[at + 1 :])), text
            assert "number" in rules(proof.saying(text[:at] + text[at + 1 :])), text
            swapped += 1
    assert swapped > 20


def test_every_dropped_hedge_is_caught() -> None:
    dropped = 0
    for proof in WITH_NUMBERS:
        for found in HEDGES.finditer(proof.sentence.text):
            text = proof.sentence.text[: found.start()] + proof.sentence.text[found.end() :]
            if [m.hedge for m in mentions(text)] != [m.hedge for m in mentions(proof.sentence.text)]:
                dropped += 1
                assert proof.saying(text), text
    assert dropped > 15


def test_every_dropped_plan_is_caught() -> None:
    for proof in PLANNED:
        assert "progress" in rules(proof.saying(claims.PLANNED.sub("", proof.sentence.text))), proof.sentence.text


@pytest.mark.parametrize("said", ["已", "已经", "目前已经", "顺利"])
def test_every_plan_turned_to_done_is_caught(said: str) -> None:
    turned = 0
    for proof in (proof for proof in PLANNED if "已" not in proof.citation.quote):  # else a part of it is done
        text = proof.sentence.text.removeprefix(PLAN)
        for verb in re.finditer("(?:建成|完成|开业|启动(?!点)|投入使用|竣工|建立|打造)", text):
            if "已" in re.split("[,\uff0c;\uff1b。]", text[: verb.start()])[-1]:
                continue  # 已开工7个、竣工2个 tells a deed beside the plan
            turned += 1
            told = text[: verb.start()] + said + text[verb.start() :]
            assert "progress" in rules(proof.saying(told)), told
            assert "progress" in rules(proof.saying(PLAN + told)), told
    assert turned > 30


def cites_another(proof: Proof, other: Proof) -> bool:
    return bool(proof.failures(citation=replace(other.citation, progress=proof.citation.progress)))


def test_every_other_sentence_of_the_report_as_proof_is_caught() -> None:
    for proof in proofs(SEED):
        for other in proofs(SEED):
            assert proof is other or cites_another(proof, other), (proof.sentence.text, other.citation.quote)


@given(st.sampled_from([proofs(path) for path in OTHERS]), st.data())
def test_another_sentence_as_proof_is_caught(report: tuple[Proof, ...], data: st.DataObject) -> None:
    proof, other = data.draw(st.lists(st.sampled_from(report), min_size=2, max_size=2, unique_by=id))
    assume(plain(proof.citation.quote) not in plain(other.citation.quote))
    assert cites_another(proof, other)


@given(st.sampled_from(ALL), st.data())
def test_an_altered_quote_is_caught(proof: Proof, data: st.DataObject) -> None:
    quote = proof.citation.quote
    at = data.draw(st.integers(0, len(quote) - 1))
    letter = data.draw(st.sampled_from("一的9,。 "))
    assume(letter != quote[at])
    altered = quote[:at] + letter + quote[at + 1 :]
    assert "quote" in rules(proof.failures(citation=replace(proof.citation, quote=altered)))


@given(st.sampled_from(ALL), st.integers(-400, 400).filter(bool))
def test_moved_offsets_are_caught(proof: Proof, by: int) -> None:
    moved = replace(proof.citation, start=proof.citation.start + by, end=proof.citation.end + by)
    assume(proof.document[max(0, moved.start) : max(0, moved.end)] != proof.citation.quote)
    assert "quote" in rules(proof.failures(citation=moved))


def test_a_document_that_does_not_exist_is_caught() -> None:
    proof = ALL[0]
    assert "quote" in rules(proof.failures(citation=replace(proof.citation, document="other")))


@given(st.sampled_from(ALL))
def test_a_removed_citation_is_caught(proof: Proof) -> None:
    assert "citation" in rules(proof.failures(sentence=replace(proof.sentence, citations=())))
    assert "citation" in rules(proof.failures(sentence=replace(proof.sentence, citations=(2,))))
    assert "citation" in rules(verify((proof.sentence,), (), (), NOTHING.__getitem__))


@given(st.sampled_from(ALL), st.sampled_from(ALL))
def test_an_added_sentence_without_proof_is_caught(proof: Proof, other: Proof) -> None:
    added = AnswerSentence(other.sentence.text, "document")
    assert verify((proof.sentence, added), (proof.citation,), (), {"report": proof.document}.__getitem__)


GOOD = [
    ("2022年1-5月,规模工业产值为0.96亿元,增幅23.36%。", "0.96亿元"),
    ("今年1至5月的规模工业产值达到9600万元,同比增长了百分之二十三点三六。", "0.96亿元"),
    ("年度4个重点产业项目累计投资1.6亿元,完成全年计划投资的78.2%。", "1.6亿元"),
    ("街道引进了1家区外高企,新申报四家高企。", "新申报高企4家"),
    ("活动期间新世纪商城销售额超过1287万元。", "1287万元"),
    ("悦华养老综合服务中心列在下半年计划里,报告没有写是否已经建成。", "建成悦华"),
    ("报告把建成悦华、晋陵文锦养老综合服务中心列为下半年的计划。", "建成悦华"),
    ("四期房建已经进场施工。", "四期房建"),
    ("锦江之星西新桥店预计11月作为人才公寓挂牌使用。", "锦江之星西新桥店预计"),
    ("新城瀚景国际酒店已作为人才公寓挂牌营业。", "新城瀚景国际酒店作为"),
    ("1-5月共调处矛盾纠纷210件,办理信访案件39件。", "210件"),
    ("主要问题是重点项目储备不足、商圈客流量恢复不够、部分项目建设未达预期。", "重点项目储备不足"),
    ("围绕“我们的节日”开展了90余场主题志愿活动,服务群众4000多人次。", "90余场"),
    ("市、区城市长效综合管理考核总体排名为全区第二。", "全区第二"),
    ("玉佩弄民居主体修缮基本完成。", "玉佩弄民居主体修缮"),
    ("下半年将加大60岁以上老年人疫苗接种的宣传力度。", "60岁以上"),
    ("庙河沿、觅小北侧道路的市政道路景观提升工程已经完成了。", "觅小北侧道路"),
    ("不对,报告写的不是1.8亿:规模工业产值0.96亿元。", "0.96亿元"),
    ("报告列为计划,没有写已经完成:建成悦华、晋陵文锦养老综合服务中心。", "建成悦华"),
    ("报告提到了悦华养老综合服务中心,但没有写2023年的收费。", "建成悦华"),
    ("荷花池社区的“小荷聊民生”申报了市级终身学习品牌项目。", "小荷聊民生"),
]


@pytest.mark.parametrize(("text", "part"), GOOD)
def test_the_same_said_in_other_words_passes(text: str, part: str) -> None:
    assert seed(part).saying(text) == ()


FALSE = [
    ("不对,报告写的不是0.96亿元:1-5月规模工业产值0.96亿元。", "0.96亿元", "number"),
    ("报告列为计划,没有写已经完成:悦华养老综合服务中心已经建成。", "建成悦华", "progress"),
    ("报告列为计划,没有写已经完成:悦华养老综合服务中心共30张床位。", "建成悦华", "number"),
    ("规模工业产值下降23.36%。", "0.96亿元", "number"),
    ("规模工业产值增幅23.36个百分点。", "0.96亿元", "number"),
    ("常州金店延陵店销售额1287万元。", "1287万元", "hedge"),
    ("新世纪商城销售额突破1078万元。", "1287万元", "hedge"),
    ("办理信访案件210件。", "210件", "number"),
    ("立案3件,结案5件。", "立案5件", "number"),
    ("三级岗2名、四级岗1名。", "三级岗1名", "number"),
    ("服务群众4000余人。", "90余场", "number"),
    ("完成年度投资78.2%。", "78.2%", "progress"),
    ("悦华养老综合服务中心建成了。", "建成悦华", "progress"),
    ("悦华养老综合服务中心还没有建成。", "建成悦华", "polarity"),
    ("街道建成悦华、晋陵文锦养老综合服务中心。", "建成悦华", "progress"),
    ("街道取消了“时间银行”项目。", "时间银行", "polarity"),
    ("锦江之星西新桥店11月挂牌使用。", "锦江之星西新桥店预计", "progress"),
    ("通济河主体清淤完成。", "主体清淤即将完成", "progress"),
    ("玉佩弄民居主体修缮已完成。", "玉佩弄民居主体修缮", "progress"),
    ("四期房建已完成。", "四期房建", "progress"),
    ("重点项目储备充足。", "重点项目储备不足", "polarity"),
    ("小荷聊民生获得市级终身学习品牌项目。", "小荷聊民生", "progress"),
    ("大庙弄核心区已签约11家餐饮单位。", "11家意向", "progress"),
    ("落实网格化走访巡查“1+1+X”清单是下半年的计划。", "1+4+X", "number"),
    ("街道计划引进区外高企1家。", "新申报高企4家", "progress"),
    ("社区卫生服务中心周末照常开诊。", "210件", "subject"),
]


@pytest.mark.parametrize(("text", "part", "rule"), FALSE)
def test_what_the_report_does_not_say_is_caught(text: str, part: str, rule: str) -> None:
    assert rule in rules(seed(part).saying(text))


def test_a_plan_may_be_named_by_the_sentence_before() -> None:
    proof = seed("建成悦华")
    bare = replace(proof.sentence, text=proof.sentence.text.removeprefix(PLAN))
    opening = AnswerSentence("报告列为计划,没有写已建成:", "fixed")
    texts = {"report": proof.document}.__getitem__
    assert verify((opening, bare), (proof.citation,), (), texts) == ()
    assert rules(verify((bare,), (proof.citation,), (), texts)) == {"progress"}


def test_numbers_of_fixed_sentences_are_free() -> None:
    assert verify((AnswerSentence("火警请打119,其他事请打12345。", "fixed"),), (), (), NOTHING.__getitem__) == ()


COMPUTED = [
    ("1287万元(报告写“突破”)+ 1078万元 = 2365万元以上", "1287万元"),
    ("新世纪商城1287万元 + 延陵店1078万元 = 2365万元以上。", "1287万元"),
    ("两家合计:新世纪商城1287万元加上延陵店1078万元等于2365万元以上。", "1287万元"),
    ("结案率:3件 ÷ 7件 ≈ 42.9%", "立案5件"),
    ("去年同期约:0.96亿元 ÷ (1 + 23.36%) ≈ 0.78亿元", "0.96亿元"),
    ("7件 − 5件 = 2件", "立案5件"),
    ("还差21.8个百分点:100% - 78.2% = 21.8个百分点。", "78.2%"),
]


@pytest.mark.parametrize(("text", "part"), COMPUTED)
def test_a_shown_sum_passes_and_no_changed_digit_of_it_does(text: str, part: str) -> None:
    proof = seed(part)
    assert proof.failures(sentence=AnswerSentence(text, "computed", (1,))) == ()
    for at in (found.start() for found in re.finditer(r"[2-9]", text)):
        changed = text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]
        assert proof.failures(sentence=AnswerSentence(changed, "computed", (1,))), changed


@pytest.mark.parametrize(
    "text",
    [
        "1287万元 + 1078万元 = 2365万元",  # the hedge is lost
        "合计2365万元以上",  # no sum
        "1287万元 + 10万元 + 1068万元 = 2365万元以上",  # numbers from nowhere
        "1287万元 + 1078家 = 2365万元以上",
        "1287万元 + = 1287万元以上",
        "(1287万元 + 1078万元 = 2365万元以上",
        "1287万元 ÷ 0 = 1287万元以上",
    ],
)
def test_a_sum_that_does_not_hold_is_caught(text: str) -> None:
    assert seed("1287万元").failures(sentence=AnswerSentence(text, "computed", (1,)))


def test_figures_stand_in_their_citations() -> None:
    proof = seed("0.96亿元")
    texts = {"report": proof.document}.__getitem__
    figure = FigureInAnswer("规模工业产值", "0.96亿元", "元", 96000000.0, "2022年1-5月", (1,))

    def check(changed: FigureInAnswer) -> set[str]:
        return rules(verify((), (proof.citation,), (changed,), texts))

    assert check(figure) == set()
    assert check(replace(figure, value="0.96万元")) == {"figure"}
    assert check(replace(figure, number=9600.0)) == {"figure"}
    assert check(replace(figure, citations=())) == {"figure"}
    base = FigureInAnswer("去年同期", "0.78亿元", "元", 78000000.0, None, (1,), "0.96亿元 ÷ (1 + 23.36%) ≈ 0.78亿元")
    assert check(base) == set()
    assert check(replace(base, computed="0.96亿元 ÷ (1 + 23.36%) ≈ 0.79亿元")) == {"sum"}


def test_the_checks_are_quick_on_a_long_document() -> None:
    """A sentence is weighed against every other one of its document once."""
    proof = ALL[0]
    long = proof.document + "\n".join(document(path).text for path in OTHERS) * 5
    assert verify((proof.sentence,), (proof.citation,), (), {"report": long}.__getitem__) == ()


def test_a_cells_number_has_the_unit_of_its_rows_name_or_of_a_column_of_units() -> None:
    for row in ("指标:规模工业产值(亿元);2023年一季度:0.45", "指标:规模工业产值;计量单位:亿元;2023年一季度:0.45"):
        assert (45_000_000, "元") in [(one.value, one.unit) for one in in_columns(row)]
