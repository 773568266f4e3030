"""A spreadsheet's cell as a person sees it: 23.36%, 2022年7月1日, 1600."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any


def cell_text(cell: Any) -> str:
    """The text of an openpyxl cell; empty for an empty one and for a formula that failed (#REF!)."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return number_text(value, cell.number_format or "")
    if isinstance(value, datetime | date):
        return _day(value)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return str(value) if isinstance(value, timedelta) else str(value).strip()


def number_text(value: float, form: str) -> str:
    """A number without the noise of binary fractions; as a percentage where the format says so."""
    if "%" in form:
        places = len(form.partition(".")[2].partition("%")[0].replace("#", "0")) if "." in form else 0
        return f"{value * 100:.{min(places, 6)}f}%"
    plain = f"{value:.15g}"
    return plain if "e" not in plain else f"{value:.6f}".rstrip("0").rstrip(".")


def _day(value: date) -> str:
    day = f"{value.year}年{value.month}月{value.day}日"
    has_time = isinstance(value, datetime) and (value.hour or value.minute)
    return f"{day}{value:%H:%M}" if has_time else day
