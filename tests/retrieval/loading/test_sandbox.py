import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from retrieval.loading import Limits, LoadingError, load_paths
from retrieval.loading.sandbox import Sandbox
from tests.retrieval.loading.files import changed, column, pdf, write

TAKEN_OVER = "tests.retrieval.loading.malicious_child"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return write(tmp_path, "好.pdf", pdf([column(["好。"])]))


def endless(folder: Path) -> Path:
    """A small sheet whose one row says that it is row ten thousand million."""
    path = folder / "慢.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["一"])
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    return changed(path, "xl/worksheets/sheet1.xml", sheet.replace(b'r="1"', b'r="9999999999"'))


def test_what_takes_too_long_is_given_up_and_the_next_is_read(tmp_path: Path, good: Path) -> None:
    big = write(tmp_path, "慢.pdf", pdf([[(72, 700, "字" * 2000)] * 20] * 40))
    with Sandbox(Limits(seconds=0.01)) as sandbox, pytest.raises(LoadingError) as caught:
        sandbox.read(big)
    assert caught.value.key == "too_slow"
    with Sandbox(Limits()) as sandbox:
        assert sandbox.read(good).content.text == "好。\n"


def test_what_takes_too_much_memory_is_given_up(tmp_path: Path, good: Path) -> None:
    body = (
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        + b"<w:p/>" * 1_000_000
    )
    bomb = tmp_path / "炸弹.docx"
    docx.Document().save(str(bomb))
    changed(bomb, "word/document.xml", body + b"</w:body></w:document>")
    with Sandbox(Limits(memory_bytes=160 << 20)) as sandbox:
        with pytest.raises(LoadingError) as caught:
            sandbox.read(bomb)
        assert caught.value.key in ("too_hungry", "broken")
        assert sandbox.read(good).content.text == "好。\n"


def test_a_child_that_was_taken_over_makes_its_parent_do_nothing(tmp_path: Path, good: Path) -> None:
    with Sandbox(Limits(), TAKEN_OVER) as sandbox:
        for _ in range(2):  # a new child reads what comes next
            with pytest.raises(LoadingError) as caught:
                sandbox.read(good)
            assert caught.value.key == "broken"
    assert list(tmp_path.iterdir()) == [good]


@pytest.mark.parametrize(("name", "told"), [("half", "too_slow"), ("huge", "broken")])
def test_a_child_that_was_taken_over_does_not_hold_its_parent_up(tmp_path: Path, name: str, told: str) -> None:
    with Sandbox(Limits(seconds=0.05), TAKEN_OVER) as sandbox, pytest.raises(LoadingError) as caught:
        sandbox.read(tmp_path / f"{name}.pdf")
    assert caught.value.key == told


def test_an_endless_sheet_is_refused(tmp_path: Path) -> None:
    (failure,) = load_paths([endless(tmp_path)], Limits(seconds=20)).failures
    assert failure[0] == "慢.xlsx"
