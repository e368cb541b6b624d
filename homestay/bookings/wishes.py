"""What somebody asks for: the wish, what is odd about it, and its nights at the list price (yêu cầu đặt phòng)."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID

from flask_babel import lazy_gettext as _l

from homestay import clock
from homestay.errors import Refusal
from homestay.places import queries as places
from homestay.places.nights import PlaceNight
from homestay.places.queries import Place, split
from models.homestay import Homestay
from models.stay import ONE_DAY, Stay

MOST_NIGHTS = 365
MOST_PEOPLE = 200
FARTHEST = timedelta(days=3 * 366)
LONGEST_OFFERED = timedelta(days=7)


@dataclass(frozen=True)
class BookingWish:
    """What somebody asks for: places by unit, dorms as a whole by room, nights, people, and who it is."""

    stay: Stay
    adults: int
    children: int = 0
    units: tuple[UUID, ...] = ()
    whole_rooms: tuple[UUID, ...] = ()
    contact: str | None = None
    phone: str | None = None
    source: str = "phone"
    note: str | None = None
    held_until: datetime | None = None
    expected_at: time | None = None
    guest_names: tuple[str, ...] = field(default=())


def refuse_odd_dates(stay: Stay, least: int) -> None:
    today = clock.today()
    if len(stay) < least:
        raise Refusal(_l("The day of leaving must lie after the day of coming. Choose another day."))
    if len(stay) > MOST_NIGHTS:
        raise Refusal(_l("A booking can have at most %(most)s nights. Choose an earlier day of leaving.", most=MOST_NIGHTS))
    if not today - timedelta(days=366) <= stay.arrive <= today + FARTHEST:
        raise Refusal(_l("That day is too far away. Check the year."))


def refuse_odd_people(wish: BookingWish) -> None:
    if not 1 <= wish.adults + wish.children <= MOST_PEOPLE:
        raise Refusal(_l("A booking has between 1 and %(most)s people. Check the number.", most=MOST_PEOPLE))


def refuse_odd_hold(until: datetime | None, stay: Stay) -> None:
    """Refuse to hold for guests who would have left by then, but a week from now is always offered."""
    if until and until > clock.at(max(stay.leave, clock.today() + LONGEST_OFFERED) + ONE_DAY, 0):
        raise Refusal(_l("The guests would have left by then. Check the day."))


def priced(homestay: Homestay, wish: BookingWish) -> list[PlaceNight]:
    """Return the nights a wish asks for, each at its list price; a place chosen beside its whole dorm belongs to the dorm.

    Raises: NotFound, Refusal when nothing is chosen or not sold then.
    """
    whole = [night for room_id in dict.fromkeys(wish.whole_rooms) for night in whole_dorm(homestay, room_id, wish.stay)]
    in_dorms = {night.unit_id for night in whole}
    alone = [unit_id for unit_id in wish.units if unit_id not in in_dorms]
    chosen = [night for place in sold_places(homestay, alone, wish.stay) for night in at_list_price(place, wish.stay)] + whole
    if not chosen:
        raise Refusal(_l("Choose a room or a place first."))
    return chosen


def sold_places(homestay: Homestay, unit_ids: Collection[UUID], stay: Stay) -> list[Place]:
    """Return these places, all sold on all nights of the stay. Raises: NotFound; Refusal naming one that is not sold then."""
    if not unit_ids:
        return []
    sales = places.sale_of(homestay, unit_ids, stay)
    not_sold = next((place for place, sold in sales.items() if not sold), None)
    if not_sold:
        raise Refusal(
            _l("%(place)s is not sold on all of these nights. Choose another place.", place=not_sold.unit_name), place=not_sold.unit_name
        )
    return list(sales)


def at_list_price(place: Place, stay: Stay) -> list[PlaceNight]:
    return [PlaceNight(place.unit_id, night, price) for night, price in places.list_prices(place, stay).items()]


def whole_dorm(homestay: Homestay, room_id: UUID, stay: Stay) -> list[PlaceNight]:
    """Return all places of a dorm on all nights, the whole price split over them. Raises: NotFound, Refusal when it is not sold whole."""
    mattresses = places.dorm_units(homestay, room_id, stay)
    if not mattresses or mattresses[0].whole_price is None:
        room = places.room_of(homestay, room_id)
        raise Refusal(_l("%(room)s has no price as a whole. Choose its places one by one.", room=room.name), place=room.name)
    shares = split(mattresses[0].whole_price, len(mattresses))
    return [PlaceNight(place.unit_id, night, share, whole=True) for night in stay for place, share in zip(mattresses, shares, strict=True)]
