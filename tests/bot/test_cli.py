"""``python -m bot`` as other tools use it: exit status, standard output for answers alone, one clear line for an error."""

from __future__ import annotations

import asyncio
import io
import json
import os
import re
import sys
from asyncio.subprocess import PIPE
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.paths import ROOT
from tests.retrieval.making import TEXTS, found_office
from tests.telegram_server.people import Chat
from tests.telegram_server.server import TOKEN, BotApi

FIGURE = "规模工业产值是多少?"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where ``data`` and ``seeds`` of a small office are."""
    return found_office(tmp_path_factory.mktemp("office"))


@dataclass(frozen=True)
class Done:
    status: int
    out: str
    err: str


class Shell:
    """Gives commands on the small office, in this process: starting one costs a second."""

    def __init__(self, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.place, self._monkeypatch, self._capsys = place, monkeypatch, capsys

    def run(self, *arguments: str, typed: str = "", **more: str) -> Done:
        for name, value in more.items():
            self._monkeypatch.setenv(name, value)
        self._monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        try:
            status = main([*arguments, *places(self.place)])
        except SystemExit as usage:
            status = int(usage.code or 0)
        out, err = self._capsys.readouterr()
        return Done(status, out, err)

    def batch(self, *lines: object) -> tuple[Done, list[dict[str, Any]]]:
        source, target = self.place / "in.jsonl", self.place / "out.jsonl"
        source.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), "utf-8")
        done = self.run("ask", "--batch", str(source), "--out", str(target))
        return done, [json.loads(line) for line in target.read_text("utf-8").splitlines()]


@pytest.fixture
def shell(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(place, monkeypatch, capsys)


def places(place: Path) -> list[str]:
    return ["--data", str(place / "data"), "--seeds", str(place / "seeds")]


def test_an_answer_as_json_alone_on_standard_output(shell: Shell) -> None:
    done = shell.run("ask", FIGURE, "--json")
    answer = json.loads(done.out)
    assert done.status == 0
    assert set(answer) == {
        "question", "status", "answer", "citations", "figures", "mode", "edition", "elapsed_ms"
    }  # fmt: skip
    assert (answer["question"], answer["status"]) == (FIGURE, "answered")
    citation = answer["citations"][0]
    assert TEXTS[citation["document"]][citation["start"] : citation["end"]] == citation["quote"]


def test_an_answer_as_text_shows_its_quotes(shell: Shell) -> None:
    done = shell.run("ask", FIGURE)
    assert "0.96亿元" in done.out
    assert "[1]" in done.out
    assert done.err == ""


async def test_a_reader_that_has_had_enough_is_no_fault(place: Path) -> None:
    command = [sys.executable, "-m", "bot", "documents", "--text", next(iter(TEXTS)), *places(place)]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=PIPE, stderr=PIPE)
    assert process.stdout is not None
    process.stdout._transport.close()  # type: ignore[attr-defined]  # as `head` does
    _, told = await process.communicate()
    assert (process.returncode, told) == (1, b"")


@pytest.mark.parametrize("question", ["有没有无人机送货?", "", "你好", "家里着火了"])
def test_every_status_but_error_is_a_success(shell: Shell, question: str) -> None:
    assert shell.run("ask", question).status == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "--what"),
        ("dance",),
        ("ask", "问题", "--role", "boss"),
        ("check",),
        ("ask",),
        ("ask", "--batch", "/dev/null"),
        ("ask", "问题", "--batch", "in.jsonl", "--out", "out.jsonl"),
    ],
)
def test_wrong_usage_is_2_with_one_line(shell: Shell, arguments: tuple[str, ...]) -> None:
    done = shell.run(*arguments)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)


def test_a_question_needs_no_quotation_marks(shell: Shell) -> None:
    assert json.loads(shell.run("ask", "规模工业产值", "是多少?", "--json").out)["question"] == "规模工业产值 是多少?"


@pytest.mark.parametrize(
    ("arguments", "more"),
    [
        (("ask", "--batch", "/nowhere/in.jsonl", "--out", "/dev/null"), {}),
        (("eval", str(ROOT / "README.md")), {}),
        (("eval", "/nowhere/cases.jsonl"), {}),
        (("ask", "问题"), {"MODEL_CONCURRENCY": "viele"}),
    ],
)
def test_what_cannot_be_done_is_1_with_one_line(shell: Shell, arguments: tuple[str, ...], more: dict[str, str]) -> None:
    done = shell.run(*arguments, **more)
    assert (done.status, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert not re.search(r"[\u4e00-\u9fff][,:;]|No such|Errno", done.err)


def test_a_folder_without_files_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--data", str(tmp_path / "data"), "--seeds", str(tmp_path / "seeds")]) == 1
    told = capsys.readouterr().err
    assert (told.count("\n"), str(tmp_path / "seeds") in told) == (1, True)


def test_every_row_of_a_batch_is_answered_in_order(shell: Shell) -> None:
    done, rows = shell.batch(
        {"id": "a", "q": FIGURE},
        "no json",
        {"id": 2, "q": 5},
        [],
        "",
        {"id": "b", "q": "那增幅呢", "role": "nobody", "history": [FIGURE, 7]},
        {"q": "\ud800规模工业产值"},
        "[" * 100_000,
    )
    assert done.status == 0
    assert [row["id"] for row in rows] == ["a", None, 2, None, "b", None, None]
    assert [row["status"] for row in rows] == ["answered", "error", "error", "error", "answered", "answered", "error"]
    assert "23.36%" in rows[4]["answer"]


def test_a_batch_never_overwrites_its_questions(shell: Shell) -> None:
    source = shell.place / "same.jsonl"
    source.write_text('{"id": 1, "q": "产值"}', "utf-8")
    done = shell.run("ask", "--batch", str(source), "--out", str(source))
    assert done.status == 1
    assert source.read_text("utf-8")


def test_eval_gives_rows_and_totals_as_json(shell: Shell) -> None:
    cases = shell.place / "cases.jsonl"
    cases.write_text(
        json.dumps({"kind": "figure", "q": FIGURE, "want": ["answered"], "must": [["0.96亿"]]}, ensure_ascii=False),
        "utf-8",
    )
    report = json.loads(shell.run("eval", str(cases), "--json").out)
    assert report["totals"]["passed"] == 1
    assert report["rows"][0]["passed"] is True


def test_questions_from_a_pipe_are_answered_and_it_ends(shell: Shell) -> None:
    done = shell.run("serve", typed=f"{FIGURE}\n\n那增幅呢\n", TELEGRAM_TOKEN="")
    assert done.status == 0
    assert done.out.index("0.96亿元") < done.out.rindex("23.36%")


def test_a_stale_index_is_renewed_first_and_kept_where_that_fails(shell: Shell) -> None:
    seeds = shell.place / "seeds"
    (seeds / "体育.txt").write_text("建成健身步道七公里。", "utf-8")
    assert "要更新请运行 reload" in shell.run("ask", FIGURE, EMBEDDER="e5").err
    done = shell.run("serve", typed="健身步道有多长?\n")
    assert "七公里" in done.out
    assert shell.run("ask", FIGURE).err == ""
    (seeds / "体育.txt").write_bytes(b"")
    done = shell.run("serve", typed="健身步道有多长?\n")
    assert "七公里" in done.out
    assert "体育.txt：是空的" in done.err
    moved = seeds.rename(shell.place / "elsewhere")
    seeds.mkdir()
    done = shell.run("serve", typed="健身步道有多长?\n")
    assert "七公里" in done.out
    assert "现在用的还是原来的索引" in done.err
    seeds.rmdir()
    moved.rename(seeds)


async def test_telegram_is_served_until_the_process_is_told_to_stop(place: Path) -> None:
    async with BotApi() as server:
        environment = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": server.base_url}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "serve", *places(place), env=os.environ | environment, cwd=ROOT, stderr=PIPE
        )
        try:
            chat = Chat(server, 1001)
            await chat.say(FIGURE)
            assert "0.96亿元" in (await chat.wait("message", patience=60))["text"]
        finally:
            process.terminate()
        _, told = await process.communicate()
    assert process.returncode == 0
    assert TOKEN.encode() not in told
    assert b"Traceback" not in told
