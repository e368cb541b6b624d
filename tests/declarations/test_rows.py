"""Guests out of the database as rows of the sheet."""

from datetime import date

from homestay.bookings.stays import move_booking
from homestay.declarations.actions import declare_another_way, sheet_today
from homestay.declarations.rows import one
from homestay.guests.actions import write_identity
from models.declaration import Channel
from tests.declarations.known import PAO
from tests.guests.people import arrived, places, room, stayed


def test_who_comes_after_midnight_sleeps_in_the_room_of_the_evening_before(clock, homestay):
    clock.set("2026-10-02 01:30")
    guest = stayed(homestay, date(2026, 10, 1), room(homestay, "P7"))[0]

    row = one(homestay, guest.id)

    assert (row.sheet.arrival, row.sheet.departure, row.sheet.room) == (date(2026, 10, 2), date(2026, 10, 2), "P7")


def test_the_room_is_that_of_the_first_night_however_often_they_move(clock, homestay):
    first, second = room(homestay, "P1"), room(homestay, "P2")
    guest = arrived(homestay, first, nights=3)[0]
    code = guest.booking.code

    move_booking(homestay, code, places(homestay, first), places(homestay, second), date(2026, 10, 2))

    row = one(homestay, guest.id)
    assert (row.sheet.room, row.sheet.departure) == ("P1", date(2026, 10, 4))


def test_a_number_declared_just_now_for_somebody_else_keeps_a_guest_out(clock, homestay, two):
    write_identity(homestay, two[1].id, PAO)
    declare_another_way(homestay, two[0].id, Channel.PHONE, None, "Chị Sen")

    (each,) = sheet_today(homestay)

    assert [(problem.field, problem.blocks) for problem in each.blocks] == [("document_number", True)]


def test_the_same_person_may_come_again_after_leaving(clock, homestay):
    clock.set("2026-09-29 18:00")
    before = stayed(homestay, date(2026, 9, 29), room(homestay, "P1"))[0]
    write_identity(homestay, before.id, PAO)
    clock.set("2026-09-30 18:00")
    declare_another_way(homestay, before.id, Channel.PHONE, None, "Chị Sen")
    again = stayed(homestay, date(2026, 9, 30), room(homestay, "P2"))[0]
    write_identity(homestay, again.id, PAO)

    (each,) = sheet_today(homestay)

    assert each.row.id == again.id
    assert each.is_ready
