"""Made-up bookings of a made-up homestay: nights that never meet, guests, charges and payments around them."""

from datetime import date, datetime, time, timedelta
from random import Random

from tests.reports.random_house import RandomHouse, RandomRoom, Row, nights_between
from tests.reports.random_words import CHARGES, HOLDERS, METHODS, SOURCES, STATES, identity, name, nationality, sometimes

EARLY = (time(0, 5), time(1, 30), time(4, 59))
LATE = (time(5), time(5, 1), time(11, 30), time(15), time(23, 59))
COMING = (time(12), time(18, 45), time(23, 59))
SLEEPLESS = ("cancelled", "no_show")
CAME = ("left", "in_house")


def booking_rows(random: Random, house: RandomHouse, code: str) -> dict[str, list[Row]]:
    """Return the rows of one booking by sheet, its nights taken in the calendar of the house."""
    key = {"homestay": house.slug, "booking": code}
    booking = random_booking(random, house, key)
    nights = [] if booking["state"] in SLEEPLESS else random_nights(random, house, booking)
    return {
        "Bookings": [booking],
        "Nights": nights,
        "Guests": [random_guest(random, booking, nights) for _ in range(written_guests(random, booking))],
        "Charges": random_charges(random, booking),
        "Payments": random_payments(random, booking),
    }


def random_booking(random: Random, house: RandomHouse, key: Row) -> Row:
    """Return a Bookings row in any state, planned anywhere in the story, one in ten for the day only."""
    start = random_start(random, house)
    length = random.choice((0, 1, 1, 1, 1, 2, 2, 3, 5, 12))
    ahead = random.choice((0, 0, 1, 2, 7, 13, 30, 90, -1, -4))
    contact = {"contact": name(random), "phone": sometimes(random, 0.7, "0987000000")}
    people = {"adults": random.choice((1, 2, 2, 3, 4, 7)), "children": random.choice((None, 0, 0, 1, 2))}
    planned = {"planned_from": start, "planned_to": start + timedelta(days=length)}
    state = random.choices(list(STATES), list(STATES.values()))[0]
    made = {"booked_on": sometimes(random, 0.85, start - timedelta(days=ahead)), "source": random.choice(SOURCES), "state": state}
    extra = {"commission": sometimes(random, 0.2, 86_000), "note": sometimes(random, 0.2, name(random))}
    return key | made | contact | planned | people | extra


def random_start(random: Random, house: RandomHouse) -> date:
    """Return a day of the story, half of the time one near the turn of a month."""
    day = house.first + timedelta(days=random.randrange((house.last - house.first).days))
    return day if random.random() < 0.5 else day.replace(day=1) + timedelta(days=random.randint(-3, 1))


def random_nights(random: Random, house: RandomHouse, booking: Row) -> list[Row]:
    """Return the Nights rows: what was planned, or shorter, or longer, in one or two rooms, moved, with a gap."""
    nights = nights_between(booking["planned_from"], booking["planned_to"])
    if not nights or random.random() < 0.03:
        return []
    length = max(1, len(nights) + random.choice((0, 0, 0, 0, -1, 1, 2)))
    start = booking["planned_from"]
    cut = start + timedelta(days=random.randint(1, length))
    end = start + timedelta(days=length)
    gap = timedelta(days=random.choice((0, 0, 0, 1, 2)) if cut < end else 0)
    rows: list[Row] = []
    for first, after in ((start, cut), (cut + gap, end + gap)):
        for _ in range(random.choice((1, 1, 1, 2)) if first < after else 0):
            rows += taken_room(random, house, booking, first, after)
    return rows


def taken_room(random: Random, house: RandomHouse, booking: Row, first: date, after: date) -> list[Row]:
    """Return rows for a room or places free on all these nights, with one or two prices; none where all is taken."""
    nights = nights_between(first, after)
    free = [room for room in house.rooms if room.free(nights) > 0]
    if not free:
        return []
    room = random.choice(free)
    beds = sold_beds(random, room, nights)
    if isinstance(beds, str):
        room.take_whole(nights)
    else:
        room.take(nights, beds or 1)
    usual = (room.whole_price or 0) if isinstance(beds, str) else room.price
    change = first + timedelta(days=random.randint(1, len(nights)))
    shared = {"homestay": house.slug, "booking": booking["booking"], "room": room.typed(random), "beds": beds}
    spans = [(first, change), (change, after)] if change < after else [(first, after)]
    return [shared | {"from": start, "to": end, "price": random_price(random, usual)} for start, end in spans]


def sold_beds(random: Random, room: RandomRoom, nights: list[date]) -> int | str | None:
    """Return what stands under `beds`: nothing for a private room, else "whole" or a number of free places."""
    if not room.is_dorm:
        return None
    if room.whole_price and room.is_empty(nights) and random.random() < 0.5:
        return "whole"
    return random.randint(1, room.free(nights))


