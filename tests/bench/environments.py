"""Environments of the benchmark's own, under `.bench/`: a peer is never installed beside the project."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_HOME = ROOT / ".bench"
_PINNED = Path(__file__).parent / "peers/requirements"
_STAMP = "installed.txt"  # what was installed, once it is


def python_of(name: str) -> Path | None:
    """The Python of an environment with what ``requirements/NAME.txt`` pins, made where there is none yet.

    None, after a line on standard error that says why, where it can't be made.
    """
    home, pinned = _HOME / name, (_PINNED / f"{name}.txt").read_text("utf-8")
    python, stamp = home / "bin/python", home / _STAMP
    if stamp.is_file() and stamp.read_text("utf-8") == pinned:
        return python
    sys.stderr.write(f"installing {name} into .bench/{name} …\n")
    try:
        _run(sys.executable, "-m", "venv", "--clear", str(home))
        _run(str(python), "-m", "pip", "install", "--quiet", "--requirement", str(_PINNED / f"{name}.txt"))
    except (OSError, subprocess.CalledProcessError) as problem:
        sys.stderr.write(f"{name} is left out: {_reason(problem)}\n")
        return None
    stamp.write_text(pinned, "utf-8")
    return python


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True)


def _reason(problem: Exception) -> str:
    """The last line that the failed command wrote."""
    written = str(getattr(problem, "stderr", "") or problem)
    return next((line for line in reversed(written.splitlines()) if line.strip()), str(problem))
