"""Bytes to text, and text without what a reader can't see. Everything else stays to the letter."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins alike
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NEW_LINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad"  # control characters, soft hyphen
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"  # zero width, direction, annotation
    "\U000e0000-\U000e007f]"  # tags: letters that only a machine reads
)
_SURROGATES = re.compile("[\ud800-\udfff]")


def decode(data: bytes) -> str:
    """Text of bytes by their mark, else as UTF-8, else as GB18030; all of it is read. Raises ``UnicodeDecodeError``."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def looks_binary(text: str) -> bool:
    """Whether more than one character in ten is a control character: no text was ever like that."""
    strange = sum(character < " " and character not in "\t\n\r\f\v" for character in text)
    return strange * 10 > len(text)


def clean(text: str) -> str:
    """Text with plain line ends and without control, zero-width and direction characters."""
    return _SURROGATES.sub("\ufffd", _INVISIBLE.sub("", _NEW_LINES.sub("\n", text)))
