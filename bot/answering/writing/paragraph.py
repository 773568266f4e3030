"""The paragraph that a quote stands in. A pure function."""

from __future__ import annotations


def paragraph(text: str, start: int, end: int) -> tuple[str, int, int]:
    """The lines of ``text`` that hold ``text[start:end]``, and where that span starts and ends in them."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    return text[first:last], start - first, end - first
