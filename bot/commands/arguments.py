"""What the commands take; ``prompts/help.toml`` says what for. Importing this imports no command."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, NoReturn

from bot.texts import Texts

_PROGRAM = "python -m bot"
Argument = tuple[str, dict[str, Any]]

_DATA: Argument = ("--data", {"metavar": "DIR"})
_SEEDS: Argument = ("--seeds", {"metavar": "DIR"})
_JSON: Argument = ("--json", {"action": "store_true"})
_REASON: Argument = ("--reason", {"default": ""})
_COMMANDS: dict[str, tuple[Argument, ...]] = {
    "serve": (),
    "ask": (
        ("question", {"nargs": "*"}),
        ("--role", {"choices": ("resident", "staff", "admin"), "default": "resident"}),
        _JSON,
        ("--batch", {"type": Path, "metavar": "IN.jsonl"}),
        ("--out", {"type": Path, "metavar": "OUT.jsonl"}),
    ),
    "reload": (
        ("paths", {"type": Path, "nargs": "*", "metavar": "PATH"}),
        ("--yes", {"action": "store_true"}),
        _REASON,
        ("--purge", {"action": "store_true"}),
        _JSON,
    ),
    "rollback": (("edition", {"nargs": "?", "metavar": "EDITION"}), _REASON),
    "status": (_JSON,),
    "documents": (("--text", {"metavar": "ID"}), _JSON),
    "backup": (("file", {"type": Path, "metavar": "FILE"}),),
    "restore": (("file", {"type": Path, "metavar": "FILE"}),),
    "audit": (_JSON,),
    "eval": (("cases", {"type": Path, "nargs": "+", "metavar": "CASES.jsonl"}), _JSON),
    "figures": (
        ("words", {"nargs": "*", "metavar": "WORD"}),
        _JSON,
        ("--csv", {"type": Path, "metavar": "FILE"}),
        ("--xlsx", {"type": Path, "metavar": "FILE"}),
    ),
    "qr": (("--png", {"type": Path, "metavar": "FILE"}), ("--svg", {"type": Path, "metavar": "FILE"})),
    "check": (("draft", {"metavar": "DRAFT"}), _JSON),
    "doctor": (_JSON,),
}


class _Parser(argparse.ArgumentParser):
    """Tells wrong usage in one line, as everything else."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, Texts.load("commands").say("usage", told=message, program=self.prog) + "\n")


def parser() -> argparse.ArgumentParser:
    """Without a command it is ``serve``; an argument that a command does not take has its default."""
    texts = Texts.load("help")
    whole = _Parser(prog=_PROGRAM, description=texts.say("about"))
    commands = whole.add_subparsers(dest="command")
    for name, arguments in _COMMANDS.items():
        told = texts.say(f"{name}.about")
        command = commands.add_parser(name, help=told, description=told)
        for flag, how in (_DATA, _SEEDS, *arguments):
            command.add_argument(flag, help=_told(texts, name, flag.lstrip("-")), **how)
    whole.set_defaults(command="serve", data=None, seeds=None, problems=())
    return whole


def _told(texts: Texts, command: str, argument: str) -> str:
    own = f"{command}.{argument}"
    return texts.say(own if own in texts.entries else f"every.{argument}")
