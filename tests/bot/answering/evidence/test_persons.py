"""Who it is: a name beside its role, an office that does it."""

import pytest

from bot.answering.evidence.persons import asks_person, names_person, person_in, says_by_whom
from tests.bot.answering.asking import shelf, told

REPORT = shelf(
    """一、党建工作
选优配强社区书记,2名年轻干部走上社区书记岗位。
桂园社区书记周丽萍获评全市优秀党务工作者。
在4个村试点“夜谈会”,由村民代表召集,每月10日举行。
"""
)


@pytest.mark.parametrize(
    ("text", "name"),
    [("联系人:王晓燕", "王晓燕"), ("社区书记周丽萍获奖", "周丽萍"), ("选优配强社区书记", None), ("金店开业", None)],
)
def test_a_name_stands_beside_a_role_or_is_known(text: str, name: str | None) -> None:
    assert person_in(text) == name


def test_the_role_is_the_one_asked_about_and_of_its_level() -> None:
    assert asks_person("街道书记是谁")
    assert names_person("社区书记是谁", "桂园社区书记周丽萍获奖")
    assert not names_person("街道书记是谁", "桂园社区书记周丽萍获奖")
    assert not names_person("社区主任是谁", "桂园社区书记周丽萍获奖")


def test_a_sentence_without_a_name_does_not_tell_who_it_is() -> None:
    assert REPORT.proved("街道书记是谁").status != "answered"
    assert "周丽萍" in told(REPORT.proved("桂园社区书记是谁"))


def test_an_office_does_it() -> None:
    assert says_by_whom("由网格长牵头")
    assert not says_by_whom("给予处分2人")


def test_a_clause_without_a_subject_goes_on_about_the_one_before() -> None:
    draft = REPORT.proved("夜谈会什么时候举行")
    assert draft.status == "answered"
    assert "每月10日" in told(draft)
