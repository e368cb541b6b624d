"""Asks about the links of guests."""

from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import raiseload

from homestay import clock, tokens
from homestay.bookings import queries as bookings
from homestay.bookings.page import BookingPage
from models import db
from models.booking import Booking
from models.guest_link import GuestLink
from models.homestay import Homestay
from models.village import Village

SEEN_FOR = timedelta(days=30)
"""How long after the day of leaving a guest may still look."""


def link_behind(token: str) -> Any | None:
    """Return (GuestLink, Homestay, Village, code) of a link that somebody made, withdrawn ones too; nothing for an unknown one."""
    everybody = {"everybody": True}  # the token says whose it is
    return db.session.execute(link_made(), {"hash": tokens.hash_of(token)}, execution_options=everybody).first()


@cache
def link_made() -> Any:
    return (
        select(GuestLink, Homestay, Village, Booking.code)
        .join(Booking, (Booking.homestay_id == GuestLink.homestay_id) & (Booking.id == GuestLink.booking_id))
        .join(Homestay, Homestay.id == GuestLink.homestay_id)
        .join(Village, Village.id == Homestay.village_id)
        .where(GuestLink.token_hash == bindparam("hash"))
        .options(raiseload("*"))
    )


def link_of(homestay: Homestay, booking_id: UUID) -> GuestLink | None:
    """Return the link of a booking that is in use, or nothing."""
    return db.session.scalars(link_in_use(), {"house": homestay.id, "booking": booking_id}).first()


@cache
def link_in_use() -> Any:
    own = (GuestLink.homestay_id == bindparam("house"), GuestLink.booking_id == bindparam("booking"))
    return select(GuestLink).where(*own, GuestLink.revoked_at.is_(None)).options(raiseload("*"))


def page_without_guests(homestay: Homestay, code: str) -> BookingPage:
    """Return a booking with its nights and money; who sleeps there is not even read. Raises: NotFound."""
    booking = bookings.coded(homestay, code)
    bookings.bring(booking, "charges", "payments")
    return BookingPage(booking, bookings.held_nights(booking))


def is_over(booking: Booking) -> bool:
    """Say whether the guests left so long ago that their page is gone."""
    left = clock.local(booking.left_at).date() if booking.left_at else booking.planned_to
    return clock.today() > left + SEEN_FOR
