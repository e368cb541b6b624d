"""A house with two years of bookings, made quickly and always the same."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from homestay import clock
from homestay.places.actions import RoomWish, add_room
from homestay.saving import saving
from models import db
from models.base import uuid7
from models.booking import Booking, BookingState, UnitNight
from models.guest import Guest
from models.homestay import Homestay
from models.payment import Payment
from models.stay import Stay

BEFORE, AHEAD = timedelta(days=670), timedelta(days=60)
NAMES = ("Trần Minh Quân", "Nguyễn Thu Hà", "Lê Quốc Bảo", "Phạm Đức Anh", "Bùi Khánh Vy", "Emma Laurent", "Vũ Đình Khôi", "Đặng Thị Lan")
SYLLABLES = (
    ("Nguyễn", "Trần", "Lê", "Phạm", "Vàng", "Giàng", "Lò", "Sùng", "Đặng", "Hoàng"),
    ("Thị", "Văn", "Minh", "Thu", "Đức", "Quốc", "A", "Mí"),
    ("Hà", "Anh", "Bảo", "Lan", "Páo", "Mai", "Yến", "Phong", "Long", "Nga", "Chạn", "Sính", "Vy", "Khôi", "Quân", "Dung"),
)
SOURCES = ("zalo", "phone", "walk_in", "booking", "airbnb", "tour")
RARE_NAME, RARE_PHONE = "Ngụy Ái Quế", "0900 000 000"
FILL = 0.65
CHUNK = 2_000


@dataclass
class Rows:
    """Rows to insert, by table."""

    bookings: list[dict[str, Any]]
    nights: list[dict[str, Any]]
    guests: list[dict[str, Any]]
    payments: list[dict[str, Any]]


def fill(homestay: Homestay, rooms: int, seed: int = 1) -> None:
    """Give a house `rooms` private rooms, two thirds full over two years around today."""
    for number in range(1, rooms + 1):
        add_room(homestay, RoomWish(f"P{number}", "private", 2 + 2 * (number % 3 == 0), 400_000 + 50_000 * (number % 4)))
    units = units_of(homestay)
    made = rows_of(homestay, units, Random(seed), clock.today())
    with saving(homestay):
        for table, rows in ((Booking, made.bookings), (UnitNight, made.nights), (Guest, made.guests), (Payment, made.payments)):
            for start in range(0, len(rows), CHUNK):
                db.session.execute(insert(table), rows[start : start + CHUNK])


def crowd(homestay: Homestay, guests: int) -> None:
    """Give a house so many guests, two a booking, over ten years up to today."""
    random, today = Random(3), clock.today()
    made, place = Rows([], [], [], []), uuid7()
    for number in range(guests // 2):
        day = today - timedelta(days=1 + number % 3_650)
        add_stay(made, homestay.id, place, Stay(day, day + timedelta(days=1)), random, today)
    for each in made.guests:
        each["name"] = " ".join(random.choice(part) for part in SYLLABLES)
    for each in made.bookings:
        each["phone"] = f"09{random.randrange(10**8):08d}"
    made.guests[guests // 3]["name"], made.bookings[guests // 3]["phone"] = RARE_NAME, RARE_PHONE
    with saving(homestay):
        for table, rows in ((Booking, made.bookings), (Guest, made.guests)):
            for start in range(0, len(rows), CHUNK):
                db.session.execute(insert(table), rows[start : start + CHUNK])


def units_of(homestay: Homestay) -> list[UUID]:
    from homestay.places.queries import free_units

    today = clock.today()
    return [place.unit_id for place in free_units(homestay.id, Stay(today, today + timedelta(days=1)))]


def rows_of(homestay: Homestay, units: list[UUID], random: Random, today: date) -> Rows:
    made = Rows([], [], [], [])
    for unit in units:
        day = today - BEFORE
        while day < today + AHEAD:
            nights = random.choices((1, 2, 3, 4), (55, 30, 10, 5))[0]
            if random.random() < FILL:
                add_stay(made, homestay.id, unit, Stay(day, day + timedelta(days=nights)), random, today)
            day += timedelta(days=nights if random.random() < 0.9 else nights + 1)
    return made


def add_stay(made: Rows, homestay_id: UUID, unit: UUID, stay: Stay, random: Random, today: date) -> None:
    state = BookingState.LEFT if stay.leave <= today else BookingState.IN_HOUSE if stay.arrive < today else BookingState.CONFIRMED
    booking, price = uuid7(), random.choice((400_000, 450_000, 500_000))
    key = {"homestay_id": homestay_id}
    came = {} if state == BookingState.CONFIRMED else {"arrived_at": clock.at(stay.arrive, 15)}
    left = {"left_at": clock.at(stay.leave, 11)} if state == BookingState.LEFT else {}
    made.bookings.append(
        {
            **key,
            "id": booking,
            "code": f"B{len(made.bookings):05d}",
            "source": random.choice(SOURCES),
            "state": state,
            "contact": random.choice(NAMES),
            "phone": RARE_PHONE,
            "booked_on": stay.arrive - timedelta(days=random.randint(0, 30)),
            "planned_from": stay.arrive,
            "planned_to": stay.leave,
            "adults": 2,
            "children": 0,
            "version": 0,
            "arrived_at": came.get("arrived_at"),
            "left_at": left.get("left_at"),
        }
    )
    made.nights += [{**key, "unit_id": unit, "night": night, "booking_id": booking, "price": price, "whole": False} for night in stay]
    made.guests += [guest(key, booking, slot, stay, state, random) for slot in (1, 2)]
    if state == BookingState.LEFT:
        made.payments.append(payment(key, booking, stay, price))


def guest(key: dict[str, Any], booking: UUID, slot: int, stay: Stay, state: BookingState, random: Random) -> dict[str, Any]:
    arrived = None if state == BookingState.CONFIRMED else stay.arrive
    left = stay.leave if state == BookingState.LEFT else None
    nationality = random.choices(("VNM", "FRA", "DEU"), (92, 4, 4))[0]
    who = {"name": random.choice(NAMES), "sex": random.choice("MF"), "nationality": nationality}
    return {**key, "id": uuid7(), "booking_id": booking, "slot": slot, **who, "arrived_on": arrived, "left_on": left}


def payment(key: dict[str, Any], booking: UUID, stay: Stay, price: int) -> dict[str, Any]:
    what = {"day": stay.leave, "method": "cash", "kind": "balance", "held_by": "homestay"}
    return {**key, "id": uuid7(), "booking_id": booking, **what, "amount": price * len(stay)}
