import hashlib
import os
from pathlib import Path

import pytest

from retrieval.editions.staleness import folder_digest
from retrieval.loading import Limits, LoadingError, load_folder, load_paths
from retrieval.loading.content import Content


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "甲.txt").write_text("甲的话。", encoding="utf-8")
    (tmp_path / "乙.md").write_text("# 乙街道2023年工作总结\n\n乙的话。\n\n2024年1月5日", encoding="utf-8")
    return tmp_path


def manifest(folder: Path, text: str) -> Path:
    (folder / "manifest.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_manifest_describes_the_documents(folder: Path) -> None:
    manifest(
        folder,
        '[[document]]\nfile="甲.txt"\nid="a"\ntitle="甲报告"\nissuer="办事处"\nperiod="2022年"\npublished=2022-07-01\naudience="internal"',
    )
    documents = {document.source.file: document.source for document in load_folder(folder).documents}
    source = documents["甲.txt"]
    assert (source.id, source.title, source.issuer, source.period) == ("a", "甲报告", "办事处", "2022年")
    assert (source.published, source.audience) == ("2022-07-01", "internal")


def test_a_document_without_an_entry_is_public_with_a_warning(folder: Path) -> None:
    result = load_paths([folder / "乙.md"])
    (document,) = result.documents
    assert (document.source.id, document.source.audience) == ("乙", "public")
    assert (document.source.title, document.source.period) == ("乙街道2023年工作总结", "2023年")
    assert document.source.published == "2024-01-05"
    assert result.warnings == ("乙.md：清单里没有，按公开文件处理。",)


def test_one_bad_file_does_not_cost_the_others(folder: Path) -> None:
    (folder / "丙.docx").write_bytes(b"PK\x03\x04broken")
    (folder / "丁.txt").write_bytes(b"")
    result = load_folder(folder)
    assert [document.source.file for document in result.documents] == ["乙.md", "甲.txt"]
    assert sorted(file for file, _ in result.failures) == ["丁.txt", "丙.docx"]
    assert all(line.startswith(file) for file, line in result.failures)


def test_progress_is_told(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    load_folder(folder, loaded=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


def test_files_of_the_system_and_of_the_project_are_no_documents(folder: Path) -> None:
    for name in (".DS_Store", "~$甲.docx", "golden.jsonl", "Thumbs.db"):
        (folder / name).write_bytes(b"x")
    result = load_folder(folder)
    assert len(result.documents) == 2
    assert not result.failures


def test_the_same_content_twice_is_one_document(folder: Path) -> None:
    (folder / "甲的副本.txt").write_text("甲的话。", encoding="utf-8")
    result = load_folder(folder)
    assert len(result.documents) == 2
    assert any("内容相同" in line for line in result.warnings)


def test_two_documents_never_share_an_id(folder: Path) -> None:
    (folder / "甲.md").write_text("另一个甲。", encoding="utf-8")
    result = load_folder(folder)
    assert len(result.documents) == 2
    assert "重复" in result.failures[0][1]


@pytest.mark.parametrize(
    "text",
    [
        "这不是 TOML",
        '[[document]]\nfile="甲.txt"\naudience="intern"',
        '[[document]]\nfile="甲.txt"\naudiance="internal"',
        '[[document]]\nfile="甲.txt"\npublished="去年"',
        '[[document]]\ntitle="没有文件"',
        '[[document]]\nfile="甲.txt"\n\n[[document]]\nfile="甲.txt"\naudience="internal"',
        '[[documents]]\nfile="甲.txt"\naudience="internal"',
        'document = "甲.txt"',
    ],
)
def test_a_manifest_that_is_not_understood_stops_everything(folder: Path, text: str) -> None:
    with pytest.raises(LoadingError, match=r"manifest\.toml"):
        load_folder(manifest(folder, text))


def test_a_manifest_may_come_from_an_old_editor(folder: Path) -> None:
    (folder / "manifest.toml").write_bytes('[[document]]\r\nfile="甲.txt"\r\nid="a"'.encode("gbk"))
    assert {document.source.id for document in load_folder(folder).documents} == {"a", "乙"}


def test_where_a_manifest_is_wrong_is_told(folder: Path) -> None:
    with pytest.raises(LoadingError, match="第 2 行看不懂"):
        load_folder(manifest(folder, "[[document]]\nfile=甲.txt"))


def test_a_file_from_elsewhere_is_what_the_manifest_says_of_its_name(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sent = tmp_path_factory.mktemp("sent") / "甲.txt"
    sent.write_text("甲的新话。", encoding="utf-8")
    manifest(folder, '[[document]]\nfile="甲.txt"\nid="a"\naudience="internal"')
    (document,) = load_paths([sent], described=folder).documents
    assert (document.source.id, document.source.audience) == ("a", "internal")
    (document,) = load_paths([sent], described=folder, audience="public").documents
    assert (document.source.id, document.source.audience) == ("a", "public")


def test_whoever_sends_a_file_may_say_whom_it_is_for(folder: Path) -> None:
    result = load_paths([folder / "甲.txt"], audience="internal")
    assert [document.source.audience for document in result.documents] == ["internal"]
    assert result.warnings == ()


def test_a_file_of_the_folder_is_the_same_document_when_it_is_named_alone(folder: Path) -> None:
    (folder / "内部").mkdir()
    path = folder / "内部" / "丙.txt"
    path.write_text("丙的话。", encoding="utf-8")
    manifest(folder, '[[document]]\nfile="内部/丙.txt"\naudience="internal"')
    (whole,) = (one.source for one in load_folder(folder).documents if one.source.id == "丙")
    assert whole.audience == "internal"
    assert [load_paths([given], described=folder).documents[0].source for given in (path, path.parent)] == [whole] * 2


def test_of_two_alike_the_described_one_is_taken(folder: Path) -> None:
    (folder / "甲 (1).txt").write_text("甲的话。", encoding="utf-8")
    result = load_folder(manifest(folder, '[[document]]\nfile="甲.txt"\naudience="internal"'))
    assert {document.source.id: document.source.audience for document in result.documents} == {
        "甲": "internal",
        "乙": "public",
    }


def test_a_name_is_one_line_that_people_can_read(folder: Path) -> None:
    for name in ("换\n行.txt", "\u202etxt.丙.txt", os.fsdecode("国标.txt".encode("gbk"))):
        (folder / name).write_text(f"{len(name)}句话。", encoding="utf-8")
    assert {document.source.file for document in load_folder(folder).documents} == {
        "甲.txt",
        "乙.md",
        "换 行.txt",
        "txt.丙.txt",
        "国标.txt",
    }
    assert folder_digest(folder)


def test_files_in_folders_are_named_with_their_folder(folder: Path) -> None:
    (folder / "2023年").mkdir()
    (folder / "2023年" / "甲.txt").write_text("另一个甲。", encoding="utf-8")
    (folder / "2023年" / "空.txt").write_bytes(b"")
    failures = dict(load_folder(folder).failures)
    assert failures.keys() == {"甲.txt", "2023年/空.txt"}
    assert "2023年/甲.txt" in failures["甲.txt"]
    assert failures["2023年/空.txt"].startswith("2023年/空.txt")


def test_an_entry_without_a_file_is_told(folder: Path) -> None:
    result = load_folder(manifest(folder, '[[document]]\nfile="丢了.txt"'))
    assert result.failures[0][0] == "丢了.txt"


def test_nothing_outside_the_folder_is_read(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("other") / "secret.txt"
    secret.write_text("外面的话。", encoding="utf-8")
    (folder / "链接.txt").symlink_to(secret)
    (folder / "文件夹").symlink_to(secret.parent)
    result = load_folder(manifest(folder, f'[[document]]\nfile="../{secret.parent.name}/secret.txt"'))
    assert not any("外面" in document.text for document in result.documents)
    assert len(result.failures) == 3


def test_limits_are_kept(folder: Path) -> None:
    (folder / "大.txt").write_bytes("很长的话。".encode() * 1000)
    assert "太大" in load_folder(folder, Limits(file_bytes=1000)).failures[0][1]
    assert "太多" in load_folder(folder, Limits(characters=1000)).failures[0][1]


def test_a_pdf_that_was_read_before_is_not_read_again(folder: Path) -> None:
    (folder / "扫描.pdf").write_bytes(b"%PDF-1.7 what takes minutes")
    known = {hashlib.sha256((folder / "扫描.pdf").read_bytes()).hexdigest(): Content("读过的话。", (0,), (), (1,))}
    document = next(one for one in load_paths([folder], known=known.get).documents if one.source.id == "扫描")
    assert (document.text, document.machine_read) == ("读过的话。", (1,))
    assert dict(load_folder(folder).failures).keys() == {"扫描.pdf"}


def test_a_folder_that_is_not_there() -> None:
    result = load_paths([Path("没有这个文件夹")])
    assert "找不到" in result.failures[0][1]
