"""Count a month from a workbook day by day: the second opinion on `report month` and `report village`.

It shares no line with the product, on purpose, and it is slow, on purpose.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from openpyxl.workbook import Workbook

from tests.reports.naive_tally import Tally, finished
from tests.reports.naive_workbook import House, Row, covers, day, evening, houses, number, text

CAME = ("in_house", "left")
KINDS = {
    "day_use": "day_use_revenue",
    "fee": "fee_revenue",
    "meal": "food_revenue",
    "motorbike": "other_revenue",
    "tour": "other_revenue",
    "other": "other_revenue",
}
ONE_DAY = timedelta(days=1)


@dataclass
class Person:
    """Somebody who slept here: country (None: not known) and every night of the stay, in order."""

    country: str | None
    international: bool
    nights: list[date]

    def is_here(self, night: date) -> bool:
        """Tell whether the night lies between the first and the last one of the stay."""
        return self.nights[0] <= night <= self.nights[-1]


def month(workbook: Path | str | Workbook, homestay: str, year: int, month_number: int) -> dict[str, Any]:
    """Return every indicator of one homestay (by slug) in the month, keys and formats of `report month`."""
    [house] = [house for house in houses(workbook) if house.slug == homestay]
    return finished(tally(house, days_of(year, month_number)))


def village(workbook: Path | str | Workbook, name: str, year: int, month_number: int, closed: int = 0) -> dict[str, Any]:
    """Return the same keys over all homestays of the village, with `homestays` and `closed` (never in a workbook)."""
    whole = Tally()
    members = [house for house in houses(workbook) if house.village.casefold() == text(name).casefold()]
    for house in members:
        whole.add(tally(house, days_of(year, month_number)))
    return finished(whole) | {"homestays": len(members), "closed": closed}


def days_of(year: int, month_number: int) -> list[date]:
    """Return the days of the month."""
    return [date(year, month_number, d + 1) for d in range(calendar.monthrange(year, month_number)[1])]


def tally(house: House, days: list[date]) -> Tally:
    """Count one house through the days of the month."""
    found = Tally()
    came = [booking for booking in house["Bookings"] if text(booking["state"]) in CAME]
    people = {text(booking["booking"]): people_of(house, booking) for booking in came}
    everybody = [person for group in people.values() for person in group if person.nights]
    found.numbers["in_house_opening"] = sum(person.is_here(days[0] - ONE_DAY) for person in everybody)
    found.numbers["in_house_closing"] = sum(person.is_here(days[-1]) for person in everybody)
    for today in days:
        count_people(found, everybody, today)
        count_supply(found, house, today)
        count_money(found, house, today)
        count_plans(found, house, today)
        for booking in came:
            count_nights(found, house, booking, today)
            count_lead(found, booking, people[text(booking["booking"])], today)
    return found


def people_of(house: House, booking: Row) -> list[Person]:
    """Return the persons of the booking: the guests written down, then nameless ones for the whole stay."""
    nights = nights_of(house, booking)
    people = [written_down(guest, nights) for guest in house.of_booking("Guests", booking)]
    missing = party(booking) - len(people)
    return people + [Person(None, False, nights) for _ in range(missing)]


def written_down(guest: Row, nights: list[date]) -> Person:
    """Return the person of a Guests row, with the nights between arriving and leaving."""
    nationality = text(guest["nationality"])
    residence = text(guest["resident_country"]) or nationality
    arrived, left = evening(guest["arrived_at"]), evening(guest["left_at"])
    slept = [n for n in nights if (arrived is None or arrived <= n) and (left is None or n < left)]
    return Person(nationality or None, residence not in ("", "VNM"), slept)


def nights_of(house: House, booking: Row) -> list[date]:
    """Return the nights that any row of the booking covers, each once, in order."""
    found: set[date] = set()
    for row in house.of_booking("Nights", booking):
        night, after = day(row["from"]), day(row["to"])
        while night and after and night < after:
            found.add(night)
            night += ONE_DAY
    return sorted(found)


def party(booking: Row) -> int:
    """Return how many people were booked."""
    return number(booking["adults"]) + number(booking["children"])


def count_people(found: Tally, everybody: list[Person], today: date) -> None:
    """Count who sleeps here tonight, who begins and who leaves today."""
    for person in everybody:
        begins, sleeps = person.nights[0] == today, today in person.nights
        found.numbers["arrivals"] += begins
        found.numbers["arrivals_international"] += begins and person.international
        found.numbers["guest_nights"] += sleeps
        found.numbers["guest_nights_international"] += sleeps and person.international
        found.arrivals[person.country] += begins
        found.nights[person.country] += sleeps
        if person.nights[-1] + ONE_DAY == today:
            found.numbers["departures"] += 1
            found.numbers["completed_nights"] += len(person.nights)


def count_supply(found: Tally, house: House, today: date) -> None:
    """Count the rooms and places there are tonight, and those not closed."""
    for room in house["Rooms"]:
        closed = is_closed(house, room, today)
        if is_dorm(room):
            places = 0 if closed else len(open_places(house, room, today))
            found.numbers["dorm_bed_nights_available"] += places
            found.numbers["bed_nights_available"] += places
        elif covers(today, room["open_from"], room["open_to"]):
            found.numbers["room_nights_gross"] += 1
            found.numbers["room_nights_available"] += not closed
            found.numbers["bed_nights_available"] += 0 if closed else number(room["capacity"])


def is_dorm(room: Row) -> bool:
    """Tell whether the room is sold by place."""
    return text(room["kind"]) == "dorm"


def is_closed(house: House, room: Row, today: date) -> bool:
    """Tell whether the owner took the room out of sale tonight."""
    return any(is_same_room(row, room) and covers(today, row["from"], row["to"]) for row in house["Closures"])


def is_same_room(row: Row, room: Row) -> bool:
    """Tell whether the row speaks of this room (of the same house)."""
    return text(row["room"]) == text(room["room"])


def open_places(house: House, room: Row, today: date) -> list[str]:
    """Return the names of the places of a dorm that exist tonight, closures not looked at."""
    if not covers(today, room["open_from"], room["open_to"]):
        return []
    beds = [bed for bed in house["Beds"] if is_same_room(bed, room)]
    if not beds:
        return [str(place) for place in range(number(room["capacity"]))]
    return [text(bed["bed"]) for bed in beds if covers(today, bed["open_from"], bed["open_to"])]


def count_nights(found: Tally, house: House, booking: Row, today: date) -> None:
    """Count the rooms and places the booking holds tonight, and their price."""
    for row in house.of_booking("Nights", booking):
        if not covers(today, row["from"], row["to"]):
            continue
        [room] = [room for room in house["Rooms"] if is_same_room(row, room)]
        price = number(row["price"])
        if not is_dorm(room):
            found.numbers["room_nights_used"] += 1
            found.numbers["room_revenue"] += price
            found.sold[text(booking["source"])] += price > 0
        elif text(row["beds"]) == "whole":
            persons = max(party(booking), len(house.of_booking("Guests", booking)))
            found.numbers["dorm_bed_nights_used"] += min(persons, len(open_places(house, room, today)))
            found.numbers["dorm_revenue"] += price
        else:
            found.numbers["dorm_bed_nights_used"] += number(row["beds"])
            found.numbers["dorm_revenue"] += price * number(row["beds"])


def count_lead(found: Tally, booking: Row, people: list[Person], today: date) -> None:
    """Note how many days ahead the booking was made, on the evening its first person sleeps here."""
    planned, booked = day(booking["planned_from"]), day(booking["booked_on"])
    first = min((person.nights[0] for person in people if person.nights), default=None)
    if first == today and planned and booked:
        found.leads.append((planned - booked).days)


def count_plans(found: Tally, house: House, today: date) -> None:
    """Count the bookings planned to begin today, whatever became of them."""
    for booking in house["Bookings"]:
        leaving, state = day(booking["planned_to"]), text(booking["state"])
        if day(booking["planned_from"]) != today or state == "held" or not leaving or leaving <= today:
            continue
        found.numbers["bookings_planned"] += 1
        found.numbers[state] += 1


def count_money(found: Tally, house: House, today: date) -> None:
    """Count charges and payments of today, and the people who came for the day."""
    for booking in house["Bookings"]:
        for charge in house.of_booking("Charges", booking):
            if day(charge["date"]) != today:
                continue
            found.numbers[KINDS[text(charge["kind"])]] += number(charge["amount"])
            if text(charge["kind"]) == "day_use":
                found.numbers["day_guests"] += number(charge["people"]) if text(charge["people"]) else party(booking)
        for payment in house.of_booking("Payments", booking):
            sign = -1 if text(payment["kind"]) == "refund" else 1
            found.numbers["cash_received"] += sign * number(payment["amount"]) * (day(payment["date"]) == today)
