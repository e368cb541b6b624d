"""What every test may ask for. A homestay of its own, real commits, nothing cleaned: other houses' rows are meant to be there."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings

KEPT = ("HOMESTAY_CHROMIUM", "HOMESTAY_TEST_")
for name in [name for name in os.environ if name.startswith("HOMESTAY_") and not name.startswith(KEPT)]:
    del os.environ[name]  # a developer's own installation stays out of the tests

if len(tempfile.gettempdir()) > 40 and os.path.isdir("/tmp"):
    os.environ["TMPDIR"] = tempfile.tempdir = "/tmp"  # PostgreSQL, Chromium and we speak through sockets, whose paths are short

from models import db  # noqa: E402
from models.homestay import Homestay  # noqa: E402
from tests.support import chromium, disk, hashing, houses, network, postgres, tenancy  # noqa: E402
from tests.support.clock import THURSDAY_EVENING, Clock, standing_at  # noqa: E402
from tests.support.houses import House  # noqa: E402
from tests.support.installations import BOTH, Installations, closing  # noqa: E402
from tests.support.person import Person  # noqa: E402
from tests.support.site import served  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

network.close()
hashing.make_cheap()
disk.wait_for_nothing()
tenancy.watch(db.metadata)
settings.register_profile("the same on every machine", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("the same on every machine")  # others are tried with --hypothesis-profile=default


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        postgres.new_folder()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        postgres.end()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker("browser")


def pytest_collection_finish() -> None:
    """Let the collector of garbage look no more at the program and the eight thousand tests: they stay to the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def installations(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installations]:
    """All installations of this worker."""
    made = Installations(tmp_path_factory.mktemp("installations"))
    yield made
    made.end()


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest, installations: Installations) -> str:
    """Return the address of a new database with nothing in it; the test runs on SQLite and on PostgreSQL."""
    return installations.empty_url(request.param)


@pytest.fixture
def app(request: pytest.FixtureRequest, installations: Installations) -> Flask:
    """Return the installation that tests share, on SQLite; with `@on_both` on PostgreSQL too."""
    return installations.the(getattr(request, "param", "sqlite"))


@pytest.fixture
def empty_app(request: pytest.FixtureRequest, installations: Installations) -> Iterator[Flask]:
    """An installation of this test alone: migrated, nobody in it. On SQLite; with `@on_both_empty` on PostgreSQL too."""
    with closing(installations.new(getattr(request, "param", "sqlite"))) as made:
        yield made


@pytest.fixture
def clock(app: Flask) -> Iterator[Clock]:
    """The clock of `app`, standing at Thursday 1 October 2026, 18:00 until the test sets it."""
    with standing_at(app, THURSDAY_EVENING) as made:
        yield made


@pytest.fixture
def house(app: Flask) -> House:
    """Return a village and a homestay of this test alone, by their keys: no context is held, so that pages may be opened."""
    return houses.new(app)


@pytest.fixture
def homestay(app: Flask, house: House) -> Iterator[Homestay]:
    """The homestay of `house` as an object, inside an app context: for queries and actions."""
    with app.app_context():
        yield house.homestay()


@pytest.fixture
def visitor(app: Flask) -> Person:
    """Return somebody who has not signed in."""
    return Person(app)


@pytest.fixture
def owner(house: House) -> Person:
    return house.person("owner")


@pytest.fixture
def staff(house: House) -> Person:
    return house.person("staff")


@pytest.fixture
def village_head(house: House) -> Person:
    return house.person("village_head")


@pytest.fixture
def administrator(house: House) -> Person:
    return house.person("administrator")


@pytest.fixture
def neighbour(app: Flask) -> Person:
    """Return the owner of another homestay, in another village."""
    return houses.new(app).person("owner")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this worker."""
    try:
        with chromium.browser() as started:
            yield started
    except chromium.NoBrowser as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The address of `app`, served on this machine for `browser`."""
    with served(app) as url:
        yield url


@pytest.fixture
def tablet(browser: Browser, address: str) -> Iterator[Page]:
    """A tablet held upright; `page.goto("/")` opens Today."""
    with browser.new_context(base_url=address, viewport={"width": 800, "height": 1280}, locale="vi-VN") as context:
        yield context.new_page()
