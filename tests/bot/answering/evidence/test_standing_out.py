"""The one sentence a loosely worded question can be about."""

from bot.answering.evidence.standing_out import standing_out
from bot.answering.writing.wording import says
from tests.bot.answering.asking import shelf

REPORT = shelf(
    """一、民生保障
新建儿童乐园2处,铺设塑胶场地600平方米,向孩子免费开放。
为困难老人家中安装燃气报警器310个。
开展就业培训12期。
"""
)


def _found(question: str) -> str | None:
    telling = [item for item in REPORT.evidence(question) if says(item)]
    best = standing_out(REPORT.understand(question), telling)
    return best.text if best else None


def test_a_sentence_that_no_other_comes_near_is_the_one() -> None:
    assert "310个" in (_found("独个儿过的老人家里那个报警器街道给不给弄") or "")


def test_a_thing_that_no_document_knows_is_not_in_it() -> None:
    assert _found("儿童乐园有没有滑雪场和游泳馆") is None


def test_without_evidence_nothing_stands_out() -> None:
    assert standing_out(REPORT.understand("儿童乐园开放了吗"), []) is None
