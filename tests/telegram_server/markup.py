"""Telegram's HTML, parsed as strictly as its documentation describes: what comes out is plain text and entities."""

from __future__ import annotations

import re
from html import unescape

from tests.telegram_server.errors import bad_request

Entity = dict[str, object]

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
_TOKEN = re.compile(
    r"<(?P<close>/?)(?P<tag>[a-z-]+)(?P<rest>[^<>]*)>|(?P<ref>&(?:lt|gt|amp|quot|#\d+|#x[0-9a-f]+);)|(?P<bad>[<>&])"
)
_ATTRIBUTES = {"a": re.compile(r' href="[^"]+"'), "blockquote": re.compile(r"( expandable)?")}


def utf16(text: str) -> int:
    """The length Telegram counts: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


class _Parser:
    def __init__(self) -> None:
        self.text = ""
        self.entities: list[Entity] = []
        self.open: list[tuple[str, int, str]] = []

    def tag(self, name: str, rest: str, closing: bool) -> None:
        if name not in TAGS:
            raise bad_request(f'can\'t parse entities: Unsupported start tag "{name}"')
        if closing:
            self.close(name)
            return
        if not _ATTRIBUTES.get(name, re.compile("")).fullmatch(rest):
            raise bad_request(f"can't parse entities: unexpected attribute in <{name}{rest}>")
        if name == "blockquote" and any(tag == "blockquote" for tag, _, _ in self.open):
            raise bad_request("can't parse entities: blockquote entities can't be nested")
        self.open.append((name, utf16(self.text), rest))

    def close(self, name: str) -> None:
        if not self.open or self.open[-1][0] != name:
            raise bad_request(f'can\'t parse entities: Unmatched end tag "{name}"')
        _, start, rest = self.open.pop()
        length = utf16(self.text) - start
        if length:
            kind = "expandable_blockquote" if name == "blockquote" and rest else TAGS[name]
            self.entities.append({"type": kind, "offset": start, "length": length})


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Text and entities of ``source``; a 400 as Telegram's for anything it would not take."""
    parser, position = _Parser(), 0
    for token in _TOKEN.finditer(source):
        parser.text += source[position : token.start()]
        position = token.end()
        if token["bad"]:
            raise bad_request(f"can't parse entities: unescaped {token['bad']!r} at offset {token.start()}")
        if token["ref"]:
            parser.text += unescape(token["ref"])
        else:
            parser.tag(token["tag"], token["rest"], bool(token["close"]))
    if parser.open:
        raise bad_request(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{parser.open[-1][0]}\""
        )
    return parser.text + source[position:], parser.entities
