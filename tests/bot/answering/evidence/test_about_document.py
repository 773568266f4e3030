"""Questions about a document itself."""

import pytest

from bot.answering.evidence.about_document import about_of
from tests.bot.answering.asking import shelf, told

NOTICE = shelf(
    """一、活动时间
每周三下午举办。
二、报名方式
拨打电话6630101报名。
三、注意事项
请自带水杯。
""",
    period="2024年",
    title="读书会活动通知",
)


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("这份通知是谁发的", "issuer"),
        ("哪个单位印发的这个办法", "issuer"),
        ("报告什么时候发布的", "published"),
        ("报告里的数据截至什么时候", "time"),
        ("这份总结分几个部分", "parts"),
        ("报告里谁得了奖", None),
        ("停水通知打哪个电话", None),
        ("办法由谁解释", None),
        ("通知里说几点停水", None),
    ],
)
def test_only_a_question_about_the_paper_is_one(question: str, about: str | None) -> None:
    assert about_of(question) == about


def test_the_manifest_and_the_headings_answer() -> None:
    assert "青石街道" in told(NOTICE.proved("这份通知是谁发的"))
    assert "3个部分:活动时间、报名方式、注意事项" in told(NOTICE.proved("通知有几个部分"))
    assert "2024年12月31日" in told(NOTICE.proved("通知里的数据是什么时候的"))


def test_what_the_manifest_does_not_know_is_not_said() -> None:
    assert NOTICE.proved("这份通知是哪天发布的").status == "not_found"
