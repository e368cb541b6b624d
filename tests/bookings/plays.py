"""What the racing processes do: each asks for the same place on the same night, in another way."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from homestay import clock
from homestay.bookings import queries, stays
from homestay.bookings.actions import cancel_booking, check_in, take_booking
from homestay.bookings.promising import confirm_booking
from homestay.bookings.splitting import Split, split_off
from homestay.bookings.swapping import Swap, swap_places
from homestay.bookings.undoing import undo
from homestay.bookings.wishes import BookingWish
from homestay.once import do_once
from homestay.places.actions import close_nights
from models import db
from models.booking import Booking
from models.homestay import Homestay
from models.room import Room, Unit
from models.stay import Stay

FIRST = date(2027, 3, 1)
"""The night of round 0; each round has three nights of its own."""


def night(round_number: int) -> date:
    return FIRST + timedelta(days=round_number * 3)


def unit(homestay: Homestay, name: str) -> UUID:
    found: UUID = db.session.scalars(select(Unit.id).where(Unit.homestay_id == homestay.id, Unit.name == name)).one()
    return found


def wish(homestay: Homestay, first: date, nights: int, *names: str) -> BookingWish:
    return BookingWish(Stay(first, first + timedelta(days=nights)), 2, units=tuple(unit(homestay, name) for name in names), contact="Anna")


def take(homestay: Homestay, round_number: int, number: int) -> str:
    """Take one night of P1."""
    return take_booking(homestay, wish(homestay, night(round_number), 1, "P1")).code


def take_many(homestay: Homestay, round_number: int, number: int) -> str:
    """Take P1 and P2 over two nights, one process in the other order."""
    names = ("P1", "P2") if number % 2 else ("P2", "P1")
    return take_booking(homestay, wish(homestay, night(round_number), 2, *names)).code


def tap_twice(homestay: Homestay, round_number: int, number: int) -> str:
    """Send the same form from every process: one booking, one answer."""
    asked = wish(homestay, night(round_number), 1, "P1")
    return do_once(homestay, f"form-{round_number}", {"room": "P1"}, lambda: take_booking(homestay, asked).code)


def prepare_mixed(homestay: Homestay, rounds: int) -> None:
    """Take the bookings that `mixed` makes longer and moves."""
    for number in range(rounds):
        first = night(number)
        named(homestay, f"long {number} 1", first, "P1")
        named(homestay, f"long {number} 5", first + timedelta(days=2), "P1")
        named(homestay, f"move {number} 2", first + timedelta(days=1), "P3")
        named(homestay, f"move {number} 6", first + timedelta(days=1), "P4")


def prepare_in_or_off(homestay: Homestay, rounds: int) -> None:
    """Take one booking a round, all from today, each on a dorm place of its own."""
    for number in range(rounds):
        named(homestay, f"today {number}", clock.today(), f"D1-{number + 1}")


def prepare_extend(homestay: Homestay, rounds: int) -> None:
    for number in range(rounds):
        named(homestay, f"first {number}", night(number), "P1")


def prepare_moves(homestay: Homestay, rounds: int) -> None:
    for number in range(rounds):
        named(homestay, f"P2 {number}", night(number), "P2")
        named(homestay, f"P3 {number}", night(number), "P3")


def named(homestay: Homestay, contact: str, first: date, place: str) -> None:
    take_booking(homestay, replace(wish(homestay, first, 1, place), contact=contact))


def code_of(homestay: Homestay, contact: str) -> str:
    code: str = db.session.scalars(select(Booking.code).where(Booking.homestay_id == homestay.id, Booking.contact == contact)).one()
    return code


def mixed(homestay: Homestay, round_number: int, number: int) -> str:
    """Ask for P1's middle night by taking, extending, moving and closing. Needs the bookings of `prepare_mixed`."""
    middle = night(round_number) + timedelta(days=1)
    if number % 4 == 0:
        return take_booking(homestay, wish(homestay, middle, 1, "P1")).code
    if number % 4 == 1:
        before = number == 1  # the first one holds the night before, the fifth one the night after
        first = middle - timedelta(days=1) if before else middle
        return stays.change_dates(homestay, code_of(homestay, f"long {round_number} {number}"), Stay(first, first + timedelta(days=2))).code
    if number % 4 == 2:
        code = code_of(homestay, f"move {round_number} {number}")
        return stays.move_booking(homestay, code, [unit(homestay, f"P{3 + number // 4}")], [unit(homestay, "P1")], middle).code
    room = db.session.scalars(select(Room.id).where(Room.homestay_id == homestay.id, Room.name == "P1")).one()
    return str(close_nights(homestay, room, Stay(middle, middle + timedelta(days=1)), "repair").id)


