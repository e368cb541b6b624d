"""Houses for month tests: pure ones to count, and rows of them in a database."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from homestay import clock
from homestay.reports.house import House, Night, Person, Place, SleptBooking
from homestay.reports.month import count
from homestay.reports.period import Month
from homestay.reports.sums import Sums
from homestay.saving import saving
from models import db
from models.booking import Booking, UnitNight
from models.charge import Charge, TaxGroup
from models.guest import Guest
from models.homestay import Homestay
from models.payment import Payment
from models.room import Closure, Room, Unit

DECEMBER = Month(date(2025, 12, 1))
ALL_MONTH = range(31)


def december(day: int, hour: int | None = None, minute: int = 0) -> Any:
    """Return a day of December 2025, or with an hour the moment; 32 is the first of January, 0 the last of November."""
    that_day = date(2025, 11, 30) + timedelta(days=day)
    return that_day if hour is None else clock.at(that_day, hour, minute)


def person(arrived: Any = None, left: Any = None, nationality: str | None = "VNM", resident_country: str | None = None) -> Person:
    """Return a person who came and went on these days, or at these moments."""
    days = [clock.local(when).date() if isinstance(when, datetime) else when for when in (arrived, left)]
    moments = [when if isinstance(when, datetime) else None for when in (arrived, left)]
    return Person(nationality, resident_country, days[0], moments[0], days[1], moments[1])


def slept(
    *nights: int, persons: tuple[Person, ...] = (), size: int = 1, price: int = 400_000, place: str = "P1", **more: Any
) -> SleptBooking:
    """Return a booking that slept these nights of December on one place."""
    words = {"code": "S1", "contact": None, "source": "zalo", "planned_from": december(min(nights, default=1)), "booked_on": None} | more
    whole = words.pop("whole", False)
    places = [Night(place, december(night), price, whole) for night in nights]
    return SleptBooking(size=size, commission=words.pop("commission", None), persons=list(persons), places=places, **words)


def counted(*bookings: SleptBooking, month: Month = DECEMBER, **places: Place) -> Sums:
    """Return the sums of December in a house with these places, one private room P1 when none is named."""
    return count(month, House(places or {"P1": Place("P1", False, 2, ALL_MONTH)}, dict(enumerate(bookings))))


class Ledger:
    """Writes rows of a homestay as an import would: no rule of the actions stands in the way."""

    def __init__(self, homestay: Homestay) -> None:
        self.homestay = homestay

    def adds(self, table: Any, **values: Any) -> UUID:
        row = table(homestay_id=self.homestay.id, **values)
        with saving(self.homestay):
            db.session.add(row)
        return row.id

    def room(self, name: str, kind: str = "private", capacity: int = 2, **more: Any) -> UUID:
        return self.adds(Room, name=name, kind=kind, capacity=capacity, price=400_000, **more)

    def unit(self, room: UUID, name: str, **more: Any) -> UUID:
        return self.adds(Unit, room_id=room, name=name, **more)

    def private(self, name: str, capacity: int = 2, **more: Any) -> UUID:
        """Add a private room and return its one place."""
        return self.unit(self.room(name, capacity=capacity, **more), name)

    def closure(self, room: UUID, first: int, end: int) -> UUID:
        return self.adds(Closure, room_id=room, first_night=december(first), end_night=december(end), reason="repair")

    def booking(self, code: str, state: str = "left", first: int = 1, end: int = 2, **more: Any) -> UUID:
        words = {"source": "zalo", "adults": 2, "planned_from": december(first), "planned_to": december(end)} | more
        return self.adds(Booking, code=code, state=state, **words)

    def nights(self, booking: UUID, unit: UUID, *nights: int, price: int = 400_000, whole: bool = False) -> None:
        for night in nights:
            self.night(unit, night, booking_id=booking, price=price, whole=whole)

    def night(self, unit: UUID, night: int, **holder: Any) -> None:
        with saving(self.homestay):
            db.session.add(UnitNight(homestay_id=self.homestay.id, unit_id=unit, night=december(night), **holder))

    def guest(self, booking: UUID, slot: int, **more: Any) -> UUID:
        return self.adds(Guest, booking_id=booking, slot=slot, **more)

    def charge(self, booking: UUID, day: int, kind: str, amount: int, **more: Any) -> UUID:
        return self.adds(Charge, booking_id=booking, day=december(day), kind=kind, tax_group=TaxGroup.OTHER, amount=amount, **more)

    def payment(self, booking: UUID, day: int, kind: str, amount: int, **more: Any) -> UUID:
        return self.adds(Payment, booking_id=booking, day=december(day), kind=kind, method="cash", amount=amount, **more)
