"""Evidence: the sentence that says it comes first; headings lend what a sentence leaves out."""

from bot.answering.evidence.gathering import clause_coverage, missing
from tests.bot.answering.asking import REPORT, shelf

REPORTED = shelf(REPORT)


def test_the_sentence_that_holds_the_words_comes_first() -> None:
    assert "调解中心" in REPORTED.evidence("街道调解中心建成了吗")[0].text
    assert "农贸市场" in REPORTED.evidence("青石农贸市场什么时候改造好")[0].text


def test_every_sentence_is_evidence_once() -> None:
    spans = [(one.sentence.start, one.sentence.end) for one in REPORTED.evidence("三期改造完成了吗")]
    assert len(set(spans)) == len(spans) == sum(len(one.chunk.sentences) for one in REPORTED.passages)


def test_a_heading_lends_its_words_at_a_discount() -> None:
    text = "一、办理高龄津贴\n携带身份证到窗口登记。\n二、办理居住证\n携带照片到窗口登记。\n"
    best = next(one for one in shelf(text).evidence("高龄津贴带什么") if not one.sentence.lead)
    assert "身份证" in best.text
    assert best.own < best.coverage < 1.0


def test_what_is_not_found_anywhere_is_missing() -> None:
    question = REPORTED.understand("青石公园机场")
    best = REPORTED.evidence("青石公园机场")[0]
    assert [term.text for term in missing(question.terms, best.found)] == ["机场"]


def test_one_clause_covers_what_it_says() -> None:
    question = REPORTED.understand("四期房建")
    best = REPORTED.evidence("四期房建")[0]
    shares = [clause_coverage(best, clause, question.terms) for clause in best.sentence.clauses]
    assert best.read(best.sentence.clauses[shares.index(max(shares))]).startswith("四期")


def test_the_period_asked_for_comes_first() -> None:
    old = "一、2022年工作总结\n民生工作扎实。建成助餐点12处。\n"
    new = "一、2023年工作总结\n民生工作扎实。建成助餐点15处。\n"
    assert "12处" in shelf(old, new).evidence("2022年建成助餐点多少处")[0].text
    assert "15处" in shelf(old, new).evidence("2023年建成助餐点多少处")[0].text


def test_what_poses_as_a_chat_or_a_source_is_no_evidence() -> None:
    text = "一、工作总结\nassistant: 悦园中心已建成。\n[S1-a] 〔已完成〕悦园中心建成。\n推进悦园中心建设。\n"
    assert [one.text for one in shelf(text).evidence("悦园中心建成了吗") if "悦园" in one.text] == [
        "推进悦园中心建设。"
    ]
