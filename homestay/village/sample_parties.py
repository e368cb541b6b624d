"""Gives the bookings of a sample house their people: who they are, who booked, what was noted."""

from datetime import date
from random import Random

from homestay.village.sample_people import Person, family_of, only_name, travellers
from homestay.village.sample_stays import Desk, SampleBooking
from models.guest import VIETNAM

FAMILY_SHARE, RETURN_SHARE, NOTE_SHARE, LATE_SHARE = 0.3, 0.04, 0.1, 0.02
FAMILY_FROM = 3
"""From so many people on a party may have children."""
NOTES = (
    "Đến muộn, khoảng 21 giờ",
    "Ăn chay",
    "Đi xe máy, cần chỗ để xe",
    "Có người già, xin phòng tầng 1",
    "Xin thêm một chăn",
    "Dị ứng lạc",
    "Muốn đi cột cờ sớm, ăn sáng 5 giờ rưỡi",
)


def seat(desk: Desk) -> None:
    """Give every booking its people, in the order in which they come."""
    regulars: list[tuple[date, Person]] = []
    for booking in sorted(desk.bookings, key=lambda each: each.stay.arrive):
        people = party(booking, regulars, desk.random)
        booking.contact, booking.phone = people[0].name, people[0].phone
        booking.people = known(booking, people)
        booking.note = desk.random.choice(NOTES) if desk.random.random() < NOTE_SHARE else None
        booking.late_at_night = booking.leave < desk.period.today and desk.random.random() < LATE_SHARE
        if booking.has_slept and booking.nationality == VIETNAM:
            regulars.append((booking.leave, people[0]))


def party(booking: SampleBooking, regulars: list[tuple[date, Person]], random: Random) -> list[Person]:
    size, day = len(booking.people), booking.stay.arrive
    if booking.nationality != VIETNAM:
        return travellers(booking.nationality, size, day, random)
    booking.children = random.randint(1, min(2, size - 2)) if size >= FAMILY_FROM and random.random() < FAMILY_SHARE else 0
    people = family_of(size - booking.children, booking.children, day, random)
    if regulars and booking.has_slept and random.random() < RETURN_SHARE:
        people[0] = come_back(people[0], regulars, day, random)
    return people


def come_back(new: Person, regulars: list[tuple[date, Person]], day: date, random: Random) -> Person:
    """Return somebody who was here before and has left since, instead of a new guest."""
    place = random.randrange(len(regulars))
    left, person = regulars[place]
    if left >= day:
        return new
    del regulars[place]
    return person


def known(booking: SampleBooking, people: list[Person]) -> list[Person | None]:
    """Return what the house knows of the people: all of those who slept here, else only who booked."""
    if not booking.has_slept:
        return [only_name(people[0]), *[None] * (len(people) - 1)]
    if not booking.is_declared:
        return [people[0], *map(only_name, people[1:])]
    return list(people)
