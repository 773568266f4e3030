"""Charts compare what can be compared, and whatever stands in them is drawn."""

from __future__ import annotations

import io
import warnings
from datetime import date, timedelta

from PIL import Image

from bot.channels.chart import draw_days, draw_figures
from tests.telegram_server.shelf import ledger_row


def _whole(picture: bytes) -> bool:
    """Whether the picture's border is white: nothing is cut off."""
    image = Image.open(io.BytesIO(picture)).convert("L")
    width, height = image.size
    edges = [(0, 0, width, 4), (0, height - 4, width, height), (0, 0, 4, height), (width - 4, 0, width, height)]
    return all(image.crop(edge).getextrema()[0] > 240 for edge in edges)


def test_one_figure_is_no_comparison() -> None:
    assert draw_figures([], "空") is None
    assert draw_figures([ledger_row()], "一个") is None


def test_long_titles_labels_and_values_stay_inside_and_have_glyphs() -> None:
    rows = [ledger_row("12345678901234567890万元以上", "非常长的指标名称" * 8, number=float(n)) for n in range(1, 30)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # matplotlib warns of a missing glyph
        picture = draw_figures(rows, "😀很长的标题𠮷" * 20)
    assert picture
    assert _whole(picture)


def test_days_stay_inside() -> None:
    days = {date(2026, 11, 1) + timedelta(n): (n, n % 3) for n in range(30)}
    assert _whole(draw_days(days, "最近 30 天", "答上来的", "没有完整答案的"))
    assert _whole(draw_days({date(2026, 11, 1): (0, 0)}, "一天", "答", "没"))
