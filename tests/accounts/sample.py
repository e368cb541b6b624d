"""A house with one of everything, so that every address of it leads somewhere."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from homestay import clock
from homestay.accounts.invitations import Wish, invite
from homestay.accounts.recovery import make_link
from homestay.bookings.actions import check_in
from homestay.feeds.actions import Calendar, publish
from homestay.places.actions import close_nights
from homestay.public.actions import write_to_guest
from homestay.saving import saving
from models import db
from models.account import Role
from models.base import uuid7
from models.booking import Booking
from models.charge import Charge
from models.declaration import Declaration, DeclarationBatch
from models.guest import Guest
from models.homestay import Homestay
from models.payment import Payment
from models.village import Village
from tests.bookings.our_house import furnish, october, room, take, unit
from tests.support.houses import House

DAY = date(2026, 10, 1)


@dataclass(frozen=True)
class Sample:
    """The house and what its addresses are filled with."""

    house: House
    values: dict[str, object]

    def path(self, app: Flask, rule: Rule) -> str:
        """Return an address of this house, with everything that the rule asks for."""
        with app.test_request_context():
            adapter = app.create_url_adapter(None) or app.url_map.bind("localhost")
            return adapter.build(rule.endpoint, {name: self.values[name] for name in rule.arguments})


def sample(house: House) -> Sample:
    """Furnish a house and give it a guest, a charge, a payment, a closure, a link and a declared file."""
    helper, boss, member = house.account("staff"), house.account("owner"), house.membership("staff")
    homestay = furnish(house.homestay())
    code = take(homestay, october(1, 3), "Only Ours", "P1")
    check_in(homestay, code)
    closure = close_nights(homestay, room(homestay, "P2"), october(10, 12), "repair")
    feed = publish(homestay, Calendar())
    asked = Wish(Role.STAFF, "Somebody Asked")
    invited, secret = invite(homestay, asked, boss)
    renewal = make_link(db.session.get_one(Village, house.village_id), helper, boss, drops_factor=False)
    letter = write_to_guest(homestay, code, "vi", None).token
    people = {"secret": secret, "guest_token": letter, "password_secret": renewal, "invitation_id": invited, "membership_id": member}
    values = {**people, "closure_id": closure.id, "feed_id": feed.id, "token": feed.token, "code": code}
    places = {"room_id": room(homestay, "Đ"), "unit_id": unit(homestay, "Đ-1")}
    return Sample(
        house,
        {**values, **places, **papers(homestay, code), **files(house.app), "field": "name", "view": "today.show", "day": "2026-11-24"},
    )


def papers(homestay: Homestay, code: str) -> dict[str, UUID]:
    """Give the booking money and a declared guest."""
    booking = db.session.scalars(select(Booking.id).where(Booking.homestay_id == homestay.id, Booking.code == code)).one()
    guest = db.session.scalars(select(Guest.id).where(Guest.homestay_id == homestay.id, Guest.booking_id == booking)).first()
    assert guest
    own = {"homestay_id": homestay.id, "id": uuid7()}
    keys = {name: uuid7() for name in ("charge_id", "payment_id", "batch_id", "declaration_id")}
    made = {
        "layout": "kbtt-vn-2026",
        "state": "sent",
        "made_at": clock.now(),
        "made_by": "Vàng Thị Mỷ",
        "file_hash": b"x",
        "guest_count": 1,
    }
    with saving(homestay):
        db.session.add(
            Charge(**{**own, "id": keys["charge_id"]}, booking_id=booking, day=DAY, kind="meal", amount=50_000, tax_group="meal")
        )
        db.session.add(
            Payment(
                **{**own, "id": keys["payment_id"]},
                booking_id=booking,
                day=DAY,
                method="cash",
                kind="deposit",
                held_by="homestay",
                amount=1,
            )
        )
        db.session.add(DeclarationBatch(**{**own, "id": keys["batch_id"]}, day=DAY, **made))
        db.session.flush()
        db.session.get_one(Guest, (homestay.id, guest)).name = "Only Ours"
        said = {"channel": "phone", "arrival": DAY, "departure": DAY, "batch_id": keys["batch_id"]}
        db.session.add(Declaration(**{**own, "id": keys["declaration_id"]}, guest_id=guest, **said))
    return {**keys, "guest_id": guest}


def files(app: Flask) -> dict[str, object]:
    """Return what addresses of files are filled with."""
    version = app.jinja_env.globals["asset"]("css/look.css").split("/")[2]
    return {"filename": "img/house.svg", "name": "css/look.css", "version": version}
