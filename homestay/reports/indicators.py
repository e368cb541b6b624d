"""The indicators of a month, made from its sums, with the keys and the rounding that reports have."""

from statistics import median
from typing import Any

from homestay.reports.sums import Sums
from models.charge import ChargeKind

Rounded = float | None


def indicators(sums: Sums) -> dict[str, Any]:
    """Return every indicator of a report. Counts and đồng are whole; an empty denominator gives None.

    Source: design §5; facts/tourism.md §6.
    """
    return people(sums) | places(sums) | averages(sums) | money(sums) | bookings(sums) | lists(sums) | book_of_people(sums)


def people(sums: Sums) -> dict[str, Any]:
    return {
        "arrivals": sums.arrivals,
        "arrivals_international": sums.arrivals_international,
        "international_share": percent(sums.arrivals_international, sums.arrivals),
        "day_guests": sums.day_guests,
        "guests_served": sums.arrivals + sums.day_guests,
        "guest_nights": sums.guest_nights,
        "guest_nights_international": sums.guest_nights_international,
    }


def places(sums: Sums) -> dict[str, Any]:
    return {
        "room_nights_used": sums.room_nights_used,
        "room_nights_sold": sums.room_nights_sold,
        "room_nights_available": sums.room_nights_available,
        "room_nights_gross": sums.room_nights_gross,
        "room_occupancy": percent(sums.room_nights_used, sums.room_nights_available),
        "room_occupancy_gross": percent(sums.room_nights_used, sums.room_nights_gross),
        "bed_nights_available": sums.bed_nights_available,
        "bed_occupancy": percent(sums.guest_nights, sums.bed_nights_available),
        "dorm_bed_nights_used": sums.dorm_bed_nights_used,
        "dorm_bed_nights_available": sums.dorm_bed_nights_available,
        "dorm_occupancy": percent(sums.dorm_bed_nights_used, sums.dorm_bed_nights_available),
    }


def averages(sums: Sums) -> dict[str, Any]:
    return {
        "adr": whole(sums.room_revenue, sums.room_nights_sold),
        "revpar": whole(sums.room_revenue, sums.room_nights_available),
        "average_stay": two_digits(sums.guest_nights, sums.arrivals),
        "average_completed_stay": two_digits(sums.departed_nights, sums.departures),
    }


def money(sums: Sums) -> dict[str, int]:
    charges = sums.charges
    lodging = sums.room_revenue + sums.dorm_revenue + charges[ChargeKind.DAY_USE] + charges[ChargeKind.FEE]
    other = charges[ChargeKind.MOTORBIKE] + charges[ChargeKind.TOUR] + charges[ChargeKind.OTHER]
    return {
        "room_revenue": sums.room_revenue,
        "dorm_revenue": sums.dorm_revenue,
        "day_use_revenue": charges[ChargeKind.DAY_USE],
        "fee_revenue": charges[ChargeKind.FEE],
        "lodging_revenue": lodging,
        "food_revenue": charges[ChargeKind.MEAL],
        "other_revenue": other,
        "revenue": lodging + charges[ChargeKind.MEAL] + other,
        "cash_received": sums.cash_received,
    }


def bookings(sums: Sums) -> dict[str, Any]:
    days = sums.lead_times
    return {
        "bookings_planned": sums.bookings_planned,
        "cancelled_share": percent(sums.cancelled, sums.bookings_planned),
        "no_show_share": percent(sums.no_shows, sums.bookings_planned),
        "lead_time_median": float(median(days)) if days else None,
        "lead_time_mean": two_digits(sum(days), len(days)),
    }


def lists(sums: Sums) -> dict[str, Any]:
    countries = sorted(
        sums.arrivals_from.keys() | sums.nights_from.keys(),
        key=lambda country: (-sums.arrivals_from[country], -sums.nights_from[country], country is None, country or ""),
    )
    sources = sorted(sums.sold_by, key=lambda source: (-sums.sold_by[source], source))
    return {
        "nationalities": [
            {"country": country, "arrivals": sums.arrivals_from[country], "guest_nights": sums.nights_from[country]}
            for country in countries
        ],
        "sources": [
            {"source": source, "room_nights_sold": sums.sold_by[source], "share": percent(sums.sold_by[source], sums.room_nights_sold)}
            for source in sources
        ],
    }


def book_of_people(sums: Sums) -> dict[str, int]:
    """Return the book of people: opening + arrivals - departures is always closing."""
    return {
        "in_house_opening": sums.in_house_opening,
        "departures": sums.departures,
        "in_house_closing": sums.in_house_closing,
    }


def half_up(numerator: int, denominator: int) -> int:
    """Return the whole number nearest to a fraction with a positive denominator; a half goes away from zero."""
    size = (2 * abs(numerator) + denominator) // (2 * denominator)
    return size if numerator >= 0 else -size


def whole(numerator: int, denominator: int) -> int | None:
    return half_up(numerator, denominator) if denominator else None


def percent(part: int, of: int) -> Rounded:
    """Return a share in hundredths with one decimal: 17 of 88 is 19.3."""
    return half_up(1000 * part, of) / 10 if of else None


def two_digits(numerator: int, denominator: int) -> Rounded:
    return half_up(100 * numerator, denominator) / 100 if denominator else None
