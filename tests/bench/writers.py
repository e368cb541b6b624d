"""Eight people who take bookings at the same moment, through the real server: none lost, none double, none told to wait in vain."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from http.client import HTTPConnection
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from flask import Flask
from sqlalchemy import func, select

from homestay import clock
from homestay.places.actions import RoomWish, add_room
from homestay.places.queries import free_units
from models import db
from models.booking import Booking
from models.stay import Stay
from tests.bench import server
from tests.bench.asking import cookie_of
from tests.support import houses
from tests.support.houses import House
from tests.support.person import Person

WRITERS, EACH = 8, 25


class Writer(NamedTuple):
    """A person and the place for which they take booking after booking."""

    person: Person
    unit: UUID


def in_houses(app: Flask, number: int) -> tuple[list[House], list[Writer]]:
    """Make so many houses and eight writers spread over them, each with a room of their own."""
    made = [houses.new(app, name=f"Nhà Ghi {number}-{each}") for each in range(number)]
    writers = []
    for house in made:
        with app.app_context():
            for room in range(WRITERS // number):
                add_room(house.homestay(), RoomWish(f"P{room}", "private", 2, 400_000))
            today = clock.today()
            units = [place.unit_id for place in free_units(house.id, Stay(today, today + timedelta(days=1)))]
        writers += [Writer(house.person("owner"), unit) for unit in units]
    return made, writers


def at_once(app: Flask, compiled: Path, number: int) -> tuple[float, float]:
    """Let eight writers in so many houses take bookings; return the median and the 95th percentile in milliseconds."""
    made, writers = in_houses(app, number)
    for writer in writers:
        writer.person.opens("/bookings/new")
    with server.served(app, compiled) as (_process, port), ThreadPoolExecutor(WRITERS) as pool:
        times = sorted(chain.from_iterable(pool.map(lambda writer: take_all(port, writer), writers)))
    assert written(app, made) == WRITERS * EACH, "a booking was lost"
    return times[len(times) // 2], times[int(len(times) * 0.95)]


def take_all(port: int, writer: Writer) -> list[float]:
    """Take a booking for night after night; return how long each took."""
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie_of(writer.person)}
    today, times = clock_day(writer.person.app), []
    for number in range(EACH):
        arrive = today + timedelta(days=10 + number)
        nights = {"arrive": arrive.isoformat(), "leave": (arrive + timedelta(days=1)).isoformat(), "op": f"{writer.unit}-{number}"}
        said = {"csrf_token": writer.person.token, "unit": writer.unit, "adults": 2, "contact": "Anna", "source": "phone", **nights}
        began = time.perf_counter()
        connection = HTTPConnection("127.0.0.1", port, timeout=server.WAIT_SECONDS)
        connection.request("POST", "/bookings/new", urlencode(said), headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        times.append((time.perf_counter() - began) * 1000)
        assert answer.status == 303, answer.status
    return times


def clock_day(app: Flask) -> date:
    with app.app_context():
        return clock.today()


def written(app: Flask, made: Sequence[House]) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count(Booking.id)).where(Booking.homestay_id.in_([house.id for house in made]))) or 0
