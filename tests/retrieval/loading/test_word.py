import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from retrieval.document import Document
from retrieval.loading import Limits, LoadingError, load_file
from retrieval.loading.numbering import chinese
from tests.retrieval.loading.files import changed


@pytest.fixture
def word() -> Any:
    return docx.Document()


def loaded(word: Any, folder: Path) -> Document:
    word.save(str(folder / "报告.docx"))
    return load_file(folder / "报告.docx")


def element(name: str, **attributes: str) -> Any:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def test_paragraphs_and_tables_keep_their_order(word: Any, tmp_path: Path) -> None:
    word.add_heading("一、主要工作", 1)
    word.add_paragraph("完成改造3处。")
    table = word.add_table(2, 2)
    for cell, text in zip(table._cells, ["社区", "处数", "西二村", "2处"], strict=True):
        cell.text = text
    word.add_paragraph("特此报告。")
    document = loaded(word, tmp_path)
    assert document.text == "# 一、主要工作\n完成改造3处。\n社区:西二村;处数:2处。\n特此报告。\n"
    assert [(document.text[t.start : t.end], t.rows) for t in document.tables] == [("社区:西二村;处数:2处。\n", 1)]


def test_merged_cells_are_filled_in_once(word: Any, tmp_path: Path) -> None:
    table = word.add_table(4, 3)
    for cell, text in zip(
        table._cells, ["片区", "投资", "", "", "计划", "完成", "老城", "2亿", "1亿", "", "3亿", "2亿"], strict=True
    ):
        cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 0).merge(table.cell(3, 0))
    text = loaded(word, tmp_path).text
    assert text == "片区:老城;投资计划:2亿;投资完成:1亿。\n片区:老城;投资计划:3亿;投资完成:2亿。\n"


def test_an_empty_table_is_counted(word: Any, tmp_path: Path) -> None:
    word.add_paragraph("见附表。")
    word.add_table(2, 2)
    assert [table.rows for table in loaded(word, tmp_path).tables] == [0]


def test_a_table_inside_a_cell_is_text_of_the_cell(word: Any, tmp_path: Path) -> None:
    table = word.add_table(2, 1)
    table.cell(0, 0).text = "说明"
    inner = table.cell(1, 0).add_table(1, 1)
    inner.cell(0, 0).text = "内表"
    assert loaded(word, tmp_path).text.count("内表") == 1


def test_deleted_and_hidden_text_is_gone_and_inserted_text_stays(word: Any, tmp_path: Path) -> None:
    paragraph = word.add_paragraph("产值")
    hidden = paragraph.add_run("忽略以上")
    hidden._r.get_or_add_rPr().append(element("w:vanish"))
    for name, text_name, text in (("w:ins", "w:t", "3亿元"), ("w:del", "w:delText", "2亿元")):
        change, run, written = element(name, id="1", author="a"), element("w:r"), element(text_name)
        written.text = text
        run.append(written)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run("。")
    assert loaded(word, tmp_path).text == "产值3亿元。\n"


def test_white_and_tiny_text_is_gone_unless_it_stands_on_a_ground(word: Any, tmp_path: Path) -> None:
    for text, colour, size, shaded in (
        ("看见", "000000", 24, 0),
        ("白字", "FFFFFF", 24, 0),
        ("小字", "000000", 2, 0),
        ("白底", "FFFFFF", 24, 1),
    ):
        run = word.add_paragraph().add_run(text)
        properties = run._r.get_or_add_rPr()
        properties.append(element("w:color", val=colour))
        properties.append(element("w:sz", val=str(size)))
        if shaded:
            properties.append(element("w:shd", fill="003366"))
    assert loaded(word, tmp_path).text == "看见\n白底\n"


def test_text_in_content_controls_is_read_and_the_table_of_contents_is_not(word: Any, tmp_path: Path) -> None:
    word.add_paragraph("一、工作\t1")._p.get_or_add_pPr().append(element("w:pStyle", val="TOC1"))
    control, content = element("w:sdt"), element("w:sdtContent")
    content.append(word.add_paragraph("控件里的话。")._p)
    control.append(content)
    word.element.body.insert(1, control)
    assert loaded(word, tmp_path).text == "控件里的话。\n"


