"""The commands of ``python -m bot``. JSON goes to standard output alone; progress, logs and errors to standard error."""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from bot.admin.errors import AdminError
from bot.database_error import DatabaseDownError
from bot.logs import set_up_logs
from bot.settings import Settings, SettingsError
from bot.texts import Texts

_COMMANDS = {
    "serve": ("打开所有设置好的渠道", "bot.commands.serve"),
    "ask": ("问一个问题，或一个文件里的很多问题", "bot.commands.ask"),
    "reload": ("预演新文件，确认后上线", "bot.commands.reload"),
    "rollback": ("回退到保留着的版本", "bot.commands.rollback"),
    "status": ("现在用的版本，保留着的版本", "bot.commands.status"),
    "documents": ("现在用的文件", "bot.commands.documents"),
    "backup": ("备份版本、数据库和文件", "bot.commands.backup"),
    "restore": ("从备份恢复", "bot.commands.restore"),
    "audit": ("谁在什么时候换过版本", "bot.commands.audit"),
    "eval": ("用一份题目给回答打分", "bot.commands.evaluate"),
    "figures": ("文件里的全部数字", "bot.commands.figures"),
    "qr": ("网页的二维码", "bot.commands.qr"),
    "check": ("核对一份稿子里的数字", "bot.commands.check"),
    "doctor": ("检查设置、令牌、接口、索引和字体，告诉您怎么办", "bot.commands.doctor"),
}


_log = logging.getLogger(__name__)


class CommandError(Exception):
    """What could not be done, as one line for the person who gave the command."""


class UsageError(CommandError):
    """A command that can't be understood."""


class _Parser(argparse.ArgumentParser):
    """Tells wrong usage in one line, as everything else."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, Texts.load("commands").say("usage", told=message, program=self.prog) + "\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit status: 0 success, 1 could not be done, 2 wrong usage."""
    given = _parser().parse_args(arguments)
    try:
        settings = _settings(given)
        set_up_logs(settings)
        status = int(importlib.import_module(_COMMANDS[given.command][1]).run(given, settings))
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # who read it has had enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left is not written at exit either
        return 1
    except (CommandError, SettingsError, AdminError, DatabaseDownError) as error:
        print(error, file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 logged with its trace, told in one line
        _log.exception("%s failed", given.command)
        print(Texts.load("commands").say("failed", kind=type(error).__name__), file=sys.stderr)
        return 1


def _settings(given: argparse.Namespace) -> Settings:
    """Raises ``SettingsError``, but not to the doctor: it tells of wrong values and looks at the rest."""
    try:
        return Settings.load(overrides={"DATA_DIR": given.data, "SEEDS_DIR": given.seeds})
    except SettingsError as error:
        if given.command != "doctor":
            raise
        given.problems = error.problems
        return error.rest


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m bot", description="荷问：街道文件问答助手")
    commands = parser.add_subparsers(dest="command")
    for name, (told, _) in _COMMANDS.items():
        command = commands.add_parser(name, help=told, description=told)
        command.add_argument("--data", metavar="DIR", help="资料库和数据库所在的文件夹")
        command.add_argument("--seeds", metavar="DIR", help="文件所在的文件夹")
        _ARGUMENTS.get(name, lambda _: None)(command)
    parser.set_defaults(command="serve", data=None, seeds=None, problems=())
    return parser


def _ask_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("question", nargs="*", help="问题")
    roles = ("resident", "staff", "admin")
    command.add_argument("--role", choices=roles, default="resident", help="以谁的身份问（不给：居民 resident）")
    command.add_argument("--json", action="store_true", help="输出 JSON")
    command.add_argument("--batch", type=Path, metavar="IN.jsonl", help="每行一个问题的文件")
    command.add_argument("--out", type=Path, metavar="OUT.jsonl", help="回答写到的文件")


def _eval_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("cases", type=Path, nargs="+", metavar="CASES.jsonl")
    command.add_argument("--json", action="store_true", help="输出 JSON")


def _reload_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths", type=Path, nargs="*", metavar="PATH", help="要加进来或者替换的文件（不给：以文件夹为准）"
    )
    command.add_argument("--yes", action="store_true", help="不问，直接上线")
    command.add_argument("--reason", default="", help="为什么换，记在日志里")
    command.add_argument("--purge", action="store_true", help="删除的文件也从旧版本和缓存里清除")
    command.add_argument("--json", action="store_true", help="输出 JSON")


def _rollback_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("edition", nargs="?", metavar="EDITION", help="版本号（不给：前一个版本）")
    command.add_argument("--reason", default="", help="为什么换，记在日志里")


def _documents_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--text", metavar="ID", help="输出一个文件的全文，引文的位置按它计算")
    command.add_argument("--json", action="store_true", help="输出 JSON")


def _backup_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE", help="备份文件，例如 备份.tar.gz")


def _figures_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("words", nargs="*", metavar="WORD", help="只要含有这些词的（不给：全部）")
    command.add_argument("--json", action="store_true", help="输出 JSON")
    command.add_argument("--csv", type=Path, metavar="FILE", help="写成 CSV 文件")
    command.add_argument("--xlsx", type=Path, metavar="FILE", help="写成 Excel 文件")


def _qr_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--png", type=Path, metavar="FILE", help="写成 PNG 图片")
    command.add_argument("--svg", type=Path, metavar="FILE", help="写成 SVG 图片")


def _check_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("draft", metavar="DRAFT", help="稿子：一个文件，或者 - 从标准输入读")
    command.add_argument("--json", action="store_true", help="输出 JSON")


def _json_argument(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="输出 JSON")


_ARGUMENTS = {
    "ask": _ask_arguments,
    "eval": _eval_arguments,
    "figures": _figures_arguments,
    "qr": _qr_arguments,
    "check": _check_arguments,
    "reload": _reload_arguments,
    "rollback": _rollback_arguments,
    "documents": _documents_arguments,
    "status": _json_argument,
    "backup": _backup_arguments,
    "restore": _backup_arguments,
    "audit": _json_argument,
    "doctor": _json_argument,
}
