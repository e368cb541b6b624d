"""What is counted in a month. Sums of several homestays may be added; every ratio is made from sums, never from ratios."""

from collections import Counter
from dataclasses import dataclass, field, fields


@dataclass
class Sums:
    """The counts of one homestay, or of several added up. People and nights are whole numbers, money is đồng."""

    arrivals: int = 0
    arrivals_international: int = 0
    day_guests: int = 0
    guest_nights: int = 0
    guest_nights_international: int = 0
    departures: int = 0
    departed_nights: int = 0
    """Nights of the whole stays of those who departed."""
    in_house_opening: int = 0
    in_house_closing: int = 0
    room_nights_used: int = 0
    room_nights_sold: int = 0
    room_nights_available: int = 0
    room_nights_gross: int = 0
    bed_nights_available: int = 0
    dorm_bed_nights_used: int = 0
    dorm_bed_nights_available: int = 0
    room_revenue: int = 0
    dorm_revenue: int = 0
    cash_received: int = 0
    bookings_planned: int = 0
    cancelled: int = 0
    no_shows: int = 0
    lead_times: list[int] = field(default_factory=list)
    """Days from the booking to the planned arrival, one for each booking."""
    charges: Counter[str] = field(default_factory=Counter)
    """đồng by kind of charge."""
    arrivals_from: Counter[str | None] = field(default_factory=Counter)
    nights_from: Counter[str | None] = field(default_factory=Counter)
    sold_by: Counter[str] = field(default_factory=Counter)
    """Room-nights sold by source of the booking."""

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(**{part.name: getattr(self, part.name) + getattr(other, part.name) for part in fields(self)})
