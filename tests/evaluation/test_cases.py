"""The cases themselves: every report loads and every string that a citation has to hold stands in it to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation import load, plain
from retrieval.loading import load_folder

HERE = Path(__file__).parent
FOLDERS = {path: path.parent for path in sorted(HERE.glob("*/*.jsonl"))} | {
    HERE / "seed.jsonl": HERE.parents[1] / "seeds"
}
NAMES = [path.relative_to(HERE).as_posix() for path in FOLDERS]


@pytest.mark.parametrize(("cases", "folder"), FOLDERS.items(), ids=NAMES)
def test_what_a_citation_has_to_hold_stands_in_a_document(cases: Path, folder: Path) -> None:
    loaded = load_folder(folder)
    assert not loaded.failures
    assert not loaded.warnings
    texts = [plain(document.text) for document in loaded.documents]
    for case in load(cases):
        for string in case.cite:
            assert any(plain(string) in text for text in texts), (case.id, string)


@pytest.mark.parametrize("cases", FOLDERS, ids=NAMES)
def test_no_case_asks_for_what_it_forbids(cases: Path) -> None:
    for case in load(cases):
        assert case.want, case.id
        for group in case.must:
            assert any(not any(plain(n) in plain(a) for n in case.never) for a in group), case.id


@pytest.mark.parametrize("cases", FOLDERS, ids=NAMES)
def test_no_question_stands_twice(cases: Path) -> None:
    questions = [case.question for case in load(cases)]
    assert len(set(questions)) == len(questions)
