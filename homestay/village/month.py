"""The month of a village as its head may see it: sums in which no single household can be read. Pure.

A number stands for a household when fewer than three homestays share it: who knows one of two sums knows the other. So
- the numbers of people are shown when at least three homestays took guests in the month;
- revenue is shown when at least three homestays have some, its parts only when that holds for each part that is not nothing
  (with all parts but one shown, the last could be reckoned from the sum);
- a country or a source of fewer than three homestays joins "other".
Homestays whose owner agreed to show their numbers need no such cover and do not give it to others.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from homestay.reports.indicators import indicators, percent
from homestay.reports.period import Month
from homestay.reports.picture import people_by_night
from homestay.reports.sums import Sums
from homestay.reports.villages import Home
from models.charge import ChargeKind

LEAST = 3
"""So many homestays, at least, stand behind every number."""
OTHERS = "others"
"""What a country or a source is called that too few homestays share."""

SUPPLY = {"room_nights_available", "room_nights_gross", "bed_nights_available", "dorm_bed_nights_available"}
"""What the village offers: known to everybody who walks through it."""
PARTS = {"room_revenue", "dorm_revenue", "day_use_revenue", "fee_revenue", "lodging_revenue", "food_revenue", "other_revenue"}
BY_ROOM = {"adr", "revpar"}
"""They give the revenue of rooms away."""
MONEY = PARTS | BY_ROOM | {"revenue", "cash_received"}
LISTS = {"nationalities", "sources"}
CHARGED_APART = (
    (ChargeKind.DAY_USE,),
    (ChargeKind.FEE,),
    (ChargeKind.MEAL,),
    (ChargeKind.MOTORBIKE, ChargeKind.TOUR, ChargeKind.OTHER),
)
"""The charges of which a report says the sum."""


class YearMonth(NamedTuple):
    """A month of the curve: nights of rooms and dorm places slept in, and still to come; None where too few homestays share them."""

    first: date
    slept: int | None
    planned: int | None

    @property
    def all(self) -> int:
        return (self.slept or 0) + (self.planned or 0)


class NightCount(NamedTuple):
    """How many people slept in the village on a night."""

    day: date
    people: int


@dataclass(frozen=True)
class VillageMonth:
    """What the page of a village's month shows; a number that may not be read is not in `numbers`."""

    month: Month
    homestays: int
    closed: int
    took_guests: int | None
    """How many homestays had guests; None when they are too few to say more of them."""
    numbers: dict[str, Any]
    nights: list[NightCount]
    year: list[YearMonth]

    @property
    def hides_money(self) -> bool:
        """Say whether a sum of money is kept back, though the people's numbers are shown."""
        return self.took_guests is not None and not self.numbers.keys() >= MONEY


def open_to_village(month: Month, homes: Sequence[Home]) -> VillageMonth:
    """Return what the head of the village may see of its homestays' month."""
    took = [home for home in homes if has_guests(home.sums)]
    is_open = enough(homes, lambda home: has_guests(home.sums))
    return VillageMonth(
        month,
        homestays=len(homes),
        closed=sum(home.has_closed for home in homes),
        took_guests=len(took) if is_open else None,
        numbers=open_numbers(homes) if is_open else only(report_of(homes), SUPPLY),
        nights=night_by_night(month, homes) if is_open else [],
        year=[year_month(homes, date(month.first.year, number, 1)) for number in range(1, 13)],
    )


def has_guests(sums: Sums) -> bool:
    return bool(sums.guest_nights or sums.arrivals or sums.departures or sums.day_guests or sums.bookings_planned)


def enough(homes: Iterable[Home], has: Callable[[Home], Any]) -> bool:
    """Say whether nobody can be read from a number: nobody who did not agree is behind it, or at least three are."""
    covered = sum(1 for home in homes if has(home) and not home.consents)
    return covered == 0 or covered >= LEAST


def report_of(homes: Iterable[Home]) -> dict[str, Any]:
    return indicators(sum((home.sums for home in homes), Sums()))


def only(report: Mapping[str, Any], keys: set[str]) -> dict[str, Any]:
    return {key: value for key, value in report.items() if key in keys}


def open_numbers(homes: Sequence[Home]) -> dict[str, Any]:
    """Return the indicators that may be read, and the lists with what is too rare put together."""
    report = report_of(homes)
    shown = only(report, report.keys() - MONEY - LISTS | open_money(homes))
    return shown | {"nationalities": countries(homes, report), "sources": sources(homes, report)}


def open_money(homes: Sequence[Home]) -> set[str]:
    """Return the keys of the sums of money that no single household can be read from."""
    found = {key for key, has in (("revenue", revenue), ("cash_received", cash)) if enough(homes, has)}
    if "revenue" in found and all(enough(homes, part) for part in parts()):
        found |= PARTS | BY_ROOM
    return found


def revenue(home: Home) -> int:
    sums = home.sums
    return sums.room_revenue + sums.dorm_revenue + sums.charges.total()


def cash(home: Home) -> int:
    return home.sums.cash_received


def parts() -> Iterator[Callable[[Home], Any]]:
    """Give how each part of the revenue that a report names is read from a home."""
    yield lambda home: home.sums.room_revenue
    yield lambda home: home.sums.dorm_revenue
    yield from map(charged, CHARGED_APART)


def charged(kinds: Iterable[ChargeKind]) -> Callable[[Home], Any]:
    return lambda home: any(home.sums.charges[kind] for kind in kinds)


def countries(homes: Sequence[Home], report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the nationalities; those that fewer than three homestays saw are one row, the last."""
    rare = {row["country"] for row in report["nationalities"] if not enough(homes, came_from(row["country"]))}
    return folded(report["nationalities"], "country", rare, ("arrivals", "guest_nights"))


def came_from(country: str | None) -> Callable[[Home], Any]:
    return lambda home: home.sums.nights_from[country] or home.sums.arrivals_from[country]


def sources(homes: Sequence[Home], report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the sources; those of fewer than three homestays are one row, the last."""
    rare = {row["source"] for row in report["sources"] if not enough(homes, sold_by(row["source"]))}
    rows = folded(report["sources"], "source", rare, ("room_nights_sold",))
    return [row | {"share": percent(row["room_nights_sold"], report["room_nights_sold"])} for row in rows]


def sold_by(source: str) -> Callable[[Home], Any]:
    return lambda home: home.sums.sold_by[source]


def folded(rows: Iterable[Mapping[str, Any]], name: str, rare: set[Any], counts: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the rows with the rare ones added up in one."""
    kept = [dict(row) for row in rows if row[name] not in rare]
    together = Counter({count: sum(row[count] for row in rows if row[name] in rare) for count in counts})
    return [*kept, {name: OTHERS, **together}] if rare else kept


def night_by_night(month: Month, homes: Iterable[Home]) -> list[NightCount]:
    """Return how many people slept in the village on each night of the month."""
    sleeping: Counter[date] = Counter()
    for home in homes:
        sleeping.update(people_by_night(month, home.house))
    return [NightCount(day, sleeping[day]) for day in month.days()]


def year_month(homes: Sequence[Home], first: date) -> YearMonth:
    number = first.month
    slept, planned = sum(home.slept[number] for home in homes), sum(home.planned[number] for home in homes)
    return YearMonth(
        first,
        slept if enough(homes, lambda home: home.slept[number]) else None,
        planned if enough(homes, lambda home: home.planned[number]) else None,
    )
