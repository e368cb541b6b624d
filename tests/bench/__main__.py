"""Measures the pages and jobs that have a budget (design §9), on SQLite or, with --postgresql, on PostgreSQL."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import text

from homestay import clock, database
from homestay.bookings import queries as bookings
from homestay.bookings.finding import Sought
from homestay.declarations.sheet import SheetGuest
from homestay.declarations.workbook import write_vn_2026
from homestay.feeds.actions import Calendar, publish
from homestay.feeds.publishing import SHELF
from homestay.places import queries as places
from homestay.upkeep.serve import settle
from homestay.web.kept import PARTS
from models import db
from models.folded import folded
from models.stay import Stay
from tests.bench import server, writers
from tests.bench.asking import Answer, Request, ask, request
from tests.bench.house import RARE_NAME, RARE_PHONE, crowd, fill
from tests.bench.measure import Job, Line, timed
from tests.support import houses
from tests.support.installations import Installations
from tests.support.person import Person

ROOMS_SMALL, ROOMS_BIG = 10, 60
FIRST = "  the same, first after a change of the house"
"""Nothing of the page is kept then (homestay/web/kept.py). The budgets are for the page as it is opened again, so this has none."""
DIALECT = "postgresql" if "--postgresql" in sys.argv else "sqlite"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = Installations(Path(folder)).new(DIALECT)
        settle()  # as the server does
        print(f"{DIALECT}, {ROOMS_SMALL} and {ROOMS_BIG} rooms, two years of bookings, two thirds full; milliseconds")
        print(f"{'job':<52} {'median':>9} {'p95':>9} {'budget':>9} {'':5} {'machine':>7}")
        for line in lines(app, Path(folder) / "compiled"):
            print(line, flush=True)
        print("machine: what a million squares took to add up just then; a shared machine changes its speed from minute to minute")


def lines(app: Flask, compiled: Path) -> Iterator[Line | str]:
    small, big = houses.new(app, name="Nhà Nhỏ"), houses.new(app, name="Nhà Lớn")
    with app.app_context():
        fill(small.homestay(), ROOMS_SMALL)
        fill(big.homestay(), ROOMS_BIG, seed=2)
        count_rows()
    owner_small, owner_big = small.person("owner"), big.person("owner")
    today = first_day()
    yield timed("start of the program", Job(lambda _given: start(app, compiled)), 1500, rounds=5)
    for rooms, person, budget in ((ROOMS_SMALL, owner_small, most(4, 5)), (ROOMS_BIG, owner_big, most(8, 12))):
        page = opens(person, f"/calendar?days=31&from={today}")
        yield timed(f"calendar, a month, {rooms} rooms", page, budget)
        yield timed(FIRST, anew(page))
    yield timed(f"calendar, unchanged, {ROOMS_BIG} rooms", unchanged(app, f"/calendar?days=31&from={today}", owner_big), 1.5)
    pages = (
        (f"today, {ROOMS_SMALL} rooms", owner_small, "/", most(6, 8)),
        (f"today, {ROOMS_BIG} rooms", owner_big, "/", most(6, 8)),
        ("list of bookings", owner_big, "/bookings", 12),
        ("month report", owner_big, "/reports/month", None),
    )
    for job, person, path, budget in pages:
        yield timed(job, opens(person, path), budget)
        yield timed(FIRST, anew(opens(person, path)))
    yield timed("one booking", opens(owner_big, "/bookings/B00100"), 4)
    yield timed("free places for three nights (asked only)", free_places(app, big), 5)
    yield from finding(app)
    feed = feed_of(app, small)
    yield timed(f"calendar file of {ROOMS_SMALL} rooms, made anew", reads_feed(app, feed), 6)
    yield timed("calendar file, unchanged", unchanged(app, feed), 1.5)
    yield timed("police sheet, 200 guests, written and read back", Job(sheet), 500, rounds=5)
    yield timed("taking a booking (form sent)", takes(app, small, owner_small), most(7, 12))
    for number, words, budget in ((writers.WRITERS, "eight houses", 80), (1, "one house", 250)):
        median, p95 = writers.at_once(app, compiled, number)
        yield f"eight people taking bookings at once in {words}: median {median:.0f}, p95 {p95:.0f} ms (budget {budget}), none lost"
    requests, kilobytes = server.first_visit(app, compiled, owner_big)
    yield f"first visit: {requests} requests (budget 6), {kilobytes:.1f} kB on the wire (budget 60)"
    used = ["/", "/calendar?days=31", "/bookings", "/bookings/B00100", "/declarations", "/reports/month", feed]
    yield f"memory of the server after use: {server.weight_after_use(app, compiled, owner_big, used):.0f} MB (budget 120)"


def finding(app: Flask) -> Iterator[Line]:
    village = [houses.new(app, name=f"Nhà Đông {number}") for number in range(10)]
    with app.app_context():
        for house in village:
            crowd(house.homestay(), 10_000)
        count_rows()
    for job, words in (
        ("a rare name", folded(RARE_NAME)),
        ("a usual name", "nguyen thi"),
        ("a phone number", RARE_PHONE),
        ("nobody", "zelda"),
    ):
        yield timed(f"finding {job}, 100,000 guests in ten houses (asked only)", finds(app, village[4], words), 12)


def count_rows() -> None:
    """Let PostgreSQL count what its tables hold, as it does by itself within a minute of so many new rows."""
    if DIALECT == "postgresql":
        with database.writing_engine().connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE"))


def most(sqlite: float, postgresql: float) -> float:
    """Return the budget of the database that is measured (design §9)."""
    return postgresql if DIALECT == "postgresql" else sqlite


def first_day() -> str:
    return (clock_day() - timedelta(days=15)).isoformat()


def clock_day() -> date:
    return datetime.now(clock.ZONE).date()


def opens(person: Person, path: str) -> Job:
    """Return the opening of a page as a browser with gzip does it."""

    def open_it(asked: Request) -> Answer:
        answer = ask(person.app, asked)
        assert answer.status == 200, (path, answer.status)
        return answer

    return Job(open_it, lambda: request(path, person))


def anew(opened: Job) -> Job:
    """Return the same opening with nothing kept from the one before."""

    def before() -> Request:
        PARTS.kept.clear()
        return opened.before()

    return Job(opened.do, before)


def unchanged(app: Flask, path: str, person: Person | None = None) -> Job:
    """Return the asking for what has not changed since."""
    etag = ask(app, request(path, person)).headers["ETag"]

    def ask_again(asked: Request) -> None:
        status = ask(app, asked).status
        assert status == 304, (path, status)

    return Job(ask_again, lambda: request(path, person, If_None_Match=etag))


def free_places(app: Flask, house: houses.House) -> Job:
    def look(_given: object) -> None:
        with app.app_context():
            today = clock.today()
            places.free_units(house.id, Stay(today, today + timedelta(days=3)))
            db.session.rollback()

    return Job(look)


def finds(app: Flask, house: houses.House, words: str) -> Job:
    def look(_given: object) -> None:
        with app.app_context():
            bookings.recent(house.homestay(), Sought(text=words))
            db.session.rollback()

    return Job(look)


def feed_of(app: Flask, house: houses.House) -> str:
    """Publish the calendar of the whole house and return its path."""
    with app.app_context():
        return f"/ical/{publish(house.homestay(), Calendar(channel='airbnb')).token}.ics"


def reads_feed(app: Flask, path: str) -> Job:
    """Return the reading of a calendar file that is not kept."""

    def before() -> Request:
        SHELF.kept.clear()
        return request(path)

    return Job(lambda asked: ask(app, asked), before)


def sheet(_given: object) -> bytes:
    """Write the police sheet of 200 guests; the writer reads back what it wrote."""
    said = {"birth_date": date(1990, 1, 1), "birth_precision": "D", "sex": "M", "nationality": "VNM", "document_type": 1, "reason": 1}
    stay = {"arrival": date(2026, 10, 1), "departure": date(2026, 10, 3), "room": "P1"}
    numbers = [f"0010900{number:05d}" for number in range(200)]
    return write_vn_2026([SheetGuest(name="Nguyễn Văn An", document_number=number, **said, **stay) for number in numbers])


def takes(app: Flask, house: houses.House, person: Person) -> Job:
    """Return the sending of the form of a new booking, for one more free night each time."""
    days = iter(range(70, 700))
    with app.app_context():
        today = clock.today()
        later = today + timedelta(days=400)
        unit = places.free_units(house.id, Stay(later, later + timedelta(days=1)))[0].unit_id
    person.opens("/bookings/new")
    said = {"csrf_token": str(person.token), "unit": str(unit), "adults": "2", "contact": "Anna", "source": "phone"}

    def form() -> Request:
        arrive = today + timedelta(days=next(days))
        nights = {"arrive": arrive.isoformat(), "leave": (arrive + timedelta(days=1)).isoformat(), "op": f"bench-{arrive}"}
        return request("/bookings/new", person, form={**said, **nights})

    def take(asked: Request) -> None:
        status = ask(app, asked).status
        assert status == 303, status

    return Job(take, form)


def start(app: Flask, compiled: Path) -> None:
    command = [sys.executable, "-c", "import app"]
    subprocess.run(command, check=True, cwd=Path(__file__).parents[2], env=server.environment(app, compiled))


if __name__ == "__main__":
    main()
