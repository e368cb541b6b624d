"""Fills the nights of a sample house: so many places a night as season and evening ask for, nobody twice on one."""

from datetime import date, timedelta

from homestay.village.sample_asking import Asked, asked
from homestay.village.sample_houses import SampleRoom, SampleUnit
from homestay.village.sample_seasons import is_full, is_weekend, nights_stayed, share
from homestay.village.sample_stays import Desk, SampleBooking
from models.booking import BookingState
from models.stay import ONE_DAY, Stay

GROUP_SHARE, WHOLE_SHARE, MOVE_SHARE, EARLY_SHARE = 0.07, 0.25, 0.06, 0.04
WHOLE_FROM = 8
"""A party that takes the whole floor has at least so many people, and the floor as many wanted places."""
HELD_SHARE = 0.15
CAN_HOLD = ("zalo", "phone", "facebook", "tour")


def fill(desk: Desk) -> None:
    """Make the bookings of all nights that are not yet taken."""
    for night in desk.period.nights:
        fill_rooms(desk, night)
        for dorm in desk.house.dorms:
            fill_dorm(desk, dorm, night)


def wanted(desk: Desk, units: list[tuple[SampleRoom, SampleUnit]], night: date) -> int:
    """Return how many more of these places are to be taken on a night."""
    open_units = [unit for room, unit in units if room.is_open(unit, night) and (unit.id, night) not in desk.board.shut]
    taken = sum((unit.id, night) in desk.board.sold for unit in open_units)
    target = share(night, desk.house.liked) * len(open_units)
    return int(target) + (desk.random.random() < target % 1) - taken


def fill_rooms(desk: Desk, night: date) -> None:
    rooms = [(room, room.units[0]) for room in desk.house.private]
    number = wanted(desk, rooms, night)
    if number <= 0:
        return
    free = [(room, unit) for room, unit in rooms if desk.board.is_free(room, unit, [night])]
    desk.random.shuffle(free)
    while number > 0 and free:
        together = 2 if number > 1 and len(free) > 1 and desk.random.random() < GROUP_SHARE else 1
        let(desk, free[:together], night)
        free, number = free[together:], number - together


def let(desk: Desk, rooms: list[tuple[SampleRoom, SampleUnit]], night: date) -> None:
    """Let one or two rooms from a night on to a party, if there is one that has booked by now."""
    ask = asked(desk, night, sum(room.capacity for room, _unit in rooms))
    if ask is None:
        return
    stay = stay_of(desk, night)
    for room, unit in rooms:
        stay = min(stay, desk.board.longest(room, unit, stay), key=len)
    booking = booking_for(desk, ask, stay)
    for room, unit in rooms:
        desk.board.take(booking, desk.at_price(room, unit, stay))
    if len(rooms) == 1 and len(stay) > 1:
        move_or_leave(desk, booking, rooms[0][0])


def stay_of(desk: Desk, night: date) -> Stay:
    return Stay(night, min(night + timedelta(days=nights_stayed(desk.random)), desk.period.end))


def booking_for(desk: Desk, ask: Asked, stay: Stay) -> SampleBooking:
    """Return a new booking, already on the desk, that has no places yet."""
    booking = SampleBooking(desk.new_code(), stay, state_of(desk, ask, stay), ask.source, ask.booked_on, ask.nationality, stay.leave)
    booking.people = [None] * ask.size
    desk.bookings.append(booking)
    return booking


def state_of(desk: Desk, ask: Asked, stay: Stay) -> BookingState:
    """Return how a booking stands now: gone, here, or still to come."""
    today, chance = desk.period.today, desk.random.random()
    if stay.leave < today or (stay.leave == today and chance < 0.5):
        return BookingState.LEFT
    if stay.arrive < today or (stay.arrive == today and chance < 0.4):
        return BookingState.IN_HOUSE
    can_hold = stay.arrive > today and ask.source in CAN_HOLD
    return BookingState.HELD if can_hold and chance < HELD_SHARE else BookingState.CONFIRMED


def move_or_leave(desk: Desk, booking: SampleBooking, room: SampleRoom) -> None:
    """Let some parties change to another room for their last night, and some go a night early."""
    last = booking.stay.last_night
    if desk.random.random() < MOVE_SHARE:
        move(desk, booking, room, last)
    elif booking.state == BookingState.LEFT and not is_full(last) and desk.random.random() < EARLY_SHARE:
        desk.board.give_back(booking, last)
        booking.leave = last


def move(desk: Desk, booking: SampleBooking, room: SampleRoom, last: date) -> None:
    others = [other for other in desk.house.private if other is not room and other.capacity >= room.capacity]
    free = [other for other in others if desk.board.is_free(other, other.units[0], [last])]
    if free:
        desk.board.give_back(booking, last)
        desk.board.take(booking, desk.at_price(free[0], free[0].units[0], Stay(last, last + ONE_DAY)))


def fill_dorm(desk: Desk, dorm: SampleRoom, night: date) -> None:
    """Let places of the floor to parties of one to six, at weekends sometimes all of it to one."""
    number = wanted(desk, [(dorm, unit) for unit in dorm.units], night)
    free = desk.board.free(dorm, [night])
    nobody_there = all((unit.id, night) not in desk.board.sold and (unit.id, night) not in desk.board.shut for unit in dorm.units)
    if number >= WHOLE_FROM and nobody_there and is_weekend(night) and desk.random.random() < WHOLE_SHARE:
        let_whole(desk, dorm, night)
        return
    while number > 0 and free:
        places = min(number, len(free), desk.random.choices((1, 2, 3, 4, 6), (20, 35, 15, 20, 10))[0])
        let_places(desk, dorm, free[:places], night)
        free, number = free[places:], number - places


def let_places(desk: Desk, dorm: SampleRoom, units: list[SampleUnit], night: date) -> None:
    ask = asked(desk, night, len(units))
    if ask is None:
        return
    ask = ask.for_people(len(units))
    stay = stay_of(desk, night)
    for unit in units:
        stay = min(stay, desk.board.longest(dorm, unit, stay), key=len)
    booking = booking_for(desk, ask, stay)
    for unit in units:
        desk.board.take(booking, desk.at_price(dorm, unit, stay))


def let_whole(desk: Desk, dorm: SampleRoom, night: date) -> None:
    ask = asked(desk, night, dorm.capacity)
    if ask is None:
        return
    booking = booking_for(desk, ask.for_people(desk.random.randint(WHOLE_FROM, dorm.capacity - 2)), Stay(night, night + ONE_DAY))
    desk.board.take(booking, desk.whole(dorm, booking.stay))
