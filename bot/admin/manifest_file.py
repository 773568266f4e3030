"""Small changes to ``manifest.toml`` that leave everything else in it as people wrote it."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from retrieval.document import Audience
from retrieval.loading.clean import decode
from retrieval.loading.manifest import NAME, read_manifest
from retrieval.loading.walk import plain_name

_AUDIENCE = re.compile(r"^[ \t]*audience[ \t]*=[ \t]*(\"\w*\"|'\w*')", re.MULTILINE)
_BLOCK = re.compile(r"^(?=[ \t]*\[\[document\]\])", re.MULTILINE)


def describe(folder: Path, file: str, audience: Audience) -> None:
    """Adds an entry for ``file``; where there is one, lets it name the audience."""
    text, entry = _read(folder / NAME), read_manifest(folder).get(file)
    if entry:
        if entry.audience != audience:
            head, *blocks = _BLOCK.split(text)
            changed = (_for(block, audience) if _tells_of(block, file) else block for block in blocks)
            _write(folder / NAME, head + "".join(changed))
        return
    end = "" if not text or text.endswith("\n") else "\n"
    added = f'\n[[document]]\nfile = {json.dumps(file, ensure_ascii=False)}\naudience = "{audience}"\n'
    _write(folder / NAME, text + end + added)


def forget(folder: Path, file: str) -> None:
    """Removes the entry of ``file``, if there is one."""
    if file not in read_manifest(folder):
        return
    head, *blocks = _BLOCK.split(_read(folder / NAME))
    _write(folder / NAME, head + "".join(block for block in blocks if not _tells_of(block, file)))


def _for(block: str, audience: Audience) -> str:
    """The entry with another audience in place of its own, if it names one."""
    line = f'audience = "{audience}"'
    if _AUDIENCE.search(block):
        return _AUDIENCE.sub(line, block, count=1)
    return block.replace("[[document]]", f"[[document]]\n{line}", 1)


def _tells_of(block: str, file: str) -> bool:
    try:
        return plain_name(tomllib.loads(block)["document"][0]["file"]) == file
    except tomllib.TOMLDecodeError:
        return False  # the mark of an entry inside a text of several lines


def _read(path: Path) -> str:
    return decode(path.read_bytes()) if path.exists() else ""


def _write(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.part")
    beside.write_text(text, "utf-8", newline="")
    beside.replace(path)
