import re
from pathlib import Path

import pytest

from bot.paths import PROMPTS
from bot.texts import Texts


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    (tmp_path / "sample.toml").write_text(
        'hello = "您好,{name}"\n[refusal]\nopening = "没有写{what}"\nchoices = ["一", "二"]\n', encoding="utf-8"
    )
    return Texts.load("sample", tmp_path)


def test_variables_are_filled_in(texts: Texts) -> None:
    assert texts.say("hello", name="王阿姨") == "您好,王阿姨"


def test_a_key_in_a_table_has_a_dot(texts: Texts) -> None:
    assert texts.say("refusal.opening", what="收费", unused=1) == "没有写收费"


def test_what_a_person_wrote_is_not_formatted_again(texts: Texts) -> None:
    assert texts.say("hello", name="{secret}") == "您好,{secret}"


def test_a_list_is_told_in_order(texts: Texts) -> None:
    assert texts.items("refusal.choices") == ("一", "二")


def test_a_missing_key_names_the_file_and_the_key(texts: Texts) -> None:
    with pytest.raises(KeyError, match=r"sample\.toml.*goodbye"):
        texts.say("goodbye")
    with pytest.raises(KeyError, match=r"sample\.toml.*hello"):
        texts.items("hello")


def test_a_missing_variable_names_the_key_and_the_variable(texts: Texts) -> None:
    with pytest.raises(KeyError, match=r"hello.*name"):
        texts.say("hello")


@pytest.mark.parametrize("path", sorted(PROMPTS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_file_of_texts_can_be_read(path: Path) -> None:
    assert Texts.load(path.stem).entries


@pytest.mark.parametrize("name", [path.stem.removesuffix(".en") for path in sorted(PROMPTS.glob("*.en.toml"))])
def test_both_languages_tell_the_same_with_the_same_variables(name: str) -> None:
    def told(texts: Texts) -> dict[str, object]:
        return {key: set(re.findall(r"\{(\w+)\}", str(text))) for key, text in texts.entries.items()}

    assert told(Texts.load(f"{name}.en")) == told(Texts.load(name))