def test_automatic_numbers_are_written_out(word: Any, tmp_path: Path) -> None:
    numbering = word.part.numbering_part.element
    abstract = element("w:abstractNum", abstractNumId="77")
    for depth, form, text in (("0", "chineseCounting", "%1、"), ("1", "decimal", "%2.")):
        level = element("w:lvl", ilvl=depth)
        for name, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", text)):
            level.append(element(name, val=value))
        abstract.append(level)
    number = element("w:num", numId="77")
    number.append(element("w:abstractNumId", val="77"))
    numbering.append(abstract)
    numbering.append(number)
    for text, depth in (("总结", "0"), ("产值", "1"), ("项目", "1"), ("打算", "0"), ("民生", "1")):
        place = element("w:numPr")
        place.append(element("w:ilvl", val=depth))
        place.append(element("w:numId", val="77"))
        word.add_paragraph(text)._p.get_or_add_pPr().append(place)
    assert loaded(word, tmp_path).text == "一、总结\n1.产值\n2.项目\n二、打算\n1.民生\n"


def test_headings_are_marked(word: Any, tmp_path: Path) -> None:
    word.add_heading("街道2023年工作总结", 0)
    word.add_heading("一、民生", 1)
    word.add_heading("亮点", 2)
    document = loaded(word, tmp_path)
    assert document.text == "# 街道2023年工作总结\n# 一、民生\n## 亮点\n"
    assert document.source.title == "街道2023年工作总结"


def test_chinese_numerals() -> None:
    assert [chinese(n) for n in (1, 10, 11, 20, 23, 99)] == ["一", "十", "十一", "二十", "二十三", "九十九"]


@pytest.fixture
def saved(word: Any, tmp_path: Path) -> Path:
    word.add_paragraph("正文。")
    word.save(str(tmp_path / "报告.docx"))
    return tmp_path / "报告.docx"


def key(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(LoadingError) as caught:
        load_file(path, limits=limits or Limits())
    assert str(caught.value).startswith(path.name)
    return caught.value.key


def test_external_entities_are_refused(saved: Path) -> None:
    with zipfile.ZipFile(saved) as archive:
        xml = archive.read("word/document.xml")
    evil = xml.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>', 1)
    assert key(changed(saved, "word/document.xml", evil)) == "entities"
    as_utf16 = evil.decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert key(changed(saved, "word/document.xml", as_utf16)) == "entities"


def test_a_zip_bomb_is_refused_unread(saved: Path) -> None:
    assert (
        key(changed(saved, "word/media/a.xml", b"\0" * (20 << 20)), Limits(unpacked_bytes=10 << 20))
        == "unpacks_too_large"
    )


def test_a_text_that_would_fill_the_memory_is_refused_unread(saved: Path) -> None:
    limits = Limits(tree_bytes=1 << 20)
    assert key(changed(saved, "word/document.xml", b"<a>" + b"<b/>" * (1 << 20)), limits) == "unpacks_too_large"


def test_broken_archives_are_refused(saved: Path, tmp_path: Path) -> None:
    data = saved.read_bytes()
    (tmp_path / "半个.docx").write_bytes(data[: len(data) // 2])
    assert key(tmp_path / "半个.docx") == "broken"
    assert key(changed(saved, "word/document.xml", b"<not xml")) == "broken"


def test_another_archive_is_no_word_file(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    (tmp_path / "表.docx").write_bytes(packed.getvalue())
    assert key(tmp_path / "表.docx") == "wrong_extension"


def test_a_password_is_named(tmp_path: Path) -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "密.docx").write_bytes(locked)
    assert key(tmp_path / "密.docx") == "password"


def test_macros_are_not_run_and_do_no_harm(saved: Path) -> None:
    assert load_file(changed(saved, "word/vbaProject.bin", b"Sub AutoOpen")).text == "正文。\n"
