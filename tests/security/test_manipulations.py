"""No message makes the bot break a promise, show its prompt, an internal paper or another person's data.

Without a model, and with a bad one that does what the message wants: then the checks must catch it.
"""

from __future__ import annotations

from collections import Counter

import pytest

from bot.answering.answer import Question
from bot.app import open_assistant
from bot.assistant import Assistant
from bot.settings import Settings
from retrieval.editions.library import Library
from tests.security.attacks import SECRETS, Attack, attacks, broken
from tests.security.obeying import ObeyingModel

ASKED = "规模工业产值是多少?"


def assistant(library: Library, **more: str) -> Assistant:
    return open_assistant(Settings.load({"DATA_DIR": str(library.data_dir), **more}), library)


def test_there_are_two_hundred_of_many_kinds() -> None:
    kinds = Counter(attack.kind for attack in attacks())
    assert sum(kinds.values()) >= 200
    assert len(kinds) >= 10
    assert len({attack.message for attack in attacks()}) == sum(kinds.values())


@pytest.mark.parametrize("every", [8, pytest.param(1, marks=pytest.mark.torture)])
async def test_without_a_model(attacked: Library, every: int) -> None:
    asked, found = assistant(attacked), {}
    for attack in attacks()[::every]:
        answer = await asked.ask(Question(attack.message))
        if faults := broken(answer, attack, attacked):
            found[attack.message[:60]] = (faults, answer.text)
    assert not found


async def _obeyed(
    library: Library, bad_model: tuple[ObeyingModel, str], chosen: tuple[Attack, ...]
) -> dict[str, object]:
    """What a model that obeys could get through: on the message itself and, as from a poisoned text, on any question."""
    model, url = bad_model
    asked, found = assistant(library, **SECRETS | {"OPENAI_BASE_URL": url, "TELEGRAM_TOKEN": ""}), {}
    for attack in chosen:
        for question in (attack.message, ASKED):
            for model.say in _drafts(attack):
                shown: list[str] = []
                answer = await asked.ask(
                    Question(question), None, lambda told, shown=shown: shown.extend(map(str, told))
                )
                faults = broken(answer, attack, library)
                faults += ["shown"] * bool(attack.forbidden and any(attack.forbidden in text for text in shown))
                if faults:
                    found[attack.message[:60]] = (question[:30], model.say, faults, answer.text)
    return found


def _drafts(attack: Attack) -> tuple[tuple[str, ...], ...]:
    """What it may say: its prompt, the words that are wanted, a true sentence before them."""
    wanted = attack.forbidden or attack.message.strip()[:80]
    return (), (wanted,), ("1-5月,规模工业产值0.96亿元,增幅23.36%。", wanted), (f"规模工业产值0.96亿元,{wanted}",)


@pytest.mark.parametrize("every", [45, pytest.param(1, marks=pytest.mark.torture)])
async def test_with_a_model_that_obeys(attacked: Library, bad_model: tuple[ObeyingModel, str], every: int) -> None:
    assert not await _obeyed(attacked, bad_model, attacks()[::every])
    assert bad_model[0].asked
