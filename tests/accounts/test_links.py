"""No page offers anybody what is closed to them: every link and form leads where its reader may go."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from homestay.web.access import OPEN
from models.account import Role
from tests.support import sample_house
from tests.support.every_page import every_page
from tests.support.installations import Installations
from tests.support.pages import Page
from tests.support.person import Person

EVERYBODY = [*map(str, Role), "staff:money", "staff:exports"]


@pytest.fixture(scope="module")
def village(installations: Installations) -> Iterator[sample_house.Village]:
    with sample_house.village(installations) as made:
        yield made


@pytest.fixture(scope="module")
def people(village: sample_house.Village) -> dict[str, Person]:
    return {role: village.ours.house.person(role) for role in EVERYBODY}


def offered(page: Page) -> set[tuple[str, str]]:
    """Return (method, path) of everything that a page leads to here."""
    links = {("GET", str(link.get("href"))) for link in page.all("a") if str(link.get("href", "")).startswith("/")}
    forms = {(str(form.get("method", "get")).upper(), str(form.get("action") or "")) for form in page.all("form")}
    return {(method, urlsplit(path).path) for method, path in links | forms if path.startswith("/")}


def closed(app: Flask, role: str, method: str, path: str) -> bool:
    """Say whether nobody with this role may open what a page offers."""
    try:
        endpoint, _values = app.url_map.bind("localhost").match(path, method)
    except (HTTPException, RequestRedirect):
        return True
    roles = getattr(app.view_functions[endpoint], "open_to", frozenset())
    return not roles & {OPEN, role, role.partition(":")[0]}


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize(("view", "shape"), [pytest.param(*page, id=page[1]) for page in every_page(most=1)])
def test_a_page_leads_only_where_its_reader_may_go(village, people, view, shape, role):
    answer = people[role].asks("GET", village.ours.address(shape))
    if answer.status != 200:
        pytest.skip("closed to them, tried in test_routes")
    assert [path for method, path in sorted(offered(answer.page)) if closed(village.app, role, method, path)] == []


def test_what_is_closed_is_found(village):
    assert closed(village.app, "staff", "GET", "/reports/month")
    assert not closed(village.app, "staff:money", "GET", "/reports/month")
    assert closed(village.app, "owner", "GET", "/nothing/here")
