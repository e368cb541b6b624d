"""What is charged and paid: added, counted, taken back with a reason, never deleted."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from homestay.bookings import queries
from homestay.bookings.actions import cancel_booking, take_booking
from homestay.bookings.wishes import BookingWish
from homestay.errors import Changed, NotFound, Refusal
from homestay.money import actions
from homestay.money.actions import AlreadyVoid, ChargeWish, OddDay, OddSum, PaymentWish
from homestay.places.actions import RoomWish, add_room
from homestay.saving import saving
from models import db
from models.change import Change
from models.charge import Charge
from models.homestay import Homestay
from models.payment import Payment
from models.room import Unit
from models.stay import Stay

TODAY = date(2026, 10, 1)
CASH = PaymentWish("balance", 300_000, TODAY, "cash")
DINNER = ChargeWish("meal", 320_000, TODAY, 4, "4 suất gà đen")


@pytest.fixture
def code(clock, homestay):
    """A booking of P1 for two nights at 450.000 from Thursday 1 October 2026, which is today."""
    add_room(homestay, RoomWish("P1", "private", 2, 450_000))
    return take(homestay, Stay(TODAY, date(2026, 10, 3)))


def take(homestay: Homestay, stay: Stay, **more: object) -> str:
    units = (db.session.scalars(select(Unit.id).where(Unit.homestay_id == homestay.id)).first(),)
    return take_booking(homestay, BookingWish(stay, 2, units=units, contact="Trang", **more)).code


def owed(homestay: Homestay, code: str) -> int:
    db.session.rollback()
    booking = queries.booking_of(homestay, code)
    return queries.balances(homestay, [booking.id])[booking.id]


def test_payments_count_against_nights_and_charges(homestay, code):
    actions.add_charge(homestay, code, DINNER)
    actions.add_payment(homestay, code, CASH)
    assert owed(homestay, code) == 900_000 + 320_000 - 300_000


def test_a_refund_is_positive_and_subtracted(homestay, code):
    actions.add_payment(homestay, code, CASH)
    actions.add_payment(homestay, code, PaymentWish("refund", 100_000, TODAY, "cash"))
    assert owed(homestay, code) == 900_000 - 300_000 + 100_000


def test_no_more_is_given_back_than_came_in(homestay, code):
    actions.add_payment(homestay, code, CASH)
    with pytest.raises(OddSum, match="300"):
        actions.add_payment(homestay, code, PaymentWish("refund", 300_001, TODAY, "cash"))


def test_a_voided_payment_does_not_count_and_cannot_be_given_back(homestay, code):
    payment = actions.add_payment(homestay, code, CASH)
    actions.void_payment(homestay, code, payment.id, "Ghi hai lần")
    assert owed(homestay, code) == 900_000
    with pytest.raises(OddSum):
        actions.add_payment(homestay, code, PaymentWish("refund", 1, TODAY, "cash"))


def test_a_voided_line_stays_in_the_books(homestay, code):
    charge = actions.add_charge(homestay, code, DINNER)
    actions.void_charge(homestay, code, charge.id, " Sai số ")
    db.session.rollback()
    kept = db.session.scalars(select(Charge).where(Charge.homestay_id == homestay.id)).one()
    assert (kept.amount, kept.void_reason) == (320_000, "Sai số")
    assert kept.voided_at is not None
    assert owed(homestay, code) == 900_000


def test_a_line_is_taken_back_once_and_only_with_a_reason(homestay, code):
    payment = actions.add_payment(homestay, code, CASH)
    with pytest.raises(Refusal):
        actions.void_payment(homestay, code, payment.id, "  ")
    actions.void_payment(homestay, code, payment.id, "Sai")
    with pytest.raises(AlreadyVoid, match="Sai"):
        actions.void_payment(homestay, code, payment.id, "Nữa")


def test_a_line_belongs_to_its_booking(homestay, code):
    payment = actions.add_payment(homestay, code, CASH)
    charge = actions.add_charge(homestay, code, DINNER)
    other = take(homestay, Stay(date(2026, 10, 5), date(2026, 10, 6)))
    with pytest.raises(NotFound):
        actions.void_payment(homestay, other, payment.id, "Sai")
    with pytest.raises(NotFound):
        actions.void_charge(homestay, other, charge.id, "Sai")
    with pytest.raises(NotFound):
        actions.void_charge(homestay, code, UUID(int=0), "Sai")


@pytest.mark.parametrize("amount", [0, -1, 1_000_000_001])
def test_sums_that_cannot_be_are_refused(homestay, code, amount):
    with pytest.raises(OddSum):
        actions.add_payment(homestay, code, PaymentWish("balance", amount, TODAY, "cash"))
    with pytest.raises(OddSum):
        actions.add_charge(homestay, code, ChargeWish("meal", amount, TODAY))


def test_money_of_tomorrow_has_not_come_yet_but_a_tour_may_be_charged(homestay, code):
    with pytest.raises(OddDay):
        actions.add_payment(homestay, code, PaymentWish("balance", 1, date(2026, 10, 2), "cash"))
    actions.add_charge(homestay, code, ChargeWish("tour", 500_000, date(2026, 10, 2)))
    with pytest.raises(OddDay, match="2/10/2027"):
        actions.add_charge(homestay, code, ChargeWish("tour", 1, date(2028, 1, 1)))
    with pytest.raises(OddDay):
        actions.add_charge(homestay, code, ChargeWish("tour", 1, date(1999, 12, 31)))


@pytest.mark.parametrize(
    ("kind", "group"),
    [("meal", "meal"), ("motorbike", "letting"), ("tour", "service"), ("fee", "service"), ("day_use", "service"), ("other", "other")],
)
def test_a_charge_goes_into_the_tax_group_of_its_kind(homestay, code, kind, group):
    assert actions.add_charge(homestay, code, ChargeWish(kind, 1, TODAY)).tax_group == group


def test_money_makes_a_held_booking_sure(homestay, code, clock):
    held = take(homestay, Stay(date(2026, 10, 5), date(2026, 10, 6)), held_until=clock.forward(hours=1))
    actions.add_payment(homestay, held, PaymentWish("deposit", 100_000, TODAY, "transfer"))
    booking = queries.booking_of(homestay, held)
    assert (booking.state, booking.held_until) == ("confirmed", None)


def test_a_cancelled_booking_may_still_be_charged(homestay, code):
    cancel_booking(homestay, code, "Ốm")
    actions.add_charge(homestay, code, ChargeWish("fee", 100_000, TODAY, description="Hủy muộn"))
    assert owed(homestay, code) == 100_000


def test_the_slower_tablet_writes_nothing(homestay, code):
    actions.add_payment(homestay, code, CASH, 0)
    with pytest.raises(Changed):
        actions.add_payment(homestay, code, CASH, 0)
    assert owed(homestay, code) == 600_000


def test_every_change_of_money_is_recorded(homestay, code):
    charge = actions.add_charge(homestay, code, DINNER)
    actions.void_charge(homestay, code, charge.id, "Sai")
    payment = actions.add_payment(homestay, code, CASH)
    actions.void_payment(homestay, code, payment.id, "Sai")
    db.session.rollback()
    done = db.session.scalars(select(Change.action).where(Change.homestay_id == homestay.id).order_by(Change.number)).all()
    assert done[-4:] == ["charge.added", "charge.voided", "payment.added", "payment.voided"]


def test_the_owner_takes_what_is_owed(homestay, code, owner):
    page = owner.opens(f"/bookings/{code}/payments")
    assert "900000" in [field.get("value") for field in page.page.all("input") if field.get("name") == "amount"]
    done = owner.fills_in(f"/bookings/{code}/payments", {"method": "transfer"})
    assert "Đã trả đủ" in owner.opens(done.location).text
    assert owed(homestay, code) == 0


def test_a_payment_is_taken_back_on_its_page(homestay, code, owner):
    payment = actions.add_payment(homestay, code, CASH)
    owner.fills_in(f"/bookings/{code}/payments/{payment.id}/void", {"reason": ""}, status=422)
    done = owner.fills_in(f"/bookings/{code}/payments/{payment.id}/void", {"reason": "Ghi hai lần"})
    assert "Đã bỏ: Ghi hai lần" in owner.opens(done.location).text
    owner.fills_in(f"/bookings/{code}/payments/{payment.id}/void", {"reason": "Nữa"}, status=409)


def test_a_charge_is_added_and_taken_back_on_its_page(homestay, code, owner):
    owner.fills_in(f"/bookings/{code}/charges", {"kind": "meal", "amount": "320.000", "people": "4", "description": "4 suất gà đen"})
    charge = db.session.scalars(select(Charge).where(Charge.homestay_id == homestay.id)).one()
    assert (charge.amount, charge.people, charge.day) == (320_000, 4, TODAY)
    assert "4 suất gà đen" in owner.opens(f"/bookings/{code}").text
    owner.fills_in(f"/bookings/{code}/charges/{charge.id}/void", {"reason": "Sai"})
    assert "320.000" not in owner.opens(f"/bookings/{code}").text


@pytest.mark.parametrize(
    "odd",
    [
        {"amount": ""}, {"amount": "-5"}, {"amount": "0"}, {"amount": "=1+1"}, {"amount": "9" * 30}, {"amount": "🐃"}, {"amount": "1e5"},
        {"day": ""}, {"day": "2026-02-31"}, {"day": "hôm qua"}, {"day": "2026-12-31"}, {"day": "0001-01-01"},
        {"method": "gold"}, {"kind": "gift"}, {"held_by": "me"}, {"reference": "x" * 200},
    ],
    ids=str,
)  # fmt: skip
def test_a_payment_that_cannot_be_is_refused_and_kept(homestay, code, owner, odd):
    answer = owner.fills_in(f"/bookings/{code}/payments", odd, status=422)
    typed = {field.get("value") for field in answer.page.all("input") if field.get("type") not in ("radio",)}
    assert set(odd) & {"method", "kind", "held_by"} or set(odd.values()) <= typed
    assert not db.session.scalars(select(Payment).where(Payment.homestay_id == homestay.id)).all()


@pytest.mark.parametrize(
    "odd", [{"kind": "x"}, {"amount": "1.5.x"}, {"people": "-1"}, {"people": "99999"}, {"description": "x" * 300}, {"day": "31/02"}]
)
def test_a_charge_that_cannot_be_is_refused(homestay, code, owner, odd):
    owner.fills_in(f"/bookings/{code}/charges", {"amount": "1", **odd}, status=422)
    assert not db.session.scalars(select(Charge).where(Charge.homestay_id == homestay.id)).all()


def test_the_same_payment_sent_twice_is_one(homestay, code, owner):
    owner.opens(f"/bookings/{code}/payments")
    sent = {
        "op": "twice",
        "amount": "100000",
        "day": "2026-10-01",
        "method": "cash",
        "kind": "balance",
        "held_by": "homestay",
        "version": "0",
    }
    owner.sends(f"/bookings/{code}/payments", sent)
    owner.sends(f"/bookings/{code}/payments", sent)
    assert owed(homestay, code) == 800_000


def test_a_house_with_an_account_shows_the_code_to_scan(homestay, code, owner):
    with saving(homestay):
        homestay.bank_bin, homestay.bank_account = "970405", "1234 567.890"
    page = owner.opens(f"/bookings/{code}/payments")
    assert "Agribank" in page.text
    assert f"HS {code}" in page.text
    assert "7890" in page.text


def test_an_account_that_no_bank_gives_shows_no_code(homestay, code, owner):
    with saving(homestay):
        homestay.bank_bin, homestay.bank_account = "Agri", "số 1"
    owner.opens(f"/bookings/{code}/payments")


def test_the_neighbour_finds_no_line(homestay, code, neighbour):
    payment = actions.add_payment(homestay, code, CASH)
    neighbour.opens(f"/bookings/{code}/payments/{payment.id}/void", status=404)
    neighbour.opens("/walk-in")
    neighbour.sends(f"/bookings/{code}/payments/{payment.id}/void", {"reason": "x"}, status=404)
    assert owed(homestay, code) == 600_000
