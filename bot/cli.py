"""The commands of ``python -m bot``. JSON goes to standard output alone; progress, logs and errors to standard error."""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from bot.admin.errors import AdminError
from bot.commands.arguments import parser
from bot.database_error import DatabaseDownError
from bot.logs import set_up_logs
from bot.settings import Settings, SettingsError
from bot.texts import Texts

_NAMED_OTHERWISE = {"eval": "evaluate"}
_log = logging.getLogger(__name__)


class CommandError(Exception):
    """What could not be done, as one line for the person who gave the command."""


class UsageError(CommandError):
    """A command that can't be understood."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit status: 0 success, 1 could not be done, 2 wrong usage."""
    given = parser().parse_args(arguments)
    try:
        settings = _settings(given)
        set_up_logs(settings)
        status = int(_module(given.command).run(given, settings))
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


def _module(command: str) -> ModuleType:
    """Imported here, since most commands need little of all that the others do."""
    return importlib.import_module(f"bot.commands.{_NAMED_OTHERWISE.get(command, command)}")
