"""The desk in a real Chromium: in by a link, a file dropped, its rehearsal followed, switched to, rolled back; no barriers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.app import open_library, open_web_services
from bot.channels.web.desk.session import COOKIE
from bot.settings import Settings
from tests.bot.channels.web.desk.conftest import ADMIN
from tests.website.browser import DESKTOP, PHONE, barriers, visiting
from tests.website.site import EVIL, REPORT, Site, running

PAGES = ("inbox", "answers", "statistics", "documents")


@pytest.fixture(scope="module")
def office(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A copy of the site, since other documents are going to serve in it; with few golden questions."""
    seeds, data = tmp_path_factory.mktemp("seeds"), tmp_path_factory.mktemp("office") / "data"
    (seeds / "golden.jsonl").write_text('{"q": "规模工业产值是多少?"}\n{"q": "新引进企业多少家?"}\n', "utf-8")
    shutil.copytree(site.settings.data_dir, data, ignore=shutil.ignore_patterns("people.sqlite*"))
    given = {"SEEDS_DIR": str(seeds), "ADMIN_IDS": str(ADMIN)}
    settings = Settings.load({"DATA_DIR": str(data), **given})
    with running(data, open_web_services(settings, open_library(settings)), **given) as office:
        yield office


def _drop(page: Page, files: dict[str, str]) -> None:
    """Let files fall onto the form, as a mouse would."""
    data = page.evaluate_handle(
        """files => { const data = new DataTransfer();
        for (const [name, text] of Object.entries(files)) data.items.add(new File([text], name));
        return data; }""",
        files,
    )
    page.dispatch_event(".drop", "drop", {"dataTransfer": data})


def _fine(page: Page) -> None:
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_admin_signs_in_sends_rehearses_switches_and_goes_back(browser: Browser, office: Site) -> None:
    link = office.do(office.services.people.entrance.links.make(ADMIN))
    with visiting(browser, office.url, DESKTOP) as page:
        page.goto(f"/desk/sign-in?link={link}")
        page.get_by_role("button", name="登录").click()
        expect(page.get_by_role("heading", name="收件箱")).to_be_visible()
        page.get_by_role("link", name="文件", exact=True).click()
        _drop(page, {"report.txt": REPORT.replace("0.96亿元", "0.97亿元"), f"通知{EVIL}.txt": "食堂每餐12元。"})
        expect(page.locator("#chosen li")).to_have_count(2)
        page.get_by_label("公开").check()
        page.get_by_role("button", name="上传并预演").click()
        expect(page.get_by_role("heading", name="预演", exact=True)).to_be_visible()
        expect(page.get_by_role("heading", name="要上线吗")).to_be_visible(timeout=60_000)
        changed = page.locator("tr", has_text="规模工业产值")
        expect(changed.locator("del")).to_have_text("0.96亿元")
        expect(changed.locator("ins")).to_have_text("0.97亿元")
        expect(page.locator("main")).to_contain_text("通知_img src=x onerror=alert(1)__script_alert(2)__script_")
        _fine(page)
        page.get_by_label("原因").fill("半年报更正")
        page.get_by_label("仍要上线").check()
        page.get_by_role("button", name="上线").click()
        expect(page.get_by_role("status")).to_contain_text("已上线")
        expect(page.get_by_role("heading", name="现在的文件（4）")).to_be_visible()
        page.get_by_text("退回这个版本").click()
        page.get_by_role("button", name="退回").click()
        expect(page.get_by_role("status")).to_contain_text("已退回")
        expect(page.get_by_role("heading", name="现在的文件（3）")).to_be_visible()
        page.get_by_role("link", name="记录").click()
        expect(page.locator("tbody tr").nth(1)).to_contain_text("半年报更正")
        page.get_by_role("button", name="退出").click()
        expect(page.get_by_role("heading", name="登录工作台")).to_be_visible()
        _fine(page)


def test_the_pages_are_without_barriers_on_a_phone(browser: Browser, office: Site) -> None:
    services = office.services
    office.do(services.inbox.put("help", "desk-browser", "web:1", 0, f"食堂几点开门?{EVIL}"))
    office.do(services.approved.draft("电话?", "12345。", ADMIN))
    cookie = office.do(services.people.entrance.sessions.begin(f"telegram:{ADMIN}"))
    with visiting(browser, office.url, PHONE) as page:
        page.context.add_cookies([{"name": COOKIE, "value": cookie, "url": office.url}])
        for name in PAGES:
            page.goto(f"/desk/{name}")
            _fine(page)
        page.goto("/desk/check")
        page.get_by_label("稿子").fill(f"1-5月,规模工业产值1.2亿元。{EVIL}")
        page.get_by_role("button", name="核对").click()
        expect(page.locator("mark.mismatch")).to_contain_text("1.2亿元")
        _fine(page)
        assert page.locator("main img, main script").count() == 0


def test_the_desk_works_without_a_script(browser: Browser, office: Site) -> None:
    office.do(office.services.inbox.put("help", "desk-plain", "web:2", 0, "公交几点停?"))
    cookie = office.do(office.services.people.entrance.sessions.begin(f"telegram:{ADMIN}"))
    with visiting(browser, office.url, PHONE, java_script_enabled=False) as page:
        page.context.add_cookies([{"name": COOKIE, "value": cookie, "url": office.url}])
        page.goto("/desk/inbox")
        asked = page.locator("article", has_text="公交几点停")
        asked.locator("summary").click()
        asked.locator("textarea").fill("晚上十点。")
        asked.locator("button").click()
        expect(page.get_by_role("status")).to_contain_text("回复已经记下")
        page.goto("/desk/documents")
        page.set_input_files("#files", [{"name": "坏.docx", "mimeType": "text/plain", "buffer": b"x"}])
        page.get_by_label("内部").check()
        page.get_by_role("button", name="上传并预演").click()
        expect(page.locator("main")).to_contain_text("上传：坏.docx")
