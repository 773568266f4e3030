"""Sentences, clauses, words and bigrams of Chinese text: nothing is lost, offsets stay true."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from retrieval.chinese import bigrams, clause_spans, half_width, normalise, sentence_spans, terms, words

WRITTEN = st.text(alphabet="街道完成老人三期,;。!?\uff0c\uff1b\uff01“”《》()、:.12345% \nAB", max_size=80)


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def clauses(text: str) -> list[str]:
    return [text[start:end] for start, end in clause_spans(text, 0, len(text))]


def test_what_goes_on_is_a_clause_of_its_own() -> None:
    assert clauses("完成两个小区改造并推进三个小区改造。") == ["完成两个小区改造", "并推进三个小区改造。"]
    assert clauses("两所学校合并推进") == ["两所学校合并推进"]


def test_a_sentence_ends_behind_its_stop_and_what_closes_on_it() -> None:
    assert sentences("街道很忙。居民说:“真好!”大家笑了?是的……完") == [
        "街道很忙。",
        "居民说:“真好!”",
        "大家笑了?",
        "是的……",
        "完",
    ]


def test_a_name_that_holds_a_mark_does_not_end_its_sentence() -> None:
    assert sentences("启动“你好!北大街”夏日活动,发放消费券。") == ["启动“你好!北大街”夏日活动,发放消费券。"]


def test_a_line_ends_a_sentence_and_a_decimal_does_not() -> None:
    assert sentences("工作目标\n产值0.96亿元。增幅23.36%。") == ["工作目标", "产值0.96亿元。", "增幅23.36%。"]


def test_full_width_marks_divide_as_half_width_ones_do() -> None:
    assert clauses("立案5件\uff0c结案3件\uff1b查处1人。") == ["立案5件\uff0c", "结案3件\uff1b", "查处1人。"]


def test_quotes_brackets_and_thousands_stay_whole() -> None:
    assert clauses("开展“一支部,一品牌”活动(共3场,每场50人),服务1,200人次") == [
        "开展“一支部,一品牌”活动(共3场,每场50人),",
        "服务1,200人次",
    ]


@given(WRITTEN)
def test_sentences_hold_every_visible_character_once_and_in_order(text: str) -> None:
    spans = list(sentence_spans(text))
    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())


@given(WRITTEN)
def test_clauses_cover_their_sentence_without_a_gap(text: str) -> None:
    assert "".join(clauses(text)) == text


@given(st.text(max_size=60))
def test_half_width_keeps_every_offset(text: str) -> None:
    assert len(half_width(text)) == len(text)


@given(WRITTEN)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_words_leave_punctuation_out_and_see_through_width_and_case() -> None:
    assert words("\uff36\uff32体验馆,开放!") == words("vr体验馆 开放")
    assert all(any(c.isalnum() for c in word) for word in words("加装电梯。(详见附件)"))


def test_bigrams_do_not_reach_over_what_is_no_character() -> None:
    assert bigrams("西横街10号") == ["西横", "横街"]


def test_index_terms_count_a_pair_that_is_a_word_once() -> None:
    assert terms("电梯").count("电梯") == 1
