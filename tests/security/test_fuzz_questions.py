"""Any question gets an answer that keeps the promises."""

from __future__ import annotations

import asyncio

from bot.answering.answer import Question
from bot.app import open_assistant
from bot.settings import Settings
from retrieval.editions.library import Library
from tests.security.attacks import Attack, broken
from tests.security.fuzz import QUESTIONS, fuzz, runs


@runs(25, 2000)
def test_any_question(attacked: Library, examples: int) -> None:
    assistant = open_assistant(Settings.load({"DATA_DIR": str(attacked.data_dir)}), attacked)
    with asyncio.Runner() as runner:

        def check(text: str) -> None:
            answer = runner.run(assistant.ask(Question(text, history=(text[::-1],))))
            assert not broken(answer, Attack("fuzz", text, ""), attacked)

        fuzz(QUESTIONS, check, examples)
