import pytest

from retrieval.loading.guess import period_of, published_of


@pytest.mark.parametrize(
    ("title", "text", "period"),
    [
        ("荷花池街道2022年上半年工作总结和下半年工作打算", "", "2022年上半年"),
        ("2023年度工作报告", "", "2023年"),
        ("2024年第一季度运行情况", "", "2024年第一季度"),
        ("2024年1-5月情况", "", "2024年1-5月"),
        ("二\u3007二三年上半年民生实事", "", "2023年上半年"),
        ("关于津贴的通知(二\u3007二三年三月一日)", "", None),
        ("2023年工作总结及2024年工作计划", "", "2023年"),
        ("工作总结", "某街道2021年工作总结\n今年以来……", "2021年"),
        ("关于津贴的通知(2023年3月1日)", "", None),
        ("工作总结", "这一段很长" * 20 + "2021年", None),
        ("工作总结", "", None),
    ],
)
def test_the_period_is_what_the_title_names(title: str, text: str, period: str | None) -> None:
    assert period_of([title], text) == period


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("正文。\n某街道办事处\n2023年3月1日\n", "2023-03-01"),
        ("正文。\n二〇二三年十一月二十日", "2023-11-20"),
        ("正文。\n2023 年 3 月 1 日", "2023-03-01"),
        ("2023年3月1日召开会议。" + "正文。\n" * 20, None),
        ("正文。\n2023年13月1日", None),
        ("", None),
    ],
)
def test_the_day_of_issue_stands_at_the_end(text: str, day: str | None) -> None:
    assert published_of(text) == day
