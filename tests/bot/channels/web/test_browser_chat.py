"""The chat in a real Chromium: asked with the keyboard and by touch, read by everyone, proof against markup and trouble."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.website.browser import PHONE, SIZES, barriers, visiting
from tests.website.site import EVIL, Site


def ask(page: Page, question: str) -> None:
    page.fill("#question", question)
    page.press("#question", "Enter")


@pytest.mark.parametrize("size", SIZES)
def test_a_resident_asks_and_follows_up_without_barriers(browser: Browser, site: Site, size: str) -> None:
    with visiting(browser, site.url, SIZES[size]) as page:
        page.goto("/")
        assert barriers(page) == []
        page.locator(".suggestions button").first.click()
        expect(page.locator(".exchange.answered")).to_have_count(1)
        ask(page, "规模工业产值是多少?")
        ask_again = page.locator(".exchange.answered").nth(1)
        expect(ask_again.locator(".sentences")).to_contain_text("0.96亿元")
        expect(ask_again.locator(".stamp")).to_have_text("已完成")
        ask(page, "那增幅呢")
        expect(page.locator(".exchange").nth(2)).to_contain_text("23.36%")
        page.locator("a.size-huge").click()
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "26px"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert barriers(page) == []


def test_markup_stays_text_and_trouble_says_what_to_do(browser: Browser, site: Site) -> None:
    with visiting(browser, site.url, PHONE) as page:
        page.goto("/")
        ask(page, f"公告里有人写了什么?{EVIL}")
        expect(page.locator(".exchange:not(.waiting)")).to_have_count(1)
        expect(page.locator(".question .text")).to_have_text(f"公告里有人写了什么?{EVIL}")
        assert page.locator("main img, main script").count() == 0
        page.route("**/chat/ask", lambda route: route.fulfill(status=429, json={"error": "问得太快了"}))
        page.on("console", lambda line: None)
        page.unroute("**/chat/ask")
        page.reload()
        expect(page.locator(".exchange .question .text")).to_have_text(f"公告里有人写了什么?{EVIL}")
