"""Every form a person can send, by the view that takes it: where to, what it says when it is right, with the names of `sample_house`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from homestay.bookings.days_off import Span
from tests.support.sample_house import Sample


@dataclass(frozen=True)
class Sent:
    """A form that is right: its address, what it says, what the answer is."""

    path: str
    said: Mapping[str, str] = field(default_factory=dict)
    status: int = 303
    versioned: bool = False
    """It says from which version of the booking its page was made."""
    once: bool = True
    """It counts once, however often it is sent."""
    by: str = "owner"
    """The role of who sends it."""
    by_link: bool = False
    """Whoever has the link may send it: it belongs to no house."""

    def address(self, sample: Sample) -> str:
        return sample.address(self.path)

    def body(self, sample: Sample, but: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return what the form says in this house, with the fields in `but` said otherwise."""
        return {name: sample.address(value) for name, value in self.said.items()} | dict(but or {})


def on(booking: str, then: str, status: int = 303, /, **said: str) -> Sent:
    """Return a form on the page of a booking."""
    return Sent(f"/bookings/{{{booking}}}/{then}", said, status, versioned=True)


def cell(name: str, guest: str = "nameless", /, **said: str) -> Sent:
    """Return the form of one cell on the sheet of declarations."""
    return Sent(f"/declarations/{{{guest}}}/fill/{name}", said)


def kept_by_village(path: str, status: int = 303, **said: str) -> Sent:
    """Return a form of the village head. A village remembers no keys: its forms say from which state their page was made."""
    return Sent(path, said, status, once=False, by="village_head")


CULTURE = Span(date(2026, 11, 24), date(2026, 11, 24), "Ngày Văn hóa Việt Nam")
FESTIVAL = {"name": "Hội hoa tam giác mạch", "name_en": "Buckwheat flower festival", "first": "2026-11-24", "last": "2026-11-27"}
WHO = {"contact": "Lưu Thị Hoà", "phone": "0912 345 678", "source": "phone", "note": "Tới muộn"}
NEW = {"arrive": "2026-10-20", "leave": "2026-10-22", "adults": "2", "children": "1", **WHO}
MONEY = {"amount": "250000", "day": "2026-10-01"}
ROOM = {"name": "P9", "capacity": "3", "price": "500000"}
PAPERS = {
    "name": "Lưu Thị Hoà", "sex": "F", "birth_date": "08/03/1990", "nationality": "Việt Nam", "document_type": "1",
    "document_number": "001190012399", "document_name": "", "reason": "1", "reason_note": "", "permitted_until": "", "phone": "0912345678",
    "residence": "1", "province": "Tuyên Quang", "commune": "", "address": "Thôn Lô Lô Chải", "resident_country": "", "place": "{unit_P1}",
}  # fmt: skip
OWNER = {"name": "Vàng Thị Mỷ", "username": "my.vang", "password": "nhin sang Ma Pi Leng"}

