"""What a model writes is read the same whole and piece by piece, as JSON and as lines."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.model.replies import ReplyReader, Written, read

SAID = [Written("上半年调处纠纷210件。", ("S1-a",)), Written("“时间银行”列在计划里。", ("S2-b", "S2-c"))]
AS_JSON = json.dumps({"sentences": [{"text": w.text, "sources": w.tokens} for w in SAID]}, ensure_ascii=False)
AS_LINES = "上半年调处纠纷210件。[S1-a]\n“时间银行”列在计划里。[S2-b][S2-c]"


@pytest.mark.parametrize(
    "text",
    [
        AS_JSON,
        json.dumps(json.loads(AS_JSON)),
        json.dumps(json.loads(AS_JSON), ensure_ascii=False, indent=2),
        f"```json\n{AS_JSON}\n```",
        f"好的,结果如下:\n{AS_JSON}",
        f"<think>先看看{{资料}}[S9-z]</think>\n{AS_JSON}",
        AS_LINES,
        AS_LINES.replace("[", "〔").replace("]", "〕"),
        AS_LINES.replace("\n", ""),
        "- 上半年调处纠纷210件。 [S1-a]\n- **“时间银行”列在计划里。** [S2-b, S2-c]\n",
        "1. 上半年调处纠纷210件。(S1-a)\n\n2. “时间银行”列在计划里。(S2-b、S2-c)",
    ],
)
def test_forms_of_one_reply(text: str) -> None:
    assert [(w.text.strip("*"), w.tokens) for w in read(text)] == [(w.text, w.tokens) for w in SAID]


@given(st.sampled_from([AS_JSON, AS_LINES, f"<think>想一想</think>{AS_JSON}", "抱歉,我不能回答。"]), st.data())
def test_pieces_give_the_same_as_the_whole(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    reader, found = ReplyReader(), []
    for begin, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        found += reader.feed(text[begin:end])
    assert found + reader.finish() == read(text)


def test_a_sentence_is_given_as_soon_as_it_is_finished() -> None:
    reader = ReplyReader()
    first, second = AS_JSON[: AS_JSON.index("}") + 1], AS_JSON[AS_JSON.index("}") + 1 :]
    assert reader.feed(first) == SAID[:1]
    assert reader.feed(second) == SAID[1:]


@pytest.mark.parametrize(
    "text", ["", "{}", '{"sentences": []}', "```json\n{}\n```", '{"sentences": [{"te', "[S1-a]", "---"]
)
def test_replies_without_sentences(text: str) -> None:
    assert read(text) == []


def test_what_has_no_token_is_kept_without_one() -> None:
    assert read("抱歉,我不能回答这个问题。") == [Written("抱歉,我不能回答这个问题。", ())]
    assert read('{"sentences": [{"text": "没有出处。", "sources": "无"}]}') == [Written("没有出处。", ())]


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    reader = ReplyReader()
    assert [*reader.feed(text), *reader.finish()] == read(text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["text", "sources", "sentences"]), inner),
    )
)
def test_any_json_can_be_read(value: object) -> None:
    read(json.dumps(value))
