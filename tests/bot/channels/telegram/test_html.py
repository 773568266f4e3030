"""Pages keep Telegram's limits whatever stands in the text, and lose none of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.html import Run, as_html, as_plain, clean, paginate, units
from bot.channels.telegram.render import answer_pages, paragraph_pages
from bot.texts import Texts
from tests.telegram_server.checks import message_text
from tests.telegram_server.fakes import answer, citation

TEXTS = Texts.load("telegram")
CHARACTERS = st.sampled_from("报告好。!?;\n,、 <>&\"'😀👨‍👩‍👧𠮷ab1[]\x00\x1b\ud800\r“”")
TEXT = st.text(CHARACTERS, max_size=300)
RUNS = st.lists(st.builds(Run, TEXT, st.sampled_from(["", "bold", "quote"])), max_size=8)


def _kept(text: str) -> str:
    return "".join(clean(text).split())


@given(RUNS, st.integers(20, 200))
def test_pages_hold_everything_in_order_and_keep_the_limit(runs: list[Run], limit: int) -> None:
    pages = paginate(runs, limit)
    assert all(units(as_plain(page)) <= limit for page in pages)
    assert _kept("".join(as_plain(page) for page in pages)) == _kept(as_plain(runs))


@given(RUNS)
def test_the_strict_server_reads_back_what_was_written(runs: list[Run]) -> None:
    for page in paginate(runs):
        text, _ = message_text(as_html(page), "HTML")
        assert text == as_plain(page)


def test_more_styles_than_telegram_takes_go_on_another_page() -> None:
    pages = paginate([Run("粗", "bold")] * 250)
    assert [len(page) for page in pages] == [100, 100, 50]


def test_a_page_ends_with_a_sentence_and_its_marks() -> None:
    assert [as_plain(page) for page in paginate([Run("第一句话。[1]第二句话。[2]")], 10)] == [
        "第一句话。[1]",
        "第二句话。[2]",
    ]


def test_a_text_without_any_stop_is_cut_all_the_same() -> None:
    assert [len(as_plain(page)) for page in paginate([Run("长" * 10_000)])] == [4096, 4096, 1808]


@given(TEXT, TEXT, st.integers(0, 60))
def test_an_answer_of_any_kind_fits(text: str, quote: str, citations: int) -> None:
    marks = tuple(citation(n, quote * 5) for n in range(1, citations + 1))
    for page in answer_pages(answer("问", text * 20, *marks), TEXTS):
        message_text(as_html(page), "HTML")


@given(TEXT, TEXT, TEXT, st.integers(1, 40))
def test_a_paragraph_of_any_kind_fits_and_holds_its_quote(before: str, quote: str, after: str, times: int) -> None:
    paragraph = (before * times + quote + after * times, len(before * times), len(before * times + quote))
    pages = paragraph_pages(citation(1, quote), paragraph, TEXTS)
    for page in pages:
        message_text(as_html(page), "HTML")
    assert _kept(quote) in _kept("".join(as_plain(page) for page in pages))


def test_an_empty_answer_still_says_something() -> None:
    assert as_plain(answer_pages(answer("问", ""), TEXTS)[0])
