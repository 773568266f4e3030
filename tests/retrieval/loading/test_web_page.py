from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.loading import Limits, LoadingError, load_file
from retrieval.loading.web_page import read_web_page
from tests.retrieval.loading.files import write


def text_of(html: str) -> str:
    return read_web_page("页.html", html.encode(), Limits()).text


def test_blocks_are_paragraphs_and_headings_are_marked() -> None:
    html = "<h1>通知</h1><div>各<b>社区</b>:<p>现将\n 事项通知如下。</p>请<br>遵照。</div>"
    assert text_of(html) == "# 通知\n各社区:\n现将 事项通知如下。\n请\n遵照。\n"
    assert text_of("<!DOCTYPE html>" + html) == text_of(html)


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>alert('坏')</script>",
        "<style>.a{color:red} /* 坏 */</style>",
        "<!-- 坏 -->",
        "<p style='display: none'>坏</p>",
        "<p style='visibility:hidden'>坏</p>",
        "<p hidden>坏</p>",
        "<span style='font-size:0px'>坏</span>",
        "<span style='COLOR: #FFFFFF'>坏</span>",
        "<span style='color:white'>坏</span>",
        "<style>.secret, #other {display:none}</style><p class='a secret'>坏</p><p id=other>坏</p>",
        "<iframe srcdoc='坏'>坏</iframe>",
        "<template>坏</template><noscript>坏</noscript><textarea>坏</textarea>",
        "<svg><text>坏</text></svg>",
        "<nav><a>坏</a></nav>",
    ],
)
def test_what_a_reader_does_not_see_is_no_text(hidden: str) -> None:
    assert text_of(f"<html><body><p>好。</p>{hidden}<p>完。</p></body></html>") == "好。\n完。\n"


def test_white_text_on_a_dark_ground_is_seen() -> None:
    assert text_of("<p style='color:#fff;background:#036'>标题</p>") == "标题\n"


def test_tables_are_told_row_by_row() -> None:
    html = """<table><caption>津贴</caption><tr><th rowspan=2>年龄</th><th colspan=2>标准</th></tr>
    <tr><th>每月</th><th>每年</th></tr><tr><td rowspan=2>80岁</td><td>50元</td><td>600元</td></tr>
    <tr><td>60元</td><td>720元</td></tr></table>"""
    assert text_of(html) == "津贴\n年龄:80岁;标准每月:50元;标准每年:600元。\n年龄:80岁;标准每月:60元;标准每年:720元。\n"


def test_a_table_that_only_places_text_is_text() -> None:
    inner = "<table><tr><td>第二段。</td></tr></table>"
    html = f"<table><tr><td><h1>标题</h1><p>第一段。</p></td></tr><tr><td>{inner}</td></tr></table>"
    assert text_of(html) == "# 标题\n第一段。\n第二段。\n"


def test_old_pages_in_gbk_are_read(tmp_path: Path) -> None:
    page = "<html><head><meta charset=gb2312><title>页</title></head><body><p>常州市荷花池街道</p></body></html>"
    assert load_file(write(tmp_path, "页.htm", page.encode("gbk"))).text == "常州市荷花池街道\n"


def test_entities_are_not_fetched(tmp_path: Path) -> None:
    page = '<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd">]><html><body><p>好&e;。</p></body></html>'
    assert "root:" not in load_file(write(tmp_path, "页.html", page)).text


def test_a_page_without_text_is_empty(tmp_path: Path) -> None:
    with pytest.raises(LoadingError) as caught:
        load_file(write(tmp_path, "页.html", "<html><script>1</script></html>"))
    assert caught.value.key == "empty"


def test_ten_thousand_boxes_in_one_another_do_no_harm() -> None:
    assert text_of("<div>" * 10_000 + "深" + "</div>" * 10_000) in ("深\n", "")


@given(st.text(alphabet="<>/=\"' tablerdhspnv1&;#坏", max_size=80))
def test_any_page_is_read(html: str) -> None:
    read_web_page("页.html", html.encode(), Limits())
