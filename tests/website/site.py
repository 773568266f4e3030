"""The pages served over real HTTP from a thread of their own, with a real library, assistant and database behind them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import httpx

from bot.app import open_web_services
from bot.channels.web.application import web_application
from bot.channels.web.server import WebServer
from bot.channels.web.services import WebServices
from bot.settings import Settings
from retrieval.document import Audience, Document, Source
from retrieval.editions.library import Library
from retrieval.embedding.embeddings import EmbedderSpec
from tests.retrieval.making import library_with

Result = TypeVar("Result")
KEY = "a-key-of-the-staff-0123"  # of the API
EVIL = "<img src=x onerror=alert(1)><script>alert(2)</script>"
REPORT = f"""一、2022年上半年工作总结
以韧克难,经济运行稳中提质。1-5月,规模工业产值0.96亿元,增幅23.36%。新引进企业40家,税收1200万元。
民生服务不断改善。建成三处助餐点,每天为老人送餐300余份。居家养老服务站开展健康讲座12场。
(一)安全生产
开展安全生产大检查,排查隐患120处,全部整改到位。消防演练进社区。
二、存在的问题
停车难的问题还比较突出,物业服务有待提高。
三、2022年下半年工作打算
建成悦华养老综合服务中心,打造新的养老综合体。计划改造老旧小区5个,争取年底完工。
公告里有人写了{EVIL},原样保留。
"""
INTERNAL = "内部情况:信访积案7件,已化解3件。重点企业走访记录15份。"


def _document(id_: str, title: str, text: str, audience: Audience = "public") -> Document:
    source = Source(id_, title, "荷花池街道办事处", "2022年上半年", "2022-07-01", audience, f"{id_}.txt", id_)
    return Document(source, text)


def documents() -> list[Document]:
    return [
        _document("report", "荷花池街道2022年上半年工作总结和下半年工作打算", REPORT),
        _document("a/b 通知?", f"关于{EVIL}的通知", "社区卫生服务中心周末开放,医保窗口每周二办公。"),
        _document("secret", "内部工作情况", INTERNAL, "internal"),
    ]


@dataclass(frozen=True)
class Site:
    """``url`` answers while ``running`` is open."""

    url: str
    settings: Settings
    library: Library
    services: WebServices
    loop: asyncio.AbstractEventLoop

    def client(self) -> httpx.Client:
        """A visitor of their own, with their own cookies."""
        return httpx.Client(base_url=self.url, timeout=30)

    def do(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Do something behind the pages' back, such as what the staff do."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)


@contextmanager
def running(
    data: Path, services: WebServices | None = None, content: list[Document] | None = None, **environment: str
) -> Iterator[Site]:
    """A site on a free port; ``services`` in place of the real ones, ``content`` of the usual documents."""
    usual = {"ADMIN_IDS": "3001", "STAFF_IDS": "2001", "API_KEYS": f"台账:staff:{KEY}", "WEB_ASKS_PER_MINUTE": "10000"}
    settings = Settings.load(usual | {"DATA_DIR": str(data)} | environment)
    library = services.library if services else library_with(data, content or documents(), EmbedderSpec("e5"))
    services = services or open_web_services(settings, library)
    ready, stop, served = threading.Event(), threading.Event(), []

    async def serve() -> None:
        async with WebServer(web_application(settings, services), "127.0.0.1", 0) as server:
            served.append((server.address, asyncio.get_running_loop()))
            ready.set()
            await asyncio.to_thread(stop.wait)

    thread = threading.Thread(target=asyncio.run, args=(serve(),), daemon=True)
    thread.start()
    assert ready.wait(30), "the pages were not served"
    try:
        url, loop = served[0]
        yield Site(url, settings, library, services, loop)
    finally:
        stop.set()
        thread.join(30)


def with_assistant(site: Site, assistant: object) -> WebServices:
    """The services of a site with another assistant."""
    return replace(site.services, assistant=assistant)  # type: ignore[arg-type]
