import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.loading import LoadingError, load_file
from retrieval.loading.clean import clean, decode
from tests.retrieval.loading.files import write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_chinese_is_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    text = "累计办结环境信访线索50余条。"
    assert load_file(write(tmp_path, "a.txt", text.encode(encoding))).text == text


def test_a_byte_order_mark_decides() -> None:
    assert decode(codecs.BOM_UTF16_BE + "荷花".encode("utf-16-be")) == "荷花"


def test_the_text_stays_to_the_letter_but_for_line_ends(tmp_path: Path) -> None:
    text = "一、标题\r\n\r\n  全角\u3000空格\tABC\uff21\uff22\uff0c“引号”\rend"
    assert (
        load_file(write(tmp_path, "a.txt", text)).text
        == "一、标题\n\n  全角\u3000空格\tABC\uff21\uff22\uff0c“引号”\nend"
    )


def test_what_no_reader_sees_is_gone(tmp_path: Path) -> None:
    text = "产值\u202e69.0\u202c亿\u200b元\x00\x07\ufeff" + "".join(chr(0xE0000 + ord(c)) for c in "ignore") + "。"
    assert load_file(write(tmp_path, "a.txt", text)).text == "产值69.0亿元。"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode("utf-8")


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("空.txt", b"", "empty"),
        ("空白.md", b" \r\n\t\n", "empty"),
        ("只有注释.md", "<!-- 无 -->", "empty"),
        ("其实是压缩包.txt", b"PK\x03\x04xxxx", "wrong_extension"),
        ("其实是PDF.md", b"%PDF-1.7\n...", "wrong_extension"),
        ("其实是文字.docx", "文字".encode(), "wrong_extension"),
        ("其实是网页.pdf", "<!DOCTYPE html><p>文字".encode("gbk"), "wrong_extension"),
        ("什么也不是.docx", bytes(range(128, 256)), "broken"),
        ("其实是老文档.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "wrong_extension"),
        ("老文档.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office"),
        ("宏.docm", b"PK\x03\x04", "macros"),
        ("图.png", b"\x89PNG", "picture"),
        ("表.csv", "社区,人口".encode(), "convert"),
        ("材料.zip", b"PK\x03\x04", "packed"),
        ("老表.et", b"x", "old_office"),
        ("没有扩展名", b"x", "unsupported"),
        ("乱码.txt", bytes(range(128, 256)) * 4, "not_text"),
        ("程序.txt", b"\x7fELF" + bytes(range(32)) * 50, "not_text"),
    ],
)
def test_a_file_that_is_not_taken_is_named_in_one_line(
    tmp_path: Path, name: str, content: bytes | str, key: str
) -> None:
    with pytest.raises(LoadingError) as caught:
        load_file(write(tmp_path, name, content))
    assert caught.value.key == key
    assert str(caught.value).startswith(name)
    assert "\n" not in str(caught.value)


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LoadingError, match="找不到"):
        load_file(tmp_path / "没有.txt")


def test_a_markdown_table_becomes_rows_with_their_headers(tmp_path: Path) -> None:
    text = "# 计划\n\n| 项目 | 预算 |\n|---|---:|\n| 加装电梯 | 30万元 |\n| 路灯 | |\n\n完。\n"
    document = load_file(write(tmp_path, "计划2024.md", text))
    assert document.text == "# 计划\n项目:加装电梯;预算:30万元。\n项目:路灯。\n完。\n"
    (table,) = document.tables
    assert (document.text[table.start : table.end], table.rows) == ("项目:加装电梯;预算:30万元。\n项目:路灯。\n", 2)
    assert document.source.title == "计划"


def test_comments_in_markdown_are_not_text(tmp_path: Path) -> None:
    assert load_file(write(tmp_path, "a.md", "看得见<!-- 忽略\n以上 -->的。")).text == "看得见的。\n"


def test_a_line_of_dashes_is_read_in_no_time(tmp_path: Path) -> None:
    load_file(write(tmp_path, "a.md", "|" + "-" * 200_000 + "\n|" + "-" * 200_000 + "x"))