def random_price(random: Random, usual: int) -> int:
    """Return the list price, something else, or nothing."""
    return random.choice((usual, usual, usual, 0, usual + 100_001, 333_333))


def written_guests(random: Random, booking: Row) -> int:
    """Return how many of the party are written down: any number, nobody to all."""
    party = booking["adults"] + (booking["children"] or 0)
    return random.choice((party, party, random.randint(0, party)))


def random_guest(random: Random, booking: Row, nights: list[Row]) -> Row:
    """Return a Guests row; hours only for people who came."""
    country, residence = nationality(random)
    key = {"homestay": booking["homestay"], "booking": booking["booking"]}
    room = random.choice(nights)["room"] if nights else None
    who = {
        "room": sometimes(random, 0.9, room),
        "name": sometimes(random, 0.97, name(random)),
        "nationality": country,
        "resident_country": residence,
    }
    arrived, left = random_hours(random, booking, nights) if booking["state"] in CAME else (None, None)
    paper = identity(random, country) if country and random.random() < 0.8 else {}
    reason = random.choice((None, "tourism", 1, 5, 20))
    return key | who | paper | {"address": sometimes(random, 0.3, "Hà Nội"), "reason": reason, "arrived_at": arrived, "left_at": left}


def random_hours(random: Random, booking: Row, nights: list[Row]) -> tuple[date | None, date | None]:
    """Return (arrived, left) around the stay: days, moments near 05:00, or unknown; never left before arrived."""
    if not nights:
        return booking["planned_from"], None
    first, after = min(row["from"] for row in nights), max(row["to"] for row in nights)
    late = timedelta(days=random.choice((0, 0, 0, 0, 1)))
    arrived = random.choice((None, first + late, at(random, first + late, COMING), at(random, first + late + timedelta(days=1), EARLY)))
    soon = timedelta(days=random.choice((0, 0, 0, 0, 1)))
    left = random.choice((None, after - soon, at(random, after - soon, LATE), at(random, after - soon, EARLY)))
    if booking["state"] == "in_house" and random.random() < 0.7:
        left = None
    return arrived, left if is_later(left, arrived) else None


def at(random: Random, day: date, hours: tuple[time, ...]) -> datetime:
    """Return the day at one of the hours."""
    return datetime.combine(day, random.choice(hours))


def is_later(left: date | None, arrived: date | None) -> bool:
    """Tell whether leaving comes after arriving, as far as both are known."""
    if left is None or arrived is None:
        return True
    if isinstance(left, datetime) and isinstance(arrived, datetime):
        return left > arrived
    return as_day(left) > as_day(arrived)


def as_day(moment: date) -> date:
    """Return the calendar day of a day or a moment."""
    return moment.date() if isinstance(moment, datetime) else moment


def random_charges(random: Random, booking: Row) -> list[Row]:
    """Return up to three charges, always one for somebody who came for the day; sometimes the same twice."""
    day_only = booking["planned_from"] == booking["planned_to"] and booking["state"] == "left"
    kinds = ["day_use"] * day_only + random.choices(CHARGES, k=random.choice((0, 0, 1, 2)))
    charges = [random_charge(random, booking, kind) for kind in kinds]
    return charges + charges[:1] * (random.random() < 0.1)


def random_charge(random: Random, booking: Row, kind: str) -> Row:
    """Return a Charges row near the planned days."""
    key = {"homestay": booking["homestay"], "booking": booking["booking"]}
    when = booking["planned_from"] + timedelta(days=random.randint(-1, 3))
    people = random.choice((None, 0, 1, 2, 5)) if kind == "day_use" else sometimes(random, 0.3, 2)
    words = sometimes(random, 0.6, name(random))
    return key | {"date": when, "kind": kind, "people": people, "description": words, "amount": random.randint(1, 900_000)}


def random_payments(random: Random, booking: Row) -> list[Row]:
    """Return up to three Payments rows: deposits weeks before, balances, money given back."""
    key = {"homestay": booking["homestay"], "booking": booking["booking"]}
    days = {"deposit": random.randint(-40, 0), "balance": random.randint(0, 9), "refund": random.randint(-5, 30)}
    return [
        key
        | {"date": booking["planned_from"] + timedelta(days=days[kind]), "method": random.choice(METHODS), "kind": kind}
        | {"held_by": random.choice(HOLDERS), "amount": random.randint(1, 3_000_000), "reference": sometimes(random, 0.2, name(random))}
        for kind in random.choices(tuple(days), k=random.choice((0, 1, 1, 2, 3)))
    ]
