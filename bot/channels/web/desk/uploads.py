"""What an admin sends: looked at before anything begins, each file that can't be taken told in a line of its own."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from starlette.datastructures import FormData, UploadFile

from bot.admin.file_names import safe_name
from bot.admin.upload_folders import UploadFolder
from bot.texts import Texts
from retrieval.document import Audience
from retrieval.loading import Limits

MOST_FILES = 20
MOST_BYTES = 300 << 20  # of all files together


class RefusedError(Exception):
    """Nothing was taken; ``lines`` say why, one a file."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = tuple(lines)


@dataclass(frozen=True, slots=True)
class Sent:
    """The files in a folder of their own until ``delete``, and whom they are for."""

    folder: UploadFolder
    names: tuple[str, ...]
    audience: Audience

    @property
    def paths(self) -> tuple[Path, ...]:
        return tuple(self.folder.path / name for name in self.names)

    def delete(self) -> None:
        self.folder.delete()


def take(form: FormData, uploads: Path, texts: Texts) -> Sent:
    """Put the form's files under ``uploads``. Raises ``RefusedError`` or ``OSError``."""
    files = [file for file in form.getlist("files") if isinstance(file, UploadFile) and file.filename]
    audience = form.get("audience")
    if lines := list(_refusals(files, audience, texts)):
        raise RefusedError(lines)
    sent = Sent(UploadFolder.new(uploads), tuple(_names(files)), cast(Audience, audience))
    try:
        for file, path in zip(files, sent.paths, strict=True):
            with path.open("wb") as target:
                shutil.copyfileobj(file.file, target)
    except BaseException:
        sent.delete()
        raise
    return sent


def _names(files: Sequence[UploadFile]) -> list[str]:
    return [safe_name(file.filename or "") for file in files]


def _refusals(files: Sequence[UploadFile], audience: object, texts: Texts) -> Iterator[str]:
    if not files:
        yield texts.say("upload.none")
    if len(files) > MOST_FILES:
        yield texts.say("upload.too_many", most=MOST_FILES)
    if audience not in get_args(Audience):
        yield texts.say("upload.no_audience")
    for name, times in Counter(_names(files)).items():
        if times > 1:
            yield texts.say("upload.same_name", name=name)
    for name, file in zip(_names(files), files, strict=True):
        if (file.size or 0) > Limits().file_bytes:
            yield texts.say("upload.too_big", name=name, limit=Limits().file_bytes >> 20)
