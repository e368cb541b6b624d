"""Counting a month of one homestay: places, nights, people. Pure: a house in, sums out.

People, nights and night revenue are those of bookings in house and left, whatever the clock says.
Source: design §5; facts/tourism.md §6.
"""

from bisect import bisect_left
from collections import Counter

from homestay.reports.house import House, Night, People, SleptBooking
from homestay.reports.period import Month
from homestay.reports.sums import Sums
from models.stay import ONE_DAY


def count(month: Month, house: House) -> Sums:
    """Return the sums of a house's month, without the charges, payments and plans, which the database adds up."""
    sums = Sums()
    count_places(sums, house)
    for booking in house.bookings.values():
        count_nights(sums, month, house, booking)
        people = list(booking.people())
        for some in people:
            count_people(sums, month, some)
        if booking.booked_on and people and min(some.nights[0] for some in people) in month:
            sums.lead_times.append((booking.planned_from - booking.booked_on).days)
    return sums


def count_places(sums: Sums, house: House) -> None:
    """Count what could be sold: only the owner's closures lower it, an imported block does not."""
    for place in house.places.values():
        existing, nights = len(place.existing), len(place.open())
        sums.bed_nights_available += place.beds * nights
        if place.is_dorm:
            sums.dorm_bed_nights_available += nights
        else:
            sums.room_nights_available += nights
            sums.room_nights_gross += existing


def count_nights(sums: Sums, month: Month, house: House, booking: SleptBooking) -> None:
    """Count the room-nights and dorm bed-nights of a booking and what they brought."""
    inside = [night for night in booking.places if month.first <= night.night < month.end]
    private = [night.price for night in inside if not house.places[night.place].is_dorm]
    sold = sum(1 for price in private if price)
    if sold:
        sums.sold_by[booking.source] += sold
    sums.room_nights_used += len(private)
    sums.room_nights_sold += sold
    sums.room_revenue += sum(private)
    if len(private) < len(inside):
        dorm = [night for night in inside if house.places[night.place].is_dorm]
        sums.dorm_revenue += sum(night.price for night in dorm)
        sums.dorm_bed_nights_used += beds_used(month, house, booking, dorm).total()


def beds_used(month: Month, house: House, booking: SleptBooking, dorm: list[Night]) -> Counter[str]:
    """Return the bed-nights by dorm; of a dorm that a booking has whole not more than the booking has people.

    Edges: it is whole while the booking has every place of it; otherwise each bed counts, as a workbook tells it.
    """
    used = Counter(house.places[night.place].room for night in dorm if not night.whole)
    whole = Counter((house.places[night.place].room, night.night) for night in dorm if night.whole)
    for (room, night), places in whole.items():
        is_whole = places == house.places_of(room, (night - month.first).days)
        used[room] += min(booking.head_count(), places) if is_whole else places
    return used


def count_people(sums: Sums, month: Month, some: People) -> None:
    """Count people who slept the same nights. A gap inside a stay neither ends nor begins it."""
    nights, number = some.nights, some.number
    slept = number * (bisect_left(nights, month.end) - bisect_left(nights, month.first))
    first, leaving = nights[0], nights[-1] + ONE_DAY
    came = number if first in month else 0
    left = number if leaving in month else 0
    sums.guest_nights += slept
    sums.arrivals += came
    sums.departures += left
    sums.departed_nights += left * len(nights)
    sums.in_house_opening += number if first < month.first <= leaving else 0
    sums.in_house_closing += number if first < month.end <= leaving else 0
    if some.is_international:
        sums.guest_nights_international += slept
        sums.arrivals_international += came
    if slept:
        sums.nights_from[some.country] += slept
    if came:
        sums.arrivals_from[some.country] += came
