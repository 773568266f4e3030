"""Every text is there in both languages, with the same variables."""

import string
import tomllib
from pathlib import Path

import pytest

from bot.paths import PROMPTS
from bot.texts import Texts

SUBJECTS = sorted(path.name.removesuffix(".en.toml") for path in PROMPTS.glob("*.en.toml"))


def variables(text: object) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(str(text)) if name}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_english_keeps_in_step(subject: str) -> None:
    chinese, english = Texts.load(subject).entries, Texts.load(f"{subject}.en").entries
    assert set(chinese) == set(english)
    assert {key: variables(text) for key, text in chinese.items()} == {
        key: variables(text) for key, text in english.items()
    }


def test_the_guard_replies_are_all_written() -> None:
    rules = tomllib.loads(Path(PROMPTS / "guard.toml").read_text(encoding="utf-8"))
    needed = {rule["phrase"] for rule in rules["rule"]} | {rules["manipulation"]["phrase"]}
    assert needed <= set(Texts.load("phrases").entries)


@pytest.mark.parametrize(
    ("key", "number"), [("fire", "119"), ("gas", "119"), ("medical", "120"), ("police", "110"), ("crisis", "{crisis}")]
)
def test_an_emergency_reply_has_its_number_near_the_beginning(key: str, number: str) -> None:
    text = str(Texts.load("phrases").entries[f"emergency.{key}"])
    assert number in text[:24]
