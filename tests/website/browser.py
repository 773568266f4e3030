"""A headless Chromium of the system, as a phone and as a desktop computer."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

PHONE, DESKTOP = (390, 844), (1280, 800)
SIZES = {"phone": PHONE, "desktop": DESKTOP}
_CHECKS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def chromium() -> str | None:
    """The program, where it is installed."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def browsing(program: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", "--disable-gpu", "--disable-extensions", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@contextmanager
def visiting(
    browser: Browser, url: str, size: tuple[int, int] = PHONE, complains: bool = True, **more: Any
) -> Iterator[Page]:
    """A page of a new visitor. A request to elsewhere fails the test, and what the browser complains of.

    ``complains``: False where trouble is meant, which the browser tells too.
    """
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", base_url=url, reduced_motion="reduce", **more
    )
    page, complaints = context.new_page(), []
    if complains:
        page.on("console", lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(url) else complaints.append(request.url))
    yield page
    context.close()
    assert not complaints


def barriers(page: Page) -> list[str]:
    """What axe-core finds serious or worse on the page as it is."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": _CHECKS}}).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
