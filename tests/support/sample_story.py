"""The days of the sample house, done by the house's own actions, one after the other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from homestay import clock as village_clock
from homestay.accounts import actions as accounts
from homestay.accounts.invitations import Wish, invite
from homestay.accounts.passwords import hashed
from homestay.accounts.recovery import make_link
from homestay.bookings import actions as bookings
from homestay.bookings.wishes import BookingWish
from homestay.declarations import actions as declarations
from homestay.feeds import actions as feeds
from homestay.feeds.actions import Calendar
from homestay.guests.actions import Identity, write_identity
from homestay.money import actions as money
from homestay.money.actions import ChargeWish, PaymentWish
from homestay.places import actions as places
from homestay.places.actions import RoomWish
from homestay.public.actions import write_to_guest
from homestay.saving import saving
from models import db
from models.account import Role
from models.booking import Booking
from models.declaration import Channel
from models.guest import Guest
from models.homestay import Homestay
from models.room import Cleaning, Unit
from models.stay import Stay
from models.village import Village
from tests.support.clock import Clock
from tests.support.houses import PASSWORD
from tests.support.installations import numbers


def october(first: int, end: int) -> Stay:
    """Return the nights of October 2026 from `first` up to `end`; 0 is 30 September, -1 the 29th."""
    start = date(2026, 9, 30).toordinal()
    return Stay(date.fromordinal(start + first), date.fromordinal(start + end))


@dataclass
class Story:
    """The days of a house, told one after the other."""

    found: dict[str, str]
    """Codes and ids by plain names: what the story leaves behind."""
    people: tuple[str, ...]
    clock: Clock
    homestay: Homestay

    def chapters(self) -> tuple[Callable[[], None], ...]:
        return (self.rooms, self.plans, self.tuesday, self.wednesday, self.thursday, self.evening, self.helpers)

    def helpers(self) -> None:
        """Who else works here: somebody who helps, a second owner, and one who is invited."""
        with saving(self.homestay):
            for name, role in (("helper", Role.STAFF), ("another_owner", Role.OWNER)):
                account = accounts.new_account(f"{role}-{next(numbers)}", "Ly Thị Dợ", hashed(PASSWORD))
                self.keep(name, accounts.add_membership(account, role, self.homestay, None).id)
        invited, token = invite(self.homestay, Wish(Role.STAFF, "Chị Hoà"), account.id)
        self.keep("invitation", invited)
        self.found["invitation_token"] = token
        village = db.session.get_one(Village, self.homestay.village_id)
        self.found["password_token"] = make_link(village, account.id, account.id, drops_factor=False)

    def rooms(self) -> None:
        """The rooms, their calendar links, and the account that gets the money."""
        with saving(self.homestay):
            self.homestay.bank_bin, self.homestay.bank_account, self.homestay.phone = "970436", "0011004123456", "0912 000 111"
        for name in ("P1", "P2", "P3", "P4"):
            self.keep(f"room_{name}", places.add_room(self.homestay, RoomWish(name, "private", 2, 450_000)).id)
        self.keep("room_P5", places.add_room(self.homestay, RoomWish("Nhà trình tường", "private", 4, 900_000)).id)
        self.keep("room_D", places.add_room(self.homestay, RoomWish("Đ", "dorm", 5, 120_000, whole_price=500_000)).id)
        rows = db.session.execute(select(Unit.name, Unit.id).where(Unit.homestay_id == self.homestay.id))
        for name, key in rows.all():
            self.keep(f"unit_{name}".replace("Đ", "D").replace("Nhà trình tường", "P5"), key)
        self.keep("feed", feeds.publish(self.homestay, Calendar(channel="airbnb")).id)
        link = feeds.publish(self.homestay, Calendar(room_id=self.id("room_P1"), channel="booking"))
        self.keep("feed_P1", link.id)
        self.found["token"] = link.token
        feeds.revoke(self.homestay, feeds.publish(self.homestay, Calendar(room_id=self.id("room_P2"), channel="agoda")).id)

    def plans(self) -> None:
        """What is booked ahead, and the nights of repair."""
        self.take("left", 0, october(-1, 0), "P1")
        self.take("papers", 1, october(0, 3), "P1", people=2, source="booking")
        self.take("late", 3, october(0, 1), "P2", people=2)
        self.take("foreign", 2, october(0, 4), "P3", source="airbnb")
        self.take("expected", 4, october(1, 3), "P4", people=2, note="Xe máy tới khoảng 7 giờ tối, ăn chay.")
        self.take("mattress", 5, october(1, 4), "D-3")
        self.take("coming", 6, october(5, 7), "P1", people=2)
        self.take("no_show", 7, october(-1, 0), "P4")
        self.take("cancelled", 8, october(3, 5), "P2")
        self.take("whole", 10, october(10, 12), people=5, whole_rooms=(self.id("room_D"),))
        closure = places.close_nights(self.homestay, self.id("room_P5"), october(2, 5), "repair")
        self.keep("closure", closure.id)
        bookings.cancel_booking(self.homestay, self.found["cancelled"], "Khách ốm")

    def tuesday(self) -> None:
        """29 September: Páo comes, with all his papers, and is declared."""
        self.clock.set("2026-09-29 17:00")
        self.comes("left", "pao")
        self.writes("pao", 0, sex="M", birth_date=date(1987, 12, 12), document_type=1, document_number="002087000020")
        declared = declarations.make_file(self.homestay, "Vàng Thị Mỷ").batch_id
        declarations.mark_sent(self.homestay, declared)
        declarations.settle(self.homestay, declared, 1, "Vàng Thị Mỷ")
        self.keep("confirmed_file", declared)

    def wednesday(self) -> None:
        """30 September: one leaves, one never came, three parties come; the portal shows one guest too few."""
        self.clock.set("2026-09-30 09:00")
        self.pays("left", 450_000)
        bookings.check_out(self.homestay, self.found["left"])
        bookings.mark_no_show(self.homestay, self.found["no_show"], "Không gọi được")
        self.clock.set("2026-09-30 16:20")
        self.comes("papers", "my", "nameless")
        self.comes("late", "nguyen", "bao")
        self.comes("foreign", "emma")
        self.writes("my", 1, sex="F", birth_date=date(1992, 6, 6), document_type=1, document_number="002192000018")
        self.writes("nguyen", 3, sex="F", birth_date=date(1990, 3, 8), document_type=8, document_number="001190012345")
        passport = {"nationality": "FRA", "document_type": 4, "document_number": "18AB12318", "permitted_until": date(2026, 12, 1)}
        self.writes("emma", 2, sex="F", birth_date=date(1997, 1, 27), **passport)
        other = declarations.make_file(self.homestay, "Vàng Thị Mỷ").batch_id
        declarations.mark_sent(self.homestay, other)
        declarations.settle(self.homestay, other, 1, "Vàng Thị Mỷ")
        self.keep("different_file", other)

    def thursday(self) -> None:
        """1 October: meals and motorbikes, a dorm guest, guests of the day, a payment taken back, a held booking."""
        self.clock.set("2026-10-01 11:30")
        self.charges("meal", "papers", ChargeWish("meal", 240_000, village_clock.today(), 2, "Lẩu gà đen"))
        self.charges("motorbike", "papers", ChargeWish("motorbike", 300_000, village_clock.today()))
        money.void_charge(self.homestay, self.found["papers"], self.id("motorbike"), "Không thuê nữa")
        self.keep("wrong_payment", self.pays("papers", 100_000))
        money.void_payment(self.homestay, self.found["papers"], self.id("wrong_payment"), "Gõ nhầm")
        self.keep("payment", self.pays("papers", 500_000, method="transfer"))
        self.keep("deposit", self.pays("expected", 200_000, kind="deposit"))
        wish = BookingWish(october(1, 1), 3, contact=self.people[9], source="walk_in")
        self.found["guest_token"] = write_to_guest(self.homestay, self.found["expected"], "vi", 450_000).token
        self.code("day_use", bookings.use_by_day(self.homestay, wish, 150_000, "Nghỉ trưa"))
        self.take("held", 12, october(5, 7), "D-1", "D-2", people=2, held_until=village_clock.at(date(2026, 10, 2), 12))
        places.set_cleaning(self.homestay, self.id("room_P4"), Cleaning.TO_CLEAN)
        self.comes("mattress", "sinh")
        self.writes("sinh", 5, sex="M", birth_date=date(2001, 2, 3), document_type=1, document_number="002201004321")

    def evening(self) -> None:
        """1 October, 17:40: two files are made, one is sent; one guest was declared by phone; a walk-in has just come."""
        self.clock.set("2026-10-01 17:40")
        phoned = declarations.declare_another_way(self.homestay, self.id("bao"), Channel.PHONE, "Anh Tuấn", "Vàng Thị Mỷ")
        self.keep("declaration", phoned.id)
        self.keep("sent_file", declarations.make_file(self.homestay, "Vàng Thị Mỷ").batch_id)
        declarations.mark_sent(self.homestay, self.id("sent_file"))
        names = (self.people[11],)
        wish = BookingWish(october(1, 3), 1, units=(self.id("unit_D-4"),), contact=names[0], source="walk_in", guest_names=names)
        self.code("walk_in", bookings.walk_in(self.homestay, wish))
        self.guests("walk_in", "chan")
        self.writes("chan", 11, sex="F", birth_date=date(1999, 9, 9), document_type=1, document_number="002199000077")
        self.keep("made_file", declarations.make_file(self.homestay, "Vàng Thị Mỷ").batch_id)

    # ---- how the chapters are told

    def id(self, name: str) -> UUID:
        return UUID(self.found[name])

    def keep(self, name: str, key: Any) -> None:
        self.found[name] = str(key)

    def code(self, name: str, booking: Booking) -> None:
        self.found[name] = booking.code
        self.keep(f"{name}_id", booking.id)

    def take(self, name: str, person: int, stay: Stay, *units: str, people: int = 1, **more: Any) -> None:
        chosen = tuple(self.id(f"unit_{unit}") for unit in units)
        wish = BookingWish(stay, people, units=chosen, contact=self.people[person], phone="0987 654 321", **more)
        self.code(name, bookings.take_booking(self.homestay, wish))

    def comes(self, name: str, *guests: str) -> None:
        bookings.check_in(self.homestay, self.found[name])
        self.guests(name, *guests)

    def guests(self, name: str, *guests: str) -> None:
        """Keep the guests of a booking by their slots."""
        own = select(Guest.id).where(Guest.homestay_id == self.homestay.id, Guest.booking_id == self.id(f"{name}_id"))
        for guest, key in zip(guests, db.session.scalars(own.order_by(Guest.slot)), strict=True):
            self.keep(guest, key)

    def writes(self, guest: str, person: int, **papers: Any) -> None:
        known = {"birth_precision": "D", "nationality": "VNM", "reason": 1, **papers}
        write_identity(self.homestay, self.id(guest), Identity(name=self.people[person], **known))

    def charges(self, name: str, booking: str, wish: ChargeWish) -> None:
        self.keep(name, money.add_charge(self.homestay, self.found[booking], wish).id)

    def pays(self, booking: str, amount: int, kind: str = "balance", method: str = "cash") -> UUID:
        wish = PaymentWish(kind, amount, village_clock.today(), method)
        return money.add_payment(self.homestay, self.found[booking], wish).id
