"""What the command line says of itself."""

from __future__ import annotations

import re

import pytest

from bot.commands.arguments import parser
from bot.texts import Texts


def _helped(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args([*arguments, "-h"])
    assert ended.value.code == 0
    return re.sub(r"\s", "", capsys.readouterr().out)


def test_every_text_of_the_help_is_told_where_it_belongs(capsys: pytest.CaptureFixture[str]) -> None:
    texts = Texts.load("help").entries
    commands = {key.partition(".")[0] for key in texts} - {"about", "every"}
    told = {command: _helped(capsys, command) for command in commands}
    told |= {"about": _helped(capsys), "every": "".join(told.values())}
    for key, text in texts.items():
        assert re.sub(r"\s", "", str(text)) in told[key.partition(".")[0]], key


def test_without_a_command_it_serves() -> None:
    given = parser().parse_args([])
    assert (given.command, given.data, given.seeds) == ("serve", None, None)
