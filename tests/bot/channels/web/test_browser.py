"""The pages in a real Chromium: used with keyboard and touch, open to everyone, proof against markup and trouble."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.website.browser import DESKTOP, PHONE, SIZES, barriers, visiting
from tests.website.site import EVIL, Site


def ask(page: Page, question: str) -> None:
    page.fill("#question", question)
    page.press("#question", "Enter")


def look(page: Page, *sizes: str) -> None:
    """On a phone and on a desktop computer nobody is shut out, and nothing runs over the edge."""
    for size in sizes or SIZES:
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        assert barriers(page) == [], (page.url, size)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (page.url, size)


def test_a_resident_asks_follows_up_and_opens_the_source(browser: Browser, site: Site) -> None:
    with visiting(browser, site.url) as page:
        sizes: list[int] = []
        page.on("response", lambda response: sizes.append(len(response.body())))
        page.goto("/", wait_until="networkidle")
        assert 0 < sum(sizes) < 100_000
        look(page)
        page.locator(".suggestions button").first.click()
        expect(page.locator(".exchange.answered")).to_have_count(1)
        ask(page, "规模工业产值是多少?")
        answer = page.locator(".exchange.answered").nth(1)
        expect(answer.locator(".sentences")).to_contain_text("0.96亿元")
        expect(answer.locator(".stamp")).to_have_text("已完成")
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        ask(page, "那增幅呢")
        expect(page.locator(".exchange").nth(2)).to_contain_text("23.36%")
        page.locator("a.size-huge").click()
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "26px"
        look(page)
        answer.locator("a.open").click()
        expect(page.locator("mark").last).to_be_in_viewport()
        assert page.evaluate("document.documentElement.dataset.size") == "huge"
        look(page)
        page.go_back()
        expect(page.locator(".exchange")).to_have_count(3)


@pytest.mark.torture
def test_no_page_shuts_anybody_out(browser: Browser, site: Site) -> None:
    with visiting(browser, site.url, complains=False) as page:
        for address in ("/documents", "/figures", "/api", "/nothing"):
            page.goto(address)
            look(page)
        page.goto("/settings?language=en&back=/")
        expect(page.locator("h1")).to_have_text("What would you like to know?")
        look(page, "phone")


def test_figures_are_found_and_sorted_without_a_reload(browser: Browser, site: Site) -> None:
    with visiting(browser, site.url, DESKTOP) as page:
        page.goto("/figures")
        page.evaluate("window.same = true")
        page.fill("#words", "隐患")
        expect(page.locator("#rows tr")).to_have_count(1)
        expect(page.locator("#csv")).to_have_attribute("href", "/figures.csv?words=%E9%9A%90%E6%82%A3")
        page.fill("#words", "")
        page.click("th.indicator a")
        expect(page.locator("th.indicator")).to_have_attribute("aria-sort", "ascending")
        assert page.evaluate("window.same")
        assert "sort=indicator" in page.url


def test_markup_stays_text(browser: Browser, site: Site) -> None:
    with visiting(browser, site.url, PHONE) as page:
        page.goto("/")
        for n, question in enumerate((f"公告里有人写了什么?{EVIL}", "老旧小区改造几个?"), 1):
            ask(page, question)
            expect(page.locator(".exchange:not(.waiting)")).to_have_count(n)
        expect(page.locator(".question .text").first).to_have_text(f"公告里有人写了什么?{EVIL}")
        page.reload()
        expect(page.locator(".question .text").first).to_have_text(f"公告里有人写了什么?{EVIL}")
        for address in ("/", "/documents", "/documents/report", f"/figures?words={EVIL}"):
            page.goto(address)
            assert page.locator("main img, main script").count() == 0


def test_without_a_network_it_says_what_to_do_and_asks_again(browser: Browser, site: Site) -> None:
    with visiting(browser, site.url, PHONE, complains=False) as page:
        page.goto("/")
        page.context.set_offline(True)
        ask(page, "规模工业产值是多少?")
        expect(page.locator(".exchange .status")).to_contain_text("没有网络")
        page.context.set_offline(False)
        page.locator(".exchange button.ask").click()
        expect(page.locator(".exchange.answered .sentences")).to_contain_text("0.96亿元")
        expect(page.locator(".exchange")).to_have_count(1)


def test_opinions_help_and_forgetting(browser: Browser, site: Site) -> None:
    with visiting(browser, site.url, PHONE) as page:
        page.goto("/")
        ask(page, "无人机送货怎么办理?")
        exchange = page.locator(".exchange.not_found, .exchange.partial")
        exchange.locator(".help").click()
        exchange.locator(".hand-over").click()
        expect(exchange.locator(".told")).to_contain_text("已经转给工作人员")
        (request,) = [one for one in site.do(site.services.inbox.open(100))[0] if one.question.startswith("无人机")]
        site.do(site.services.inbox.reply(request.id, 2001, f"请到窗口办理{EVIL}"))
        page.reload()
        expect(page.locator(".replies")).to_contain_text(f"请到窗口办理{EVIL}")
        ask(page, "规模工业产值是多少?")
        answered = page.locator(".exchange.answered")
        answered.locator(".useless").click()
        answered.locator("[data-reason=unclear]").click()
        expect(answered.locator(".told")).to_contain_text("记下了")
        page.locator("#forget").click()
        page.locator("#sure .strong").click()
        expect(page.locator("#state")).to_contain_text("都删掉了")
        expect(page.locator(".exchange")).to_have_count(0)
