"""Charts as pictures: figures that can be compared, and how questions went day by day."""

from __future__ import annotations

import io
import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.channels.card import covered
from retrieval.editions.ledger import LedgerRow

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_GREEN, _RED, _INK = "#1c5d4a", "#c0504d", "#161616"
_MOST_BARS = 14
_LABEL_WIDTH = 16  # characters a line
_TITLE_WIDTH = 26


def draw_figures(rows: Sequence[LedgerRow], title: str) -> bytes | None:
    """The largest group of figures in one unit as bars, or None where no two can be compared."""
    units = Counter(row.figure.unit for row in rows)
    unit, number = units.most_common(1)[0] if units else ("", 0)
    if number < 2:
        return None
    shown = [row for row in rows if row.figure.unit == unit][:_MOST_BARS]
    picture = _picture(2.4 + 0.62 * len(shown))
    axes = picture.add_subplot()
    places = range(len(shown))
    bars = axes.barh(places, [row.figure.number for row in shown], color=_GREEN, height=0.62)
    axes.bar_label(bars, [covered(row.figure.value) for row in shown], padding=5, fontproperties=_font(13), color=_INK)
    axes.set_yticks(places, [_label(row) for row in shown], fontproperties=_font(12))
    axes.invert_yaxis()
    axes.margins(x=0.22)
    axes.set_xticks([])
    return _finish(picture, axes, title)


def draw_days(days: Mapping[date, tuple[int, int]], title: str, answered: str, refused: str) -> bytes:
    """How many questions a day were answered and refused, stacked."""
    from matplotlib.ticker import MaxNLocator

    picture = _picture(5.0)
    axes = picture.add_subplot()
    places, names = range(len(days)), [f"{day.month}-{day.day}" for day in days]
    good = [asked - not_answered for asked, not_answered in days.values()]
    axes.bar(places, good, color=_GREEN, label=covered(answered))
    axes.bar(places, [refused for _, refused in days.values()], bottom=good, color=_RED, label=covered(refused))
    step = max(1, len(days) // 10)
    axes.set_xticks(places[::step], names[::step], fontproperties=_font(11))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.legend(prop=_font(12), frameon=False, loc="lower right", bbox_to_anchor=(1, 1), ncols=2)
    return _finish(picture, axes, title)


def about(row: LedgerRow) -> str:
    """What a figure is about: its indicator, with the comparison where the indicator does not tell it."""
    indicator, comparison = row.figure.indicator, row.figure.comparison or ""
    return indicator if indicator.endswith(comparison) else indicator + comparison


def _label(row: LedgerRow) -> str:
    figure = row.figure
    told = textwrap.wrap(covered(about(row)), _LABEL_WIDTH)
    return "\n".join([*told[:2], covered(figure.period or "")]).strip()


def _picture(height: float) -> Figure:
    from matplotlib.figure import Figure

    return Figure(figsize=(9, height), dpi=120, layout="constrained")


def _finish(picture: Figure, axes: Axes, title: str) -> bytes:
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    picture.suptitle("\n".join(textwrap.wrap(covered(title), _TITLE_WIDTH)[:2]), fontproperties=_font(17))
    out = io.BytesIO()
    picture.savefig(out, format="png", bbox_inches="tight", pad_inches=0.3)
    return out.getvalue()


def _font(size: int) -> Any:
    from matplotlib.font_manager import FontProperties
    from pylopdf_fonts_zh_cn import sans_path

    return FontProperties(fname=str(sans_path()), size=size)
