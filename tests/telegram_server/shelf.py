"""A shelf and a desk for tests, filled by hand."""

from __future__ import annotations

from pathlib import Path

from bot.channels.shelf import Nearby, Topic
from bot.staff.draft_check import Verdict
from bot.staff.ledger import find
from retrieval.document import Figure
from retrieval.editions.ledger import LedgerRow
from tests.telegram_server.fakes import QUOTE


def ledger_row(value: str = "0.96亿元", indicator: str = "规模工业产值", **changes: object) -> LedgerRow:
    number = changes.pop("number", 96000000.0)
    figure = Figure(indicator, value, "元", number, "2022年1-5月", None, "done", 16, 22, (10, 40))  # type: ignore[arg-type]
    values: dict[str, object] = {"document": "report", "section": ("一、上半年", "经济"), "quote": QUOTE, "page": None}
    return LedgerRow(figure, audience="public", **(values | changes))  # type: ignore[arg-type]


class FakeShelf:
    """Knows two topics and two questions; ``near`` and ``rows`` are set by hand."""

    def __init__(self) -> None:
        self.id = "e1"
        self.day: str | None = "2022-06-30"
        self.asked = ("老人有什么服务?", "规模工业产值是多少?")
        self.near = (Nearby("养老服务", "养老服务的一段。"), Nearby("社区食堂", "食堂的一段。"))
        self.rows: tuple[LedgerRow, ...] = (ledger_row(),)

    def edition(self) -> str:
        return self.id

    def as_of(self) -> str | None:
        return self.day

    def figures(self) -> tuple[LedgerRow, ...]:
        return self.rows

    def title(self, document: str) -> str:
        return "工作总结"

    def address(self, document: str, start: int, end: int) -> str | None:
        return f"/documents/{document}?start={start}&end={end}"

    def topics(self) -> tuple[Topic, ...]:
        return tuple(Topic(f"大按钮{n}", f"第{n}个问题?", ()) for n in range(1, 6))

    def suggestions(self) -> tuple[str, ...]:
        return self.asked

    def nearest(self, question: str) -> tuple[Nearby, ...]:
        return self.near


class FakeDesk:
    """Holds rows; judges 1.2亿元 wrong, 0.96亿元 right and any other draft to hold one unknown number."""

    def __init__(self) -> None:
        self.rows = [
            ledger_row(),
            *(ledger_row(f"{n}亿元", f"指标{n}", number=n * 1e8, quote="另一句。") for n in range(1, 13)),
        ]

    def figures(self, words: str = "") -> tuple[LedgerRow, ...]:
        return find(self.rows, words)

    def title(self, document: str) -> str:
        return "工作总结"

    def check(self, draft: str, *, public_only: bool = False) -> tuple[Verdict, ...]:
        found = []
        for text, verdict, expected in (("1.2亿元", "mismatch", "0.96亿元"), ("0.96亿元", "match", None)):
            if (at := draft.find(text)) >= 0:
                found.append(Verdict(text, at, at + len(text), verdict, expected, ledger_row()))  # type: ignore[arg-type]
        return tuple(found) or (Verdict(draft[:1], 0, 1, "unknown"),)

    def read(self, path: Path) -> str:
        return path.read_text("utf-8")
