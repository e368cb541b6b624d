"""What the page of one booking shows, read from a booking loaded whole: its places, the points of its life, its nights and sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import pgettext

from homestay import clock
from homestay.bookings.parked import Parked
from homestay.bookings.queries import HeldNight
from homestay.web.formats import day, dong, hour, moment
from models.booking import COMING, SLEPT, Booking, BookingState
from models.charge import Charge
from models.guest import Guest
from models.payment import Payment, PaymentKind


class NextStep(StrEnum):
    """The one thing to do next with a booking."""

    PLACE = "place"
    CHECK_IN = "check_in"
    CONFIRM = "confirm"
    PAPERS = "papers"
    PAY = "pay"
    CHECK_OUT = "check_out"
    GIVE_BACK = "give_back"
    NOTHING = "nothing"


@dataclass(frozen=True)
class NightLine:
    """A room on one night: the places held in it, and their price together in đồng."""

    night: date
    room_id: UUID
    room: str
    places: list[str]
    is_dorm: bool
    is_whole: bool
    price: int

    @property
    def agreed(self) -> int:
        """Return the price as it was agreed: of the room, of each dorm place, or of the whole dorm."""
        return self.price if self.is_whole else self.price // len(self.places)


@dataclass(frozen=True)
class BookingPage:
    """One booking as its page tells it. Sums in đồng."""

    booking: Booking
    nights: Sequence[HeldNight]
    parked: Sequence[Parked] = ()
    """Its nights that wait for a place."""

    @cached_property
    def lines(self) -> list[NightLine]:
        """Return the nights by date and room, dorm places of one room together."""
        return [line(list(group)) for _key, group in groupby(self.nights, key=lambda each: (each.night, each.room_id))]

    @cached_property
    def sleeping(self) -> list[NightLine]:
        """Return the lines of tonight, or of its nearest night."""
        today = clock.today()
        nights = sorted({line.night for line in self.lines})
        nearest = min(nights, key=lambda night: abs((night - today).days), default=None)
        return [line for line in self.lines if line.night == nearest]

    @property
    def is_dorm(self) -> bool:
        return bool(self.sleeping) and all(line.is_dorm for line in self.sleeping)

    @property
    def places(self) -> list[str]:
        """Return the names of the places it sleeps on tonight, or on its nearest night."""
        return [name for line in self.sleeping for name in line.places]

    @property
    def night_count(self) -> int:
        return len({line.night for line in self.lines})

    @property
    def nights_sum(self) -> int:
        return sum(line.price for line in self.lines)

    @property
    def charges(self) -> list[Charge]:
        return [charge for charge in self.booking.charges if not charge.voided_at]

    @property
    def payments(self) -> list[Payment]:
        return [payment for payment in self.booking.payments if not payment.voided_at]

    @property
    def received(self) -> int:
        return sum(payment.signed for payment in self.payments)

    @property
    def owed(self) -> int:
        """Return what is still to pay; negative when too much was paid."""
        return self.nights_sum + sum(charge.amount for charge in self.charges) - self.received

    @property
    def known(self) -> int:
        """Return of how many guests the papers are here."""
        return sum(map(is_known, self.booking.guests))

    @property
    def named(self) -> int:
        """Return how many guests have a name."""
        return sum(bool(guest.name) for guest in self.booking.guests)

    @property
    def has_nameless(self) -> bool:
        """Say whether more people are booked than named, once they have come."""
        return self.booking.state in SLEPT and self.named < len(self.booking.guests)

    @property
    def is_overdue(self) -> bool:
        """Say whether they should have left before today."""
        return self.is_here and self.booking.planned_to < clock.today()

    @property
    def first_unknown(self) -> Guest | None:
        return next((guest for guest in self.booking.guests if not is_known(guest)), None)

    @property
    def is_coming(self) -> bool:
        return self.booking.state in COMING

    @property
    def is_here(self) -> bool:
        return self.booking.state == BookingState.IN_HOUSE

    @property
    def is_due(self) -> bool:
        """Say whether the guests may come in today."""
        return self.is_coming and self.booking.planned_from <= clock.today()

    @property
    def next_step(self) -> NextStep:
        state = self.booking.state
        if state == BookingState.IN_HOUSE:
            return self.next_in_house()
        if self.waits_for_place and (self.is_due or state == BookingState.CONFIRMED):
            return NextStep.PLACE
        if self.is_due:
            return NextStep.CHECK_IN
        if state == BookingState.HELD:
            return NextStep.CONFIRM
        if state in (BookingState.CANCELLED, BookingState.NO_SHOW):
            return NextStep.GIVE_BACK if self.owed < 0 else NextStep.NOTHING
        return NextStep.PAY if self.owed > 0 else NextStep.NOTHING

    @property
    def waiting(self) -> list[Parked]:
        """Return the nights from tonight on that have no place, while somebody still comes."""
        return [each for each in self.parked if each.night >= clock.tonight()] if self.booking.is_alive else []

    @property
    def waits_for_place(self) -> bool:
        """Say whether the nearest night has no place: nobody can be let in."""
        return bool(self.waiting) and (not self.nights or self.waiting[0].night <= max(clock.tonight(), self.booking.planned_from))

    def next_in_house(self) -> NextStep:
        if self.booking.planned_to > clock.today() and self.first_unknown:
            return NextStep.PAPERS
        return NextStep.PAY if self.owed > 0 else NextStep.CHECK_OUT

    def points(self) -> list[dict[str, Any]]:
        """Return the points of its life for the line on top: word and state of each."""
        booking = self.booking
        booked = _("Booked %(day)s", day=day(booking.booked_on)) if booking.booked_on else _("Booked")
        if booking.state in (BookingState.CANCELLED, BookingState.NO_SHOW):
            ended = _("Cancelled") if booking.state == BookingState.CANCELLED else _("Did not come")
            return [{"word": booked, "state": "done"}, {"word": ended, "state": "now"}]
        return [{"word": booked, "state": "done"}, *self.promise(), *self.coming_and_going()]

    def promise(self) -> list[dict[str, Any]]:
        deposit = sum(payment.amount for payment in self.payments if payment.kind == PaymentKind.DEPOSIT)
        if deposit:
            return [{"word": _("Deposit %(sum)s", sum=dong(deposit)), "state": "done"}]
        if self.booking.state != BookingState.HELD:
            return []
        until = self.booking.held_until
        if self.booking.has_lapsed and until:
            return [{"word": _("Held until %(moment)s, run out", moment=moment(until)), "state": "now"}]
        return [{"word": _("Held until %(moment)s", moment=moment(until)) if until else pgettext("booking", "Held"), "state": "now"}]

    def coming_and_going(self) -> list[dict[str, Any]]:
        booking = self.booking
        arrives, leaves = booking.planned_from, booking.planned_to
        come = {"word": _("Check in %(day)s", day=day(arrives)), "state": "now" if booking.state == BookingState.CONFIRMED else ""}
        go = {"word": _("Check out %(day)s", day=day(leaves)), "state": "now" if self.is_here else ""}
        if booking.arrived_at:
            come = {"word": _("In %(moment)s", moment=hour_and_day(booking.arrived_at)), "state": "done"}
        if booking.left_at:
            go = {"word": _("Out %(moment)s", moment=hour_and_day(booking.left_at)), "state": "done"}
        return [come, go]


def hour_and_day(at: datetime) -> str:
    return f"{hour(at)} {day(at)}"


def line(held: list[HeldNight]) -> NightLine:
    first, places = held[0], [each.place for each in held]
    return NightLine(first.night, first.room_id, first.room, places, first.is_dorm, first.whole, sum(each.price for each in held))


def is_known(guest: Guest) -> bool:
    """Say whether name, birth date and paper of a guest are written down."""
    return bool(guest.name and guest.birth_date_sealed and guest.document_number_sealed)
