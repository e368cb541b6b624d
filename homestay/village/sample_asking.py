"""Who asks for places of the sample village: from where, over which way, how early, how many.

Source: facts/tourism.md §2.2.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from homestay.village.sample_people import NATION_WEIGHTS, NATIONS
from homestay.village.sample_seasons import days_before, is_holiday, is_weekend
from homestay.village.sample_stays import Desk
from models.guest import VIETNAM

OWN_SOURCES = {"zalo": 30, "facebook": 15, "phone": 17, "tour": 18, "walk_in": 13, "booking": 3, "agoda": 2, "airbnb": 2}
ABROAD_SOURCES = {"booking": 35, "airbnb": 20, "agoda": 15, "tour": 15, "walk_in": 10, "zalo": 5}
FROM_ABROAD_WEEKEND, FROM_ABROAD_WEEKDAY = 0.055, 0.125
ON_THE_DAY = {"zalo", "facebook", "phone"}
"""Ways in which a party may still ask on the day itself."""


@dataclass(frozen=True)
class Asked:
    """What a party asks for, and when it did."""

    nationality: str
    source: str
    booked_on: date
    size: int

    def for_people(self, size: int) -> "Asked":
        return replace(self, size=size)


def asked(desk: Desk, night: date, beds: int) -> Asked | None:
    """Return a party for so many beds on a night; None when it will only ask on a day to come."""
    random = desk.random
    nationality = from_where(random, night)
    source = way(random, nationality, night)
    ahead = 0 if source == "walk_in" else days_before(random, night)
    if ahead == 0 and source not in ON_THE_DAY:
        source = "walk_in"
    booked_on = night - timedelta(days=ahead)
    if booked_on > desk.period.today:
        return None
    return Asked(nationality, source, booked_on, people_for(random, beds))


def from_where(random: Random, night: date) -> str:
    chance = FROM_ABROAD_WEEKEND if is_weekend(night) or is_holiday(night) else FROM_ABROAD_WEEKDAY
    return random.choices(NATIONS, NATION_WEIGHTS)[0] if random.random() < chance else VIETNAM


def way(random: Random, nationality: str, night: date) -> str:
    """Return how a party booked; on a holiday nobody just walks in."""
    sources = OWN_SOURCES if nationality == VIETNAM else ABROAD_SOURCES
    source = random.choices(tuple(sources), tuple(sources.values()))[0]
    return "phone" if source == "walk_in" and is_holiday(night) else source


def people_for(random: Random, beds: int) -> int:
    """Return how many people come for so many beds: mostly as many, now and then one less or one more."""
    return max(1, beds + random.choices((-1, 0, 1), (18, 75, 7))[0])
