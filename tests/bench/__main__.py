"""Measures the pages and jobs that have a budget (design §9), on SQLite or, with --postgresql, on PostgreSQL."""

import gzip
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from flask import Flask

from homestay import clock
from homestay.places import queries as places
from models import db
from models.stay import Stay
from tests.bench.house import fill
from tests.bench.measure import Line, timed
from tests.support import houses
from tests.support.installations import Installations
from tests.support.person import Person

ROOMS_SMALL, ROOMS_BIG = 10, 60


def main() -> None:
    dialect = "postgresql" if "--postgresql" in sys.argv else "sqlite"
    with tempfile.TemporaryDirectory() as folder:
        app = Installations(Path(folder)).new(dialect)
        print(f"{dialect}, {ROOMS_SMALL} and {ROOMS_BIG} rooms, two years of bookings, two thirds full; milliseconds")
        print(f"{'job':<52} {'median':>9} {'p95':>9} {'budget':>9}")
        for line in lines(app):
            print(line, flush=True)
    print(f"memory of this process after use: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (budget 120)")


def lines(app: Flask) -> Iterator[Line]:
    small, big = houses.new(app, name="Nhà Nhỏ"), houses.new(app, name="Nhà Lớn")
    with app.app_context():
        fill(small.homestay(), ROOMS_SMALL)
        fill(big.homestay(), ROOMS_BIG, seed=2)
    owner_small, owner_big = small.person("owner"), big.person("owner")
    today = first_day()
    yield timed("start of the program", start, 1500, rounds=3)
    yield timed(f"calendar, a month, {ROOMS_SMALL} rooms", opens(owner_small, f"/calendar?days=31&from={today}"), 4)
    yield timed(f"calendar, a month, {ROOMS_BIG} rooms", opens(owner_big, f"/calendar?days=31&from={today}"), 8)
    yield timed(f"calendar, unchanged, {ROOMS_BIG} rooms", unchanged(owner_big, f"/calendar?days=31&from={today}"), 1.5)
    yield timed(f"today, {ROOMS_BIG} rooms", opens(owner_big, "/"), 6)
    yield timed("list of bookings", opens(owner_big, "/bookings"), 12)
    yield timed("one booking", opens(owner_big, "/bookings/B00100"), 4)
    yield timed("month report", opens(owner_big, "/reports/month"), None)
    yield timed("free places for three nights (asked only)", free_places(app, big), 5)
    yield timed("first visit, compressed", first_visit(app), None)
    yield timed("taking a booking (form sent)", takes(app, small, owner_small), 7)


def first_day() -> str:
    return (clock_today() - timedelta(days=15)).isoformat()


def clock_today():  # type: ignore[no-untyped-def]
    import datetime

    return datetime.datetime.now(clock.ZONE).date()


def opens(person: Person, path: str) -> Callable[[], bytes]:
    def open_it() -> bytes:
        answer = person.opens(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return bytes(answer.data)

    return open_it


def unchanged(person: Person, path: str) -> Callable[[], bytes]:
    etag = person.opens(path).headers["ETag"]

    def ask() -> bytes:
        answer = person.client.get(path, headers={"If-None-Match": etag})
        assert answer.status_code == 304
        return b""

    return ask


def free_places(app: Flask, house: houses.House) -> Callable[[], None]:
    def ask() -> None:
        with app.app_context():
            today = clock.today()
            places.free_units(house.id, Stay(today, today + timedelta(days=3)))
            db.session.rollback()

    return ask


def first_visit(app: Flask) -> Callable[[], bytes]:
    client = app.test_client()
    return lambda: gzip.compress(client.get("/sign-in").data)


def takes(app: Flask, house: houses.House, person: Person) -> Callable[[], None]:
    """Send the walk-in's last form for one more free night each time."""
    days = iter(range(70, 700))
    with app.app_context():
        today = clock.today()
        unit = places.free_units(house.id, Stay(today + timedelta(days=400), today + timedelta(days=401)))[0].unit_id
    page = person.fields_of("/bookings/new")

    def take() -> None:
        arrive = today + timedelta(days=next(days))
        said = {"arrive": arrive.isoformat(), "leave": (arrive + timedelta(days=1)).isoformat(), "units": str(unit), "adults": "2"}
        answer = person.client.post("/bookings/new", data={**page, **said, "contact": "Anna", "source": "phone", "op": f"bench-{arrive}"})
        assert answer.status_code in (302, 303), answer.status_code

    return take


def start() -> None:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import app"], check=True, cwd=Path(__file__).parents[2])
    assert time.perf_counter() > began


if __name__ == "__main__":
    main()
