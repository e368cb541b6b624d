"""Making the link of a guest, and taking it back."""

from flask_babel import lazy_gettext as _l

from homestay import clock, tokens
from homestay.bookings import queries as bookings
from homestay.bookings.actions import fresh
from homestay.bookings.page import BookingPage
from homestay.errors import NotFound, Refusal
from homestay.public import queries
from homestay.record import record
from homestay.saving import saving
from models import db
from models.base import uuid7
from models.booking import Booking
from models.guest_link import GuestLink
from models.homestay import Homestay


class DepositTooHigh(Refusal):
    """More is asked beforehand than the whole stay costs."""

    status = 422
    title = _l("That deposit is too high")

    def __init__(self) -> None:
        super().__init__(_l("The deposit is more than the whole stay costs. Ask for less."))


def write_to_guest(homestay: Homestay, code: str, language: str, deposit: int | None, version: int | None = None) -> GuestLink:
    """Make the link of a booking for its guest, or change the one there is (gửi cho khách). `deposit` in đồng, None asks for nothing.

    Raises: Changed, NotFound; DepositTooHigh.
    """
    with saving(homestay):
        booking = fresh(homestay, code, version)
        refuse_too_much(booking, deposit or 0)
        found = queries.link_of(homestay, booking.id) or new_link(homestay, booking.id)
        found.language, found.deposit = language, deposit or None
        db.session.add(found)
        record(homestay, "guest_link.written", booking.id, language=language, deposit=deposit)
        return found


def refuse_too_much(booking: Booking, deposit: int) -> None:
    bookings.bring(booking, "charges", "payments")
    page = BookingPage(booking, bookings.held_nights(booking))
    if deposit > page.owed + page.received:
        raise DepositTooHigh


def new_link(homestay: Homestay, booking_id: object) -> GuestLink:
    token = tokens.short_token()
    own = {"homestay_id": homestay.id, "id": uuid7(), "booking_id": booking_id}
    return GuestLink(**own, token=token, token_hash=tokens.hash_of(token), made_at=clock.now())


def withdraw(homestay: Homestay, code: str) -> None:
    """Take the link of a booking back: from now on it leads nowhere (thu hồi). Raises: NotFound."""
    with saving(homestay):
        booking = bookings.coded(homestay, code)
        found = queries.link_of(homestay, booking.id)
        if found is None:
            raise NotFound
        found.revoked_at = clock.now()
        record(homestay, "guest_link.withdrawn", booking.id)