def in_or_off(homestay: Homestay, round_number: int, number: int) -> str:
    """Half of the processes check the round's booking in, half cancel it."""
    code = code_of(homestay, f"today {round_number}")
    return check_in(homestay, code).state if number % 2 else cancel_booking(homestay, code, "rain").state


def extend_or_take(homestay: Homestay, round_number: int, number: int) -> str:
    """Half make the round's booking one night longer, half take that night."""
    second = night(round_number) + timedelta(days=1)
    if number % 2:
        code = code_of(homestay, f"first {round_number}")
        stays.change_dates(homestay, code, Stay(second - timedelta(days=1), second + timedelta(days=1)), version=0)
        return "extended"
    take_booking(homestay, wish(homestay, second, 1, "P1"))
    return "taken"


def move_both(homestay: Homestay, round_number: int, number: int) -> str:
    """Half move the booking of P2 into P1, half that of P3."""
    room = "P2" if number % 2 else "P3"
    code = code_of(homestay, f"{room} {round_number}")
    stays.move_booking(homestay, code, [unit(homestay, room)], [unit(homestay, "P1")], night(round_number), version=0)
    return room


def prepare_swaps(homestay: Homestay, rounds: int) -> None:
    """Take two bookings a round: the first stays a night longer than the second, so that a swap needs P2's second night."""
    for number in range(rounds):
        take_booking(homestay, replace(wish(homestay, night(number), 2, "P1"), contact=f"one {number}"))
        take_booking(homestay, replace(wish(homestay, night(number), 1, "P2"), contact=f"two {number}"))


def swap_or_take(homestay: Homestay, round_number: int, number: int) -> str:
    """Half swap the round's bookings, half take the night that the swap needs."""
    first = night(round_number)
    if number % 2:
        return swap_of(homestay, f"one {round_number}", "P1", f"two {round_number}", "P2", first)
    take_booking(homestay, wish(homestay, first + timedelta(days=1), 1, "P2"))
    return "taken"


def swap_both_ways(homestay: Homestay, round_number: int, number: int) -> str:
    """Half swap the first booking with the second, half the second with the first."""
    one, two = f"one {round_number}", f"two {round_number}"
    first = night(round_number)
    if number % 2:
        return swap_of(homestay, one, "P1", two, "P2", first)
    return swap_of(homestay, two, "P2", one, "P1", first)


def swap_of(homestay: Homestay, mine: str, place: str, other: str, their_place: str, first: date) -> str:
    wanted = Swap((unit(homestay, place),), code_of(homestay, other), (unit(homestay, their_place),), first)
    swap_places(homestay, code_of(homestay, mine), wanted, 0, 0)
    return "swapped"


def prepare_cancelled(homestay: Homestay, rounds: int) -> None:
    """Take and cancel a booking of P1 a round: it may be undone for ten minutes."""
    for number in range(rounds):
        named(homestay, f"off {number}", night(number), "P1")
        cancel_booking(homestay, code_of(homestay, f"off {number}"), "by mistake")


def undo_or_take(homestay: Homestay, round_number: int, number: int) -> str:
    """Half take the round's cancelling back, half take its night."""
    if number % 2:
        return undo(homestay, code_of(homestay, f"off {round_number}")).state
    return take(homestay, round_number, number)


def prepare_run_out(homestay: Homestay, rounds: int) -> None:
    """Hold P1 a round until now: its time is over when the race begins."""
    for number in range(rounds):
        held = replace(wish(homestay, night(number), 1, "P1"), contact=f"held {number}", held_until=clock.now())
        take_booking(homestay, held)


def confirm_or_take(homestay: Homestay, round_number: int, number: int) -> str:
    """Half confirm the round's hold that ran out, half take its night."""
    if number % 2:
        return confirm_booking(homestay, code_of(homestay, f"held {round_number}")).state
    return take(homestay, round_number, number)


def prepare_groups(homestay: Homestay, rounds: int) -> None:
    """Take one group a round, in P1 and P2."""
    for number in range(rounds):
        take_booking(homestay, replace(wish(homestay, night(number), 1, "P1", "P2"), contact=f"group {number}"))


def split_or_move(homestay: Homestay, round_number: int, number: int) -> str:
    """Half split P2 off the round's group, half move P2's guests to P3; both saw the same page."""
    code, room = code_of(homestay, f"group {round_number}"), unit(homestay, "P2")
    if number % 2:
        stays.move_booking(homestay, code, [room], [unit(homestay, "P3")], night(round_number), version=0)
        return "moved"
    guests = queries.booking_of(homestay, code).guests
    return split_off(homestay, code, Split((room,), (guests[-1].id,), contact="apart"), version=0).code
