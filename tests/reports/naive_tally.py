"""What the naive counter adds up, and the sums and ratios it makes of it at the end."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Tally:
    """What adds up from day to day and from house to house."""

    numbers: Counter[str] = field(default_factory=Counter)
    arrivals: Counter[str | None] = field(default_factory=Counter)
    nights: Counter[str | None] = field(default_factory=Counter)
    sold: Counter[str] = field(default_factory=Counter)
    leads: list[int] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Take in the tally of another house."""
        self.numbers.update(other.numbers)
        self.arrivals.update(other.arrivals)
        self.nights.update(other.nights)
        self.sold.update(other.sold)
        self.leads += other.leads


def rounded(number_: int, of: int, decimals: int = 0) -> float | int | None:
    """Return number ÷ of rounded half-up (away from zero), None when there is nothing to divide by."""
    if not of:
        return None
    scale: int = 10**decimals
    size = (2 * abs(number_) * scale + of) // (2 * of)
    signed = size if number_ >= 0 else -size
    return signed / scale if decimals else signed


def percent(number_: int, of: int) -> float | int | None:
    """Return number ÷ of in percent with one decimal, None when there is nothing to divide by."""
    return rounded(100 * number_, of, 1)


PEOPLE = ("arrivals", "arrivals_international", "day_guests", "guest_nights", "guest_nights_international")
ROOMS = ("room_nights_used", "room_nights_available", "room_nights_gross", "bed_nights_available")
DORMS = ("dorm_bed_nights_used", "dorm_bed_nights_available")
MONEY = ("room_revenue", "dorm_revenue", "day_use_revenue", "fee_revenue", "food_revenue", "other_revenue", "cash_received")
MOVES = ("bookings_planned", "in_house_opening", "departures", "in_house_closing")
COUNTED = (*PEOPLE, *ROOMS, *DORMS, *MONEY, *MOVES)


def finished(found: Tally) -> dict[str, Any]:
    """Return the indicators: what was counted, the sums and the ratios."""
    n = found.numbers
    sold = sum(found.sold.values())
    lodging = n["room_revenue"] + n["dorm_revenue"] + n["day_use_revenue"] + n["fee_revenue"]
    return {name: int(n[name]) for name in COUNTED} | {
        "international_share": percent(n["arrivals_international"], n["arrivals"]),
        "guests_served": n["arrivals"] + n["day_guests"],
        "room_nights_sold": sold,
        "room_occupancy": percent(n["room_nights_used"], n["room_nights_available"]),
        "room_occupancy_gross": percent(n["room_nights_used"], n["room_nights_gross"]),
        "bed_occupancy": percent(n["guest_nights"], n["bed_nights_available"]),
        "dorm_occupancy": percent(n["dorm_bed_nights_used"], n["dorm_bed_nights_available"]),
        "adr": rounded(n["room_revenue"], sold),
        "revpar": rounded(n["room_revenue"], n["room_nights_available"]),
        "average_stay": rounded(n["guest_nights"], n["arrivals"], 2),
        "average_completed_stay": rounded(n["completed_nights"], n["departures"], 2),
        "lodging_revenue": lodging,
        "revenue": lodging + n["food_revenue"] + n["other_revenue"],
        "cancelled_share": percent(n["cancelled"], n["bookings_planned"]),
        "no_show_share": percent(n["no_show"], n["bookings_planned"]),
        "lead_time_median": rounded(*middle(found.leads), 2),
        "lead_time_mean": rounded(sum(found.leads), len(found.leads), 2),
        "nationalities": nationalities(found),
        "sources": sources(found, sold),
    }


def middle(numbers: list[int]) -> tuple[int, int]:
    """Return the median as (sum of the one or two middle ones, how many they are)."""
    ordered = sorted(numbers)
    two = ordered[(len(ordered) - 1) // 2 : len(ordered) // 2 + 1] if ordered else []
    return sum(two), len(two)


def nationalities(found: Tally) -> list[dict[str, Any]]:
    """Return the countries with arrivals or nights, the largest first, nameless people last among equals."""
    lines = [
        {"country": country, "arrivals": found.arrivals[country], "guest_nights": found.nights[country]}
        for country in found.arrivals.keys() | found.nights.keys()
        if found.arrivals[country] or found.nights[country]
    ]
    return sorted(lines, key=lambda line: (-line["arrivals"], -line["guest_nights"], line["country"] is None, line["country"] or ""))


def sources(found: Tally, sold: int) -> list[dict[str, Any]]:
    """Return where the sold room-nights came from, the largest first."""
    ordered = sorted((word for word in found.sold if found.sold[word]), key=lambda word: (-found.sold[word], word))
    return [{"source": word, "room_nights_sold": found.sold[word], "share": percent(found.sold[word], sold)} for word in ordered]
