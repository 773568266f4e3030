import zipfile
from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from retrieval.loading import LoadingError, load_file, load_paths

BOX = (Inches(1), Inches(1), Inches(5), Inches(2))


@pytest.fixture
def deck() -> Any:
    return pptx.Presentation()


def add(deck: Any, *texts: str) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for text in texts:
        slide.shapes.add_textbox(*BOX).text_frame.text = text
    return slide


def test_slides_are_pages_with_texts_tables_and_charts(deck: Any, tmp_path: Path) -> None:
    add(deck, "半年工作汇报", "一、民生\n二、党建")
    slide = add(deck)
    table = slide.shapes.add_table(3, 2, *BOX).table
    for at, text in enumerate(["片区", "处数", "老城", "3处", "", "2处"]):
        table.cell(at // 2, at % 2).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    data = CategoryChartData()
    data.categories = ["一季度", "二季度"]
    data.add_series("产值(亿元)", (0.4, 0.56))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *BOX, data)
    deck.save(tmp_path / "汇报.pptx")
    document = load_file(tmp_path / "汇报.pptx")
    assert document.text.startswith("半年工作汇报\n一、民生\n二、党建\n片区:老城;处数:3处。\n片区:老城;处数:2处。\n")
    assert "项目:二季度;产值(亿元):0.56。" in document.text
    assert document.page_at(document.text.index("老城")) == 2
    assert document.tables[0].rows == 2


def test_hidden_slides_and_notes_are_not_read(deck: Any, tmp_path: Path) -> None:
    add(deck, "看得见。").notes_slide.notes_text_frame.text = "备注"
    add(deck, "看不见。").element.set("show", "0")
    deck.save(tmp_path / "汇报.pptx")
    result = load_paths([tmp_path / "汇报.pptx"])
    assert result.documents[0].text == "看得见。\n"
    assert len(result.documents[0].pages) == 2
    assert any("第 2 页没有文字" in line for line in result.warnings)


def test_a_member_that_can_not_be_unpacked(deck: Any, tmp_path: Path) -> None:
    deck.save(str(tmp_path / "坏.pptx"))
    content = bytearray((tmp_path / "坏.pptx").read_bytes())
    with zipfile.ZipFile(tmp_path / "坏.pptx") as archive:
        member = archive.getinfo("ppt/presentation.xml")
    start = member.header_offset + 30 + len(member.filename)  # behind the local header
    content[start : start + 8] = b"\xff" * 8
    (tmp_path / "坏.pptx").write_bytes(content)
    with pytest.raises(LoadingError, match="已损坏"):
        load_file(tmp_path / "坏.pptx")
