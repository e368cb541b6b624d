"""Changes to money: adding charges and payments, taking them back with a reason. Nothing is ever deleted."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from flask_babel import lazy_gettext as _l

from homestay import clock
from homestay.bookings import promising
from homestay.bookings.actions import fresh
from homestay.errors import Refusal
from homestay.money import queries
from homestay.record import record
from homestay.saving import saving
from models import db
from models.base import MOST_DONG
from models.booking import Booking, BookingState
from models.charge import TAX_GROUP_OF, Charge, ChargeKind
from models.homestay import Homestay
from models.payment import Holder, Payment, PaymentKind

EARLIEST = date(2000, 1, 1)
AHEAD = timedelta(days=366)
"""How far ahead something may be charged: a tour next season."""


@dataclass(frozen=True)
class ChargeWish:
    """What guests owe beyond their nights: `amount` in đồng for all of it."""

    kind: str
    amount: int
    day: date
    people: int | None = None
    description: str | None = None


@dataclass(frozen=True)
class PaymentWish:
    """Money that changed hands: `amount` in đồng, positive for a refund too."""

    kind: str
    amount: int
    day: date
    method: str
    held_by: str = Holder.HOMESTAY
    reference: str | None = None


class OddSum(Refusal):
    """A sum that cannot be."""

    status = 422
    title = _l("Check the sum")


class OddDay(Refusal):
    """A day that cannot be."""

    status = 422
    title = _l("Check the day")


class AlreadyVoid(Refusal):
    """It was taken back before."""

    title = _l("Already taken back")


def add_charge(homestay: Homestay, code: str, wish: ChargeWish, version: int | None = None) -> Charge:
    """Write down what guests owe beyond their nights (thêm khoản phải thu). Its tax group comes from its kind.

    Raises: Changed, NotFound, OddSum, OddDay.
    """
    with saving(homestay):
        booking = fresh(homestay, code, version)
        refuse_odd_sum(wish.amount)
        refuse_odd_day(wish.day, clock.today() + AHEAD)
        kind = ChargeKind(wish.kind)
        charge = Charge(
            homestay_id=homestay.id,
            booking_id=booking.id,
            day=wish.day,
            kind=kind,
            tax_group=TAX_GROUP_OF[kind],
            people=wish.people,
            description=wish.description,
            amount=wish.amount,
        )
        db.session.add(charge)
        record(homestay, "charge.added", booking.id, code=code, kind=kind, amount=wish.amount, day=wish.day)
        return charge


def add_payment(homestay: Homestay, code: str, wish: PaymentWish, version: int | None = None) -> Payment:
    """Write down money that came in, or was given back (thu tiền, hoàn tiền). Money makes a held booking a sure one.

    Raises: Changed, NotFound, OddSum, also for giving back more than came in; OddDay.
    """
    with saving(homestay):
        booking = fresh(homestay, code, version)
        refuse_odd_sum(wish.amount)
        refuse_odd_day(wish.day, clock.today())
        if wish.kind == PaymentKind.REFUND:
            refuse_too_much_back(homestay, booking, wish.amount)
        else:
            make_sure(homestay, booking)
        payment = Payment(
            homestay_id=homestay.id,
            booking_id=booking.id,
            day=wish.day,
            method=wish.method,
            kind=wish.kind,
            held_by=wish.held_by,
            amount=wish.amount,
            reference=wish.reference,
        )
        db.session.add(payment)
        record(homestay, "payment.added", booking.id, code=code, kind=wish.kind, method=wish.method, amount=wish.amount, day=wish.day)
        return payment


def void_charge(homestay: Homestay, code: str, charge_id: UUID, reason: str, version: int | None = None) -> Charge:
    """Take a charge back with a reason; its line stays in the books (bỏ khoản phải thu).

    Raises: AlreadyVoid, Changed, NotFound, Refusal without a reason.
    """
    with saving(homestay):
        booking = fresh(homestay, code, version)
        charge = queries.charge_of(homestay, booking, charge_id)
        void(charge, reason)
        record(homestay, "charge.voided", booking.id, code=code, amount=charge.amount, reason=charge.void_reason)
        return charge


def void_payment(homestay: Homestay, code: str, payment_id: UUID, reason: str, version: int | None = None) -> Payment:
    """Take a payment back with a reason; its line stays in the books (bỏ khoản thu).

    Raises: AlreadyVoid, Changed, NotFound, Refusal without a reason.
    """
    with saving(homestay):
        booking = fresh(homestay, code, version)
        payment = queries.payment_of(homestay, booking, payment_id)
        void(payment, reason)
        record(homestay, "payment.voided", booking.id, code=code, amount=payment.amount, reason=payment.void_reason)
        return payment


def void(line: Charge | Payment, reason: str) -> None:
    if not reason.strip():
        raise Refusal(_l("Write the reason in a few words."))
    if line.voided_at:
        raise AlreadyVoid(_l("This was taken back before: %(reason)s", reason=line.void_reason))
    line.voided_at, line.void_reason = clock.now(), reason.strip()


def make_sure(homestay: Homestay, booking: Booking) -> None:
    if booking.state == BookingState.HELD:
        promising.make_sure(homestay, booking)


def refuse_odd_sum(amount: int) -> None:
    if not 1 <= amount <= MOST_DONG:
        raise OddSum(_l("Type a sum between 1 and 1,000,000,000 đồng, without a minus."))


def refuse_odd_day(day: date, latest: date) -> None:
    if day > latest:
        raise OddDay(_l("That day has not come yet. Choose %(day)s or an earlier one.", day=f"{clock.day_words(latest)}/{latest.year}"))
    if day < EARLIEST:
        raise OddDay(_l("That day is too long ago. Check the year."))


def refuse_too_much_back(homestay: Homestay, booking: Booking, amount: int) -> None:
    came_in = queries.received(homestay, booking)
    if amount > came_in:
        raise OddSum(_l("Only %(sum)s đồng came in for this booking. Give back that much or less.", sum=f"{came_in:,}".replace(",", ".")))
