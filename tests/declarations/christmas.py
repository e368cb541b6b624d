"""Christmas Eve of 2025 as in the sample workbook."""

from datetime import date, timedelta

from homestay.bookings.actions import check_in, take_booking
from homestay.bookings.wishes import BookingWish
from homestay.guests.actions import Identity
from models.stay import Stay
from tests.guests.people import guests

CHRISTMAS_EVE = date(2025, 12, 24)


def stay_in(homestay, units, nights, people):
    wish = BookingWish(Stay(CHRISTMAS_EVE, CHRISTMAS_EVE + timedelta(days=nights)), people, units=tuple(units), contact="Khách")
    return guests(homestay, check_in(homestay, take_booking(homestay, wish).code))


def identity_of(sheet):
    names = ("name", "sex", "birth_date", "birth_precision", "nationality", "document_type", "document_number", "address", "reason")
    return Identity(**{name: getattr(sheet, name) for name in names})
