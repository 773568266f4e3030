"""Who gets to the desk over HTTP, and what its cookie and forms have to be like."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from starlette.routing import Route

from bot.channels.web.desk.routes import desk_routes
from bot.channels.web.pages import Pages
from bot.people.people import People
from bot.settings import Settings
from tests.bot.channels.web.desk.conftest import ADMIN, STAFF, Office, Worker, working
from tests.website.site import Site, running

SIGN_IN = "/desk/sign-in"
OPEN = {"/desk", SIGN_IN}
TOKEN = "a-token-of-the-settings"


@pytest.fixture
def door(site: Site, tmp_path: Path) -> Iterator[Site]:
    """The same office behind another door, since tries are counted by address."""
    given = {"DESK_TOKENS": f"wang:staff:{TOKEN}", "PUBLIC_URL": "https://hewen.example.cn", "STAFF_IDS": str(STAFF)}
    people = People.open(site.services.people.database, Settings.load({"DATA_DIR": str(tmp_path), **given}))
    with running(tmp_path, replace(site.services, people=people), **given) as door:
        yield door


def _routes(site: Site) -> list[Route]:
    routes = desk_routes(site.settings, site.services, Pages.open(site.settings))
    return [route for route in routes if isinstance(route, Route) and route.path not in OPEN]


def _path(route: Route) -> str:
    return route.path.replace("{number:int}", "1").replace("{edition}", "none")


def test_a_link_signs_in_by_its_button_not_by_being_looked_at(door: Site, caplog: pytest.LogCaptureFixture) -> None:
    link = door.do(door.services.people.entrance.links.make(STAFF))
    with caplog.at_level(logging.DEBUG, "bot"), door.client() as client:
        for _ in range(3):
            shown = client.get(f"{SIGN_IN}?link={link}")
            assert (shown.status_code, link in shown.text) == (200, True)
        wrong = client.post(SIGN_IN, data={"link": link}, headers={"origin": "https://evil.example"})
        assert wrong.status_code == 403
        entered = client.post(SIGN_IN, data={"link": link}, headers={"origin": "https://hewen.example.cn"})
        assert (entered.status_code, entered.headers["location"]) == (303, "/desk/inbox")
        cookie = entered.headers["set-cookie"].lower()
        assert all(word in cookie for word in ("httponly", "samesite=lax", "secure", "max-age=43200"))
        used = client.post(SIGN_IN, data={"link": link}, headers={"origin": door.url})
        guessed = client.post(SIGN_IN, data={"token": "x" * 30}, headers={"origin": door.url})
        assert used.status_code == guessed.status_code == 403
        assert used.text == guessed.text
    ours = "".join(record.getMessage() for record in caplog.records if record.name.startswith("bot"))
    assert "telegram:2001 signed in" in ours
    assert link not in ours
    assert "x" * 30 not in ours


def test_a_token_signs_in_and_too_many_tries_are_refused(door: Site) -> None:
    with door.client() as client:
        origin = {"origin": door.url}
        entered = client.post(SIGN_IN, data={"token": TOKEN}, headers=origin)
        assert entered.status_code == 303
        tries = [client.post(SIGN_IN, data={"token": "no"}, headers=origin).status_code for _ in range(10)]
        assert tries[0] == 403
        assert tries[-1] == 429
        right = client.post(SIGN_IN, data={"token": TOKEN}, headers=origin)
        assert right.status_code == 429


def test_no_route_serves_who_is_not_signed_in(site: Site, visitor: httpx.Client) -> None:
    for route in _routes(site):
        for method in sorted((route.methods or set()) - {"HEAD"}):
            response = visitor.request(method, _path(route), headers={"origin": site.url})
            if method == "GET":
                assert (response.status_code, response.headers["location"]) == (303, SIGN_IN), route.path
            else:
                assert response.status_code == 401, route.path


def test_no_route_that_changes_anything_takes_a_foreign_form(site: Site, admin: Worker, staff: Worker) -> None:
    changing = [route for route in _routes(site) if "POST" in (route.methods or set())]
    assert len(changing) > 5
    for route in changing:
        path, form = _path(route), {"form_token": admin.form_token, "text": "x"}
        assert admin.client.post(path, data=form, headers={"origin": "https://evil.example"}).status_code == 403, path
        assert admin.client.post(path, data=form | {"form_token": staff.form_token}).status_code == 403, path
    for origin in ("null", "", "https://evil.example", site.url.replace("127.", "128."), "file://"):
        assert admin.client.post("/desk/sign-out", data=form, headers={"origin": origin}).status_code == 403
    for token in ("", "x", f"{admin.form_token}x"):
        assert admin.post("/desk/sign-out", form_token=token).status_code == 403


ADMINS_ALONE = {
    "/desk/answers/{number:int}/release",
    "/desk/answers/{number:int}/reject",
    "/desk/answers/{number:int}/withdraw",
    *(f"/desk/documents/{step}" for step in ("upload", "remove", "reload", "rollback")),
    *(f"/desk/documents/rehearsal/{step}" for step in ("approve", "withdraw", "stop", "close")),
}


def test_staff_can_not_do_what_admins_can(office: Office) -> None:
    with working(office.site, STAFF) as staff, working(office.site, ADMIN) as admin:
        refused = {route.path for route in _routes(office.site) if _refused(staff, route)}
        assert refused == ADMINS_ALONE
        assert office.fake.done == []
        assert not any(_refused(admin, route) for route in _routes(office.site))


def _refused(worker: Worker, route: Route) -> bool:
    path = _path(route)
    if route.path == "/desk/sign-out":
        return False
    if "GET" in (route.methods or set()):
        return worker.get(path).status_code == 403
    return worker.post(path).status_code == 403


def test_a_role_that_is_taken_away_ends_the_session(site: Site) -> None:
    roles = site.services.people.roles
    site.do(roles.grant(7001, "staff", 3001))
    with working(site, 7001) as worker:
        assert worker.get("/desk/inbox").status_code == 200
        site.do(roles.revoke(7001))
        assert worker.get("/desk/inbox").headers["location"] == SIGN_IN


def test_signing_out_ends_the_session_for_good(site: Site) -> None:
    with working(site, STAFF) as worker:
        assert worker.post("/desk/sign-out").headers["location"] == SIGN_IN
        worker.client.cookies.set("desk", worker.cookie)
        assert worker.get("/desk/inbox").headers["location"] == SIGN_IN


def test_what_was_written_when_the_session_had_ended_is_given_back(site: Site) -> None:
    with working(site, STAFF) as worker:
        site.do(site.services.people.entrance.leave(worker.cookie))
        over = worker.post("/desk/inbox/1/reply", text="写了很久的<b>回复</b>")
        assert over.status_code == 401
        assert "写了很久的&lt;b&gt;回复&lt;/b&gt;" in over.text


def test_the_desks_pages_are_kept_by_no_browser_and_larger_bodies_refused(staff: Worker) -> None:
    assert staff.get("/desk/inbox").headers["cache-control"] == "no-store"
    assert staff.post("/desk/inbox/1/reply", text="长" * 40_000).status_code == 413
    assert staff.post("/desk/inbox/99999999999999999999/keep").status_code == 404
