"""Formats that are not read, each with what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from retrieval.loading.errors import LoadingError

_WANTED = {
    "old_office": {
        ".docx": ".doc .wps .wpt .rtf",
        ".xlsx": ".xls .et .ett",
        ".pptx": ".ppt .pps .dps .dpt",
    },
    "macros": {".docx": ".docm .dotm", ".xlsx": ".xlsm .xlsb .xltm", ".pptx": ".pptm .ppsm"},
    "convert": {
        ".xlsx": ".csv .tsv .ods .numbers",
        ".docx": ".odt .pages .dotx",
        ".pptx": ".odp .key .ppsx .potx",
        ".pdf": ".ofd .caj .epub .mht .mhtml .eml .msg",
    },
    "packed": {"": ".zip .rar .7z .gz .tar .tgz .bz2 .xz"},
    "picture": {".pdf": ".jpg .jpeg .png .gif .bmp .tif .tiff .webp .heic"},
}
_KNOWN = {
    suffix: (key, wanted) for key, kinds in _WANTED.items() for wanted, old in kinds.items() for suffix in old.split()
}


def refusal(name: str, formats: Sequence[str]) -> LoadingError:
    """Why the file ``name`` is not read, by its extension. ``formats``: those that are read."""
    key, wanted = _KNOWN.get(PurePath(name).suffix.lower(), ("unsupported", ""))
    return LoadingError(name, key, wanted=wanted, formats="、".join(formats))
