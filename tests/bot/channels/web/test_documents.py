"""The documents' pages over HTTP: their text to the letter, addresses of sentences, stamps, and what is not for everyone."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import httpx
from bs4 import BeautifulSoup, Tag

from tests.bot.channels.web.desk.conftest import STAFF, working
from tests.bot.channels.web.test_chat import FIGURE, ask
from tests.retrieval.making import document
from tests.website.site import EVIL, REPORT, Site, running


def page(visitor: httpx.Client, address: str) -> BeautifulSoup:
    response = visitor.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "html.parser")


def text(box: Tag | BeautifulSoup, selector: str) -> str:
    return "".join(one.get_text() for one in box.select(selector))


def test_every_sentence_stands_there_to_the_letter_under_its_offset(visitor: httpx.Client) -> None:
    sentences = page(visitor, "/documents/report").select(".sentence")
    for one in sentences:
        start, words = int(one["id"][1:]), one.get_text()
        assert REPORT[start : start + len(words)] == words
    assert sum(len(one.get_text()) for one in sentences) == len(re.sub(r"\s*\n", "", REPORT))


def test_headings_nest_and_stamps_stand_beside_what_they_say(visitor: httpx.Client) -> None:
    shown = page(visitor, "/documents/report")
    assert shown.select_one(".reading h2").get_text().strip() == "一、2022年上半年工作总结"
    assert shown.select_one(".reading h3").get_text().strip() == "(一)安全生产"
    runs = {run.select_one("p").get_text().strip(): text(run, ".stamp") for run in shown.select(".run")}
    assert runs["停车难的问题还比较突出,物业服务有待提高。"] == "问题"
    assert next(stamp for words, stamp in runs.items() if words.startswith("建成悦华")) == "计划"
    assert "0.96亿元" in [one.get_text() for one in shown.select(".reading .figure")]


def test_a_citation_opens_its_document_with_the_quote_marked(visitor: httpx.Client) -> None:
    citation = ask(visitor, FIGURE)["citations"][0]
    shown = page(visitor, citation["href"])
    for hint in shown.select("mark .hidden"):
        hint.decompose()
    assert text(shown, "mark") == citation["quote"]
    assert len(shown.select("#quote")) == 1


def test_an_address_of_an_older_version_marks_nothing_and_says_so(visitor: httpx.Client) -> None:
    shown = page(visitor, "/documents/report?start=0&end=20&v=00000000")
    assert not shown.select("mark")
    assert "换过新版本" in text(shown, ".notice")


def test_many_documents_are_searched_and_paged(tmp_path: Path) -> None:
    sheets = [document(f"n{n}", f"第{n}份。") for n in range(60)]
    with running(tmp_path, content=sheets) as many, many.client() as visitor:
        assert len(page(visitor, "/documents").select(".sheet")) == 50
        second = page(visitor, "/documents?page=2")
        assert len(second.select(".sheet")) == 10
        assert second.select_one(".pager a")["href"] == "/documents"
        assert text(page(visitor, "/documents?words=n59"), ".sheet h2").strip() == "n59情况报告"
        assert "没有找到" in visitor.get("/documents?words=没有").text


def test_odd_places_mark_nothing(visitor: httpx.Client) -> None:
    for place in ("start=x&end=5", "start=9&end=3", "start=99999999999999&end=999999999999999", "start=-5&end=2"):
        assert not page(visitor, f"/documents/report?{place}").select("mark")


def test_internal_documents_do_not_exist_for_residents(visitor: httpx.Client) -> None:
    assert "内部工作情况" not in visitor.get("/documents").text
    assert visitor.get("/documents/secret").status_code == 404
    assert visitor.get("/documents/nothing").status_code == 404


def test_signed_in_staff_read_internal_documents_and_figures(site: Site) -> None:
    with working(site, STAFF) as worker:
        assert "内部工作情况" in worker.get("/documents").text
        assert "信访积案" in worker.get("/documents/secret").text
        assert "信访积案" in worker.get("/figures").text
        assert "信访积案" in worker.get("/figures.csv").content.decode("utf-8-sig")
        answer = worker.client.post("/chat/ask", json={"question": "信访积案有多少件?"})
        assert "7件" not in answer.text  # the chat is the residents', whoever looks


def test_markup_in_titles_ids_and_texts_stays_text(visitor: httpx.Client, site: Site) -> None:
    for address in ("/documents", "/documents/report", f"/documents/{quote('a/b 通知?', safe='')}"):
        shown = page(visitor, address)
        assert not shown.select("main img, main script")
        assert EVIL in shown.get_text()
    links = [one["href"] for one in page(visitor, "/documents").select(".shelf a")]
    assert all(visitor.get(link).status_code == 200 for link in links)
