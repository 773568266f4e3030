"""Cards in very large characters, for people who can't read small type: to look at, forward or print.

The packaged Noto Sans SC draws them. Text shrinks to a smallest size that is still large, then flows to more cards.
"""

from __future__ import annotations

import io
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

WIDTH, HEIGHT, MARGIN = 1080, 1440, 72
_SIZES = (124, 108, 92, 80, 70, 62)  # pixels of the answer's characters, the largest that fits one card
_SMALL, _LEADING = 38, 1.42
_FOOT_LINES = 8
_HEAD = 150
_INK, _SOFT, _PAPER, _BAND = "#161616", "#565656", "#fffdf7", "#1c5d4a"
STAMPS = {"done": "#1c5d4a", "ongoing": "#9a5b00", "planned": "#1f4e8c", "problem": "#a02020"}
_NOT_FIRST = set(",.;:!?)]%\u3002\u3001\u300b\u201d\u2019\u3011\u2026\uff0c\uff1b\uff1a\uff01\uff1f\uff09\uff05")
_NOT_LAST = set("([\u300a\u201c\u2018\u3010\uff08")
_IN_WORDS = set(string.ascii_letters + string.digits + ".-/")
_MISSING = "〓"  # what printers put where they lack a character


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card. ``stamps``: kind and word; ``foot``: source and contact, a line each."""

    title: str
    text: str
    stamps: tuple[tuple[str, str], ...] = ()
    foot: tuple[str, ...] = ()


def draw_cards(card: Card) -> tuple[bytes, ...]:
    """The card as PNG pictures, more than one where the text is long."""
    foot = [line for text in card.foot for line in _wrap(text, _SMALL)][:_FOOT_LINES]
    room = (
        HEIGHT - _HEAD - MARGIN - (_height(_SMALL) * len(foot) + MARGIN) - (_height(_SMALL) + 24 if card.stamps else 0)
    )
    size, pages = _flow(card.text, room)
    return tuple(
        _draw(card, page, size, foot, f"{n}/{len(pages)}" if len(pages) > 1 else "") for n, page in enumerate(pages, 1)
    )


def _flow(text: str, room: int) -> tuple[int, list[list[str]]]:
    """The largest size at which ``text`` fits one card, else the smallest and its lines by card."""
    for size in _SIZES:
        lines = _wrap(text, size)
        if len(lines) * _height(size) <= room:
            return size, [lines]
    a_page = room // _height(_SIZES[-1])
    return _SIZES[-1], [lines[at : at + a_page] for at in range(0, len(lines), a_page)]


def _height(size: int) -> int:
    return round(size * _LEADING)


def _draw(card: Card, lines: Sequence[str], size: int, foot: Sequence[str], number: str) -> bytes:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, _HEAD - 30), fill=_BAND)
    _head(draw, card.title, number)
    top = _HEAD + _stamps(draw, card.stamps)
    for row, line in enumerate(lines):
        draw.text((MARGIN, top + row * _height(size)), line, fill=_INK, font=_font(size))
    _foot(draw, foot)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _head(draw: ImageDraw.ImageDraw, title: str, number: str) -> None:
    """The title in one line, shortened where it is too long; the card's number on the right."""
    room = WIDTH - 2 * MARGIN - (120 if number else 0)
    font = _font(46)
    shown = covered(title).strip()
    while font.getlength(shown) > room:
        shown = shown[:-2] + "…"
    draw.text((MARGIN, 26), shown, fill="white", font=font)
    draw.text((WIDTH - MARGIN, 30), number, fill="white", font=_font(_SMALL), anchor="ra")


def _stamps(draw: ImageDraw.ImageDraw, stamps: Sequence[tuple[str, str]]) -> int:
    """Boxes with the stamps' words; how many pixels they took."""
    left = MARGIN
    for kind, word in stamps:
        right = left + round(_font(_SMALL).getlength(covered(word).strip())) + 48
        draw.rounded_rectangle((left, _HEAD, right, _HEAD + _height(_SMALL)), 14, fill=STAMPS[kind])
        middle = (left + 24, _HEAD + _height(_SMALL) // 2)
        draw.text(middle, covered(word).strip(), fill="white", font=_font(_SMALL), anchor="lm")
        left = right + 20
    return _height(_SMALL) + 24 if stamps else 0


def _foot(draw: ImageDraw.ImageDraw, lines: Sequence[str]) -> None:
    top = HEIGHT - MARGIN // 2 - len(lines) * _height(_SMALL)
    draw.line((MARGIN, top - 16, WIDTH - MARGIN, top - 16), fill=_SOFT, width=2)
    for row, line in enumerate(lines):
        draw.text((MARGIN, top + row * _height(_SMALL)), line, fill=_SOFT, font=_font(_SMALL))


def _wrap(text: str, size: int) -> list[str]:
    font, lines = _font(size), []
    for paragraph in covered(text).strip().split("\n"):
        line = ""
        for piece in _pieces(paragraph, font):
            if line and font.getlength(line + piece) > WIDTH - 2 * MARGIN:
                lines.append(line)
                line = piece.lstrip()
            else:
                line += piece
        lines.append(line)
    return lines


def _pieces(text: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """Numbers with their unit and words whole where they fit a line, stops with what is before them."""
    piece = ""
    for character in text:
        if piece and not (_joined(piece[-1], character) and font.getlength(piece + character) <= WIDTH - 2 * MARGIN):
            yield piece
            piece = ""
        piece += character
    yield piece


def _joined(before: str, after: str) -> bool:
    if after in _NOT_FIRST or (before in _IN_WORDS and after in _IN_WORDS):
        return True
    return (before.isdigit() and not after.isspace()) or before in _NOT_LAST or (before in "万亿" and after == "元")


def covered(text: str) -> str:
    """``text`` with what the font can draw: pictographs go, another missing character becomes a mark."""
    glyphs = _glyphs()
    return "".join(_shown(character, glyphs) for character in text)


def _shown(character: str, glyphs: frozenset[int]) -> str:
    code = ord(character)
    if character == "\n" or code in glyphs:
        return character
    pictograph = code >= 0x1F000 and not 0x20000 <= code < 0x40000
    unseen = character.isspace() or not character.isprintable() or 0x2600 <= code < 0x27C0 or 0xFE00 <= code < 0xFE10
    return "" if pictograph or unseen else _MISSING


@lru_cache(1)
def _glyphs() -> frozenset[int]:
    from fontTools.ttLib import TTFont
    from pylopdf_fonts_zh_cn import sans_path

    with TTFont(sans_path(), lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(8)
def _font(size: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont
    from pylopdf_fonts_zh_cn import sans_path

    return ImageFont.truetype(str(sans_path()), size)