FORMS: dict[str, tuple[Sent, ...]] = {
    "accounts.accept": (Sent("/invitations/{invitation_token}/accept", status=409, once=False, by_link=True),),
    "accounts.code": (Sent("/sign-in/code", {"code": "123456", "next": "/more"}, once=False),),
    "accounts.choose_language": (Sent("/language", {"language": "en", "next": "/more"}, once=False),),
    "accounts.end_all_devices": (Sent("/account/devices/end-all", once=False),),
    "accounts.end_device": (Sent("/account/devices/end", {"device": "ab" * 32}, 404, once=False),),
    "accounts.forgotten": (
        Sent(
            "/sign-in/forgotten", {"username": "my.vang", "code": "AAAA-BBBB-CCCC", "new_password": "nhin sang Ma Pi Leng"}, 422, once=False
        ),
    ),
    "accounts.invite": (Sent("/people/new", {"whom": "Chị Hoà", "role": "staff", "rights": "money"}, once=False),),
    "accounts.join_as_new": (Sent("/invitations/{invitation_token}", OWNER, once=False, by_link=True),),
    "accounts.lock": (Sent("/lock", {"next": "/more"}, once=False),),
    "accounts.lock_after": (Sent("/account/lock-after", {"minutes": "15"}, once=False),),
    "accounts.locked": (Sent("/locked", {"pin_now": "2468", "next": "/more"}, 307, once=False),),
    "accounts.member": (Sent("/people/{helper}", {"rights": "exports"}, once=False),),
    "accounts.new_house": (
        Sent("/people/houses/new", {"house": "Nhà Mới", "phone": "0912345678", "whom": "Anh Pao"}, once=False, by="administrator"),
    ),
    "accounts.new_password": (Sent("/new-password/{password_token}", {"new_password": "qua deo Ma Pi Leng"}, once=False, by_link=True),),
    "accounts.password": (Sent("/account/password", {"password": OWNER["password"], "new_password": "qua deo Ma Pi Leng"}, once=False),),
    "accounts.password_link": (Sent("/people/{helper}/new-password", {"drops_factor": "y"}, once=False, by="administrator"),),
    "accounts.pin": (Sent("/account/pin", {"pin": "2468", "password": OWNER["password"]}, once=False),),
    "accounts.recovery_sheet": (Sent("/account/recovery-sheet", {"password": OWNER["password"]}, 200, once=False),),
    "accounts.remove": (Sent("/people/{helper}/remove", once=False),),
    "accounts.second_factor": (Sent("/account/second-factor", {"code": "123456"}, 422, once=False),),
    "accounts.second_factor_off": (Sent("/account/second-factor/off", {"password": OWNER["password"]}, once=False),),
    "accounts.set_up_now": (
        Sent("/set-up", {"code": "AAAAA-AAAAA-AAAAA-AAAAA", "village": "Lô Lô Chải", "homestay": "Nhà Mẫu", **OWNER}, 422, once=False),
    ),
    "accounts.sign_in_now": (
        Sent("/sign-in", {"username": "nobody", "password": "nhin sang Ma Pi Leng", "next": "/more"}, 422, once=False),
    ),
    "accounts.sign_out": (Sent("/sign-out", once=False),),
    "accounts.withdraw": (Sent("/people/invitations/{invitation}/withdraw", once=False),),
    "accounts.work_as": (Sent("/work-as", {"membership": "{held_id}"}, 409, once=False),),
    "bookings.cancel": (on("expected", "cancel", reason="Khách ốm"),),
    "bookings.check_in": (on("expected", "check-in", next="/"),),
    "bookings.check_out": (on("papers", "check-out", next="/"),),
    "bookings.confirm": (on("held", "confirm", next="/"),),
    "bookings.dates": (on("expected", "dates", arrive="2026-10-01", leave="2026-10-04"), on("mattress", "dates", leave="2026-10-05")),
    "bookings.give_back": (on("held", "places/give-back", old="{unit_D-1}"),),
    "bookings.find": (Sent("/bookings/find", {"q": "pao"}, once=False),),
    "bookings.hold": (on("held", "hold", hold="2026-10-03T12:00:00+07:00"),),
    "bookings.hours": (on("papers", "hours", came_on="2026-09-30", came_hour="15:00", left_on="", left_hour=""),),
    "bookings.more_places": (on("expected", "places", new="{unit_P2}"),),
    "bookings.move": (on("expected", "move", old="{unit_P4}", new="{unit_P2}", first="2026-10-01"),),
    "bookings.new": (
        Sent("/bookings/new", {**NEW, "unit": "{unit_P2}", "held_until": "2026-10-10T12:00"}),
        Sent("/bookings/new", {**NEW, "whole": "{room_D}"}),
        Sent(
            "/bookings/new?day_use=1",
            {**{name: NEW[name] for name in NEW if name != "leave"}, "amount": "150000", "description": "Nghỉ trưa"},
        ),
    ),
    "bookings.no_show": (on("expected", "no-show", reason="Không gọi được"),),
    "bookings.one_night_more": (on("papers", "one-night-more", next="/"), on("mattress", "one-night-more", unit="{unit_D-1}")),
    "bookings.park": (on("expected", "park", old="{unit_P4}", first="2026-10-01"),),
    "bookings.people": (on("expected", "people", adults="2", children="1"),),
    "bookings.place": (on("expected", "place", 409, new="{unit_P2}"),),
    "bookings.price": (on("expected", "price", room="{room_P4}", price="400000"),),
    "bookings.split": (on("expected", "split", 409, old="{unit_P4}", contact="Chị Hoà", children="0"),),
    "bookings.undo": (on("walk_in", "undo", 409, next="/"),),
    "bookings.undo_check_in": (on("walk_in", "check-in/undo", next="/"),),
    "bookings.undo_check_out": (on("left", "check-out/undo", 409, next="/"),),
    "bookings.walk_in_now": (
        Sent(
            "/walk-in",
            {"place": "{unit_P2}", "nights": "1", "people": "2", "name": "Minh", "phone": "0912345678", "pay": "cash", "total": "450000"},
        ),
    ),
    "bookings.words": (on("expected", "words", **WHO),),
    "books.bring": (Sent("/settings/books", status=422, once=False),),
    "books.export": (Sent("/settings/books/export", status=200, once=False),),
    "books.put_away": (Sent(f"/settings/books/files/{'x' * 32}/put-away", status=409, once=False),),
    "books.take": (Sent(f"/settings/books/files/{'x' * 32}", status=409, once=False),),
    "declarations.another_way": (Sent("/declarations/{nameless}/another-way", {"channel": "vneid", "note": "Anh Tuấn"}),),
    "declarations.count": (
        Sent("/declarations/files/{sent_file}/count", {"seen": "3"}),
        Sent("/declarations/files/{different_file}/count", {"seen": "2"}),
    ),
    "declarations.fill": (
        cell("name", name="Lưu Thị Hoà"),
        cell("birth_date", birth_date="08/03/1990"),
        cell("sex", sex="F"),
        cell("nationality", nationality="Việt Nam"),
        cell("document", document_type="1", document_number="001190012399", accepted="y"),
        cell("reason", reason="1"),
        cell("room", place="{unit_P1}"),
        cell("permitted_until", "emma", permitted_until="2026-12-01"),
    ),
    "declarations.make_again": (Sent("/declarations/files/{made_file}/again", status=200, once=False),),
    "declarations.make_file": (Sent("/declarations/file", status=200),),
    "declarations.not_sent": (Sent("/declarations/files/{sent_file}/not-sent"),),
    "declarations.sent": (Sent("/declarations/files/{made_file}/sent"),),
    "declarations.undo": (Sent("/declarations/{declaration}/undo"),),
    "feeds.publish": (Sent("/feeds/new", {"calendar": "room:{room_P3}", "channel": "airbnb"}),),
    "feeds.revoke": (Sent("/feeds/{feed}/revoke"),),
    "guests.identity": (
        Sent("/guests/{nameless}/identity", PAPERS),
        Sent("/guests/{nameless}/identity", {"document_type": "1", "document_number": "002087000020", "find": "1"}, 200, once=False),
    ),
    "guests.times": (
        Sent("/guests/{my}/times", {"arrived_on": "2026-09-30", "arrived_hour": "16:20", "left_on": "2026-10-02", "left_hour": "09:00"}),
    ),
    "money.charge": (on("papers", "charges", **MONEY, kind="meal", people="2", description="Lẩu gà đen"),),
    "money.pay": (on("papers", "payments", **MONEY, kind="balance", method="cash", held_by="homestay", reference="FT123"),),
    "money.void_charge": (on("papers", "charges/{meal}/void", reason="Gõ nhầm"),),
    "money.void_payment": (on("papers", "payments/{payment}/void", reason="Gõ nhầm"),),
    "places.add_room": (Sent("/settings/rooms/new", {**ROOM, "kind": "dorm", "whole_price": "1000000", "open_from": "2026-10-02"}),),
    "places.add_unit": (Sent("/settings/rooms/{room_D}/places/new", {"name": "Đ-9", "open_from": "2026-10-02"}),),
    "places.cleaned": (Sent("/rooms/{room_P4}/cleaned", {"next": "/"}),),
    "places.close_nights": (
        Sent("/settings/rooms/{room_P3}/closures/new", {"arrive": "2026-10-20", "leave": "2026-10-25", "reason": "repair"}),
    ),
    "places.close_room": (Sent("/settings/rooms/{room_P3}/close", {"open_to": "2026-11-01"}),),
    "places.close_unit": (Sent("/settings/places/{unit_D-5}/close", {"open_to": "2026-11-01"}),),
    "public.send": (Sent("/bookings/{held}/send", {"language": "en", "deposit": "100000"}),),
    "public.withdraw": (Sent("/bookings/{expected}/send/withdraw"),),
    "places.reopen": (Sent("/settings/closures/{closure}/reopen"),),
    "places.room": (
        Sent("/settings/rooms/{room_P1}", ROOM),
        Sent("/settings/rooms/{room_D}", {"name": "Đ", "price": "130000", "whole_price": "550000"}),
    ),
    "today.set_cleaning": (Sent("/rooms/{room_P4}/cleaning", {"to": "being_cleaned", "was": "to_clean", "next": "/rooms"}),),
    "village.add_holiday": (kept_by_village("/village/holidays/new", **{**FESTIVAL, "first": "2026-11-25"}),),
    "village.holiday": (kept_by_village("/village/holidays/2026-11-24", **FESTIVAL, was=CULTURE.stamp),),
    "village.put_back_holiday": (kept_by_village("/village/holidays/2026-11-24/put-back", status=404),),
    "village.remove_holiday": (kept_by_village("/village/holidays/2026-11-24/remove", was=CULTURE.stamp),),
    "village.settings": (Sent("/village/settings", {"help_phone": "0900 000 246"}, once=False, by="administrator"),),
    "upkeep.close_first_day": (Sent("/practice/first-day/close", once=False),),
    "upkeep.practise": (Sent("/practice", once=False),),
    "upkeep.practise_again": (Sent("/practice/again", status=409, once=False),),
    "upkeep.stop_practising": (Sent("/practice/leave", once=False),),
}
"""The forms; a view that takes POST and does not stand here fails `tests/test_every_form.py`."""


def every_form() -> list[Sent]:
    return [sent for forms in FORMS.values() for sent in forms]
