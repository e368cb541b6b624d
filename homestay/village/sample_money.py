"""What the guests of the sample village owe beyond their nights, and what they paid, when and how."""

from collections.abc import Iterator
from datetime import date, timedelta

from homestay.village.sample_stays import STEP, Desk, Owed, Paid, SampleBooking
from models.booking import BookingState
from models.charge import ChargeKind
from models.payment import Holder, PaymentKind, PaymentMethod
from models.stay import ONE_DAY

COMMISSIONS = {"booking": 150, "agoda": 200, "airbnb": 155}
"""Of a thousand. Source: facts/tourism.md §3."""
COLLECTING = ("airbnb", "agoda")
"""Sites that take the guest's money themselves."""
WITH_DEPOSIT = ("zalo", "facebook", "phone")
DEPOSIT_STEP = 50_000
DINNERS = (("Bữa tối", 120_000), ("Lẩu gà đen", 150_000), ("Thắng cố", 130_000), ("Cơm lam, thịt treo", 140_000))
BREAKFAST, BREAKFAST_PRICE = "Bữa sáng", 35_000
MOTORBIKES = (150_000, 180_000, 200_000)
TOURS = (("Cột cờ Lũng Cú", 150_000), ("Sông Nho Quế", 350_000), ("Hoa tam giác mạch", 200_000))
SOON = timedelta(days=5)
"""Guests who come so soon have ordered their dinner already."""


def settle(desk: Desk) -> None:
    """Give every booking its charges, payments and commission."""
    for booking in desk.bookings:
        if booking.places and (booking.has_slept or is_soon(desk, booking)):
            booking.charges += extras(desk, booking)
        if booking.leave < booking.stay.leave:
            booking.charges.append(Owed(ChargeKind.FEE, booking.leave, 100_000, None, "Về sớm một đêm"))
        booking.commission = booking.night_revenue * COMMISSIONS.get(booking.source, 0) // 1000 or None
        booking.payments += payments(desk, booking)


def is_soon(desk: Desk, booking: SampleBooking) -> bool:
    return booking.state == BookingState.CONFIRMED and booking.stay.arrive <= desk.period.today + SOON


def extras(desk: Desk, booking: SampleBooking) -> Iterator[Owed]:
    """Give meals, motorbikes and tours of a stay."""
    random, people, first = desk.random, len(booking.people), booking.stay.arrive
    if random.random() < 0.45:
        name, price = random.choice(DINNERS)
        yield Owed(ChargeKind.MEAL, first, people * price, people, name)
    if random.random() < 0.3:
        yield Owed(ChargeKind.MEAL, first + ONE_DAY, people * BREAKFAST_PRICE, people, BREAKFAST)
    if random.random() < 0.08:
        bikes = (people + 1) // 2
        yield Owed(ChargeKind.MOTORBIKE, first + ONE_DAY, bikes * random.choice(MOTORBIKES), None, f"{bikes} xe, một ngày")
    if random.random() < 0.04:
        name, price = random.choice(TOURS)
        yield Owed(ChargeKind.TOUR, first + ONE_DAY, people * price, people, name)
    if random.random() < 0.03:
        yield Owed(ChargeKind.OTHER, first, random.choice((20_000, 30_000, 60_000)), None, "Rượu ngô")


def payments(desk: Desk, booking: SampleBooking) -> list[Paid]:
    """Return what was paid until today."""
    deposit = deposit_of(desk, booking)
    if booking.state in (BookingState.CANCELLED, BookingState.NO_SHOW):
        return deposit + kept_or_given_back(desk, booking, deposit)
    by_others = paid_by_others(desk, booking)
    owed = booking.night_revenue + sum(charge.amount for charge in booking.charges) - sum(paid.amount for paid in deposit + by_others)
    waits = booking.source == "tour" and not by_others
    if owed <= 0 or waits or not pays_rest(desk, booking):
        return deposit + by_others
    method = desk.random.choices((PaymentMethod.CASH, PaymentMethod.TRANSFER, PaymentMethod.CARD), (55, 42, 3))[0]
    day = booking.leave if booking.state == BookingState.LEFT else booking.stay.arrive
    return [*deposit, *by_others, Paid(PaymentKind.BALANCE, day, owed, method)]


def deposit_of(desk: Desk, booking: SampleBooking) -> list[Paid]:
    """Return the deposit of those who booked early and directly: about a third, by transfer."""
    early = booking.stay.arrive - booking.booked_on > ONE_DAY
    if booking.source not in WITH_DEPOSIT or not early or booking.state == BookingState.HELD:
        return []
    whole = booking.night_revenue or 500_000
    amount = max(DEPOSIT_STEP, whole // 3 // DEPOSIT_STEP * DEPOSIT_STEP)
    return [Paid(PaymentKind.DEPOSIT, booking.booked_on, min(amount, whole // STEP * STEP), PaymentMethod.TRANSFER)]


def kept_or_given_back(desk: Desk, booking: SampleBooking, deposit: list[Paid]) -> list[Paid]:
    """Give a deposit back to most who cancelled; what is kept, from who did not come too, is a fee."""
    if not deposit:
        return []
    (paid,) = deposit
    day = ended_on(desk, booking)
    if booking.state == BookingState.CANCELLED and desk.random.random() < 0.75:
        return [Paid(PaymentKind.REFUND, day, paid.amount, PaymentMethod.TRANSFER)]
    booking.charges.append(Owed(ChargeKind.FEE, day, paid.amount, None, "Giữ tiền cọc"))
    return []


def ended_on(desk: Desk, booking: SampleBooking) -> date:
    """Return the day on which it was cancelled, or on which nobody came."""
    if booking.state == BookingState.NO_SHOW:
        return booking.stay.arrive
    last = min(booking.stay.arrive, desk.period.today)
    return booking.booked_on + timedelta(days=desk.random.randint(0, (last - booking.booked_on).days))


def paid_by_others(desk: Desk, booking: SampleBooking) -> list[Paid]:
    """Return what a site or a tour company took for the nights; some companies still owe it."""
    if not booking.has_slept or not booking.night_revenue:
        return []
    if booking.source in COLLECTING:
        return [Paid(PaymentKind.BALANCE, booking.stay.arrive, booking.night_revenue, PaymentMethod.PLATFORM, Holder.PLATFORM)]
    is_recent = booking.leave > desk.period.today - timedelta(days=21)
    if booking.source != "tour" or (is_recent and desk.random.random() < 0.4):
        return []
    return [Paid(PaymentKind.BALANCE, booking.stay.arrive, booking.night_revenue, PaymentMethod.TRANSFER, Holder.TOUR)]


def pays_rest(desk: Desk, booking: SampleBooking) -> bool:
    """Say whether the guests have paid what is left: nearly all who left, some who are here, nobody who is still to come."""
    chance = {BookingState.LEFT: 0.98, BookingState.IN_HOUSE: 0.3}.get(booking.state, 0.0)
    return desk.random.random() < chance
