"""What a village changes about its holidays (ngày lễ). They stand in the calendars of all its homestays, which show it at once."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from homestay import clock
from homestay.bookings.days_off import DayOff, Span, days_off, spans, taken_out
from homestay.errors import NotFound, Refusal
from homestay.saving import saving
from models import db
from models.homestay import Homestay
from models.rate import Holiday, VillageHoliday
from models.stay import ONE_DAY
from models.village import Village

MOST_DAYS = 31
"""Of one holiday: a season of festivals is none."""
YEARS_BACK, YEARS_AHEAD = 1, 10
AROUND = timedelta(days=2 * MOST_DAYS)


class HolidayChanged(Refusal):
    """The holiday is not any more what the page showed."""

    title = _l("Somebody changed this just now")

    def __init__(self) -> None:
        super().__init__(_l("This holiday was changed on another device. Look at it again, then press once more."))


class HolidayThere(Refusal):
    """A day has one holiday, and somebody wants to call it by another name too."""

    title = _l("That day is a holiday already")

    def __init__(self, there: DayOff) -> None:
        day = clock.day_words(there.day)
        super().__init__(_l("On %(day)s there is already %(name)s. Change that one, or choose other days.", day=day, name=there.name))


@contextmanager
def changing(village_id: UUID) -> Iterator[None]:
    """Change the holidays of a village under the locks of its homestays, whose pages are others from then on.

    Raises: NotFound for no village.
    """
    houses = db.session.scalars(select(Homestay).where(Homestay.village_id == village_id)).all()
    with saving(*houses):
        if db.session.get(Village, village_id, with_for_update=True) is None:
            raise NotFound
        yield


def span_on(village_id: UUID, day: date) -> Span | None:
    """Return the holiday that a day belongs to; nothing when it is none."""
    return containing(day, days_off(village_id, day - AROUND, day + AROUND))


def containing(day: date, days: list[DayOff]) -> Span | None:
    return next((span for span in spans(days) if span.first <= day <= span.last), None)


def in_reach(day: date) -> bool:
    """Say whether a day may be changed: what is older stays as it was, and nobody knows the holidays of the next generation."""
    this_year = clock.today().year
    return this_year - YEARS_BACK <= day.year <= this_year + YEARS_AHEAD


def what_is_odd(first: date, last: date) -> Any:
    """Return the sentence on days that cannot be a holiday; nothing when they can."""
    this_year = clock.today().year
    if not (in_reach(first) and in_reach(last)):
        return _l(
            "Choose a day from %(first)s to %(last)s.", first=f"1/1/{this_year - YEARS_BACK}", last=f"31/12/{this_year + YEARS_AHEAD}"
        )
    if last < first:
        return _l("The last day lies before the first one. Choose another day.")
    if (last - first).days >= MOST_DAYS:
        return _l("A holiday has at most %(most)s days. Choose fewer.", most=MOST_DAYS)
    return None


def add_holiday(village_id: UUID, wish: Span) -> None:
    """Add a holiday; asked for twice it is added once. Raises: HolidayThere; Refusal for odd days."""
    with changing(village_id):
        refuse_odd(wish)
        if span_on(village_id, wish.first) != wish:
            put(village_id, wish, {})


def change_holiday(village_id: UUID, day: date, stamp: str, wish: Span) -> None:
    """Let the holiday of a day have other days or another name. `stamp` is that of the holiday the page showed.

    Raises: HolidayChanged; HolidayThere; Refusal for odd days, and for a holiday that is too old to change.
    """
    with changing(village_id):
        refuse_odd(wish)
        old = span_on(village_id, day)
        if wish == span_on(village_id, wish.first):
            return
        put(village_id, wish, dict.fromkeys(shown(old, stamp).days()))


def remove_holiday(village_id: UUID, day: date, stamp: str) -> Span:
    """Let the days of a holiday be days like others, and return what it was.

    Raises: NotFound; HolidayChanged; Refusal for one that is too old to change.
    """
    with changing(village_id):
        old = span_on(village_id, day)
        if old is None:
            raise NotFound
        write(village_id, dict.fromkeys(shown(old, stamp).days()))
        return old


def put_back(village_id: UUID, day: date) -> None:
    """Let a holiday of the country that was taken out stand again. Raises: NotFound."""
    with changing(village_id):
        gone = containing(day, taken_out(village_id, day - AROUND, day + AROUND))
        if gone is None:
            raise NotFound
        for each in gone.days():
            db.session.delete(db.session.get_one(VillageHoliday, (village_id, each)))


def refuse_odd(wish: Span) -> None:
    wrong = what_is_odd(wish.first, wish.last)
    if wrong:
        raise Refusal(wrong)


def shown(old: Span | None, stamp: str) -> Span:
    """Return the holiday if it still is what the page showed, and may be changed."""
    if old is None or old.stamp != stamp:
        raise HolidayChanged
    if not in_reach(old.last):
        raise Refusal(_l("This holiday is long over and stays as it was."))
    return old


def put(village_id: UUID, wish: Span, instead_of: Mapping[date, None]) -> None:
    """Write the days of a holiday, and clear those it had before."""
    there = [off for off in days_off(village_id, wish.first, wish.last + ONE_DAY) if off.day not in instead_of]
    if there:
        raise HolidayThere(there[0])
    write(village_id, {**instead_of, **wish.days_off()})
    together = span_on(village_id, wish.first)
    if together and together.length > MOST_DAYS:
        raise Refusal(_l("Together with the same holiday beside it these would be more than %(most)s days. Choose fewer.", most=MOST_DAYS))


def write(village_id: UUID, days: Mapping[date, DayOff | None]) -> None:
    """Write what the village says of each day; where the country says the same, it says nothing itself."""
    of_country = {each.day: each for each in db.session.scalars(select(Holiday).where(Holiday.day.in_(days)))}
    mine = select(VillageHoliday).where(VillageHoliday.village_id == village_id, VillageHoliday.day.in_(days))
    known = {each.day: each for each in db.session.scalars(mine)}
    for day, said in days.items():
        row = known.get(day) or VillageHoliday(village_id=village_id, day=day)
        if said != day_of_country(of_country.get(day)):
            row.name, row.name_en, row.announced = (said.name, said.name_en, said.is_announced) if said else (None, None, True)
            db.session.add(row)
        elif day in known:
            db.session.delete(row)
    db.session.flush()


def day_of_country(found: Holiday | None) -> DayOff | None:
    return DayOff(found.day, found.name, None, found.announced) if found else None
