"""The house an owner practises in: made once, begun anew, left again; nothing of the village speaks of it."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from homestay import clock
from homestay.accounts import people, people_queries
from homestay.accounts.invitations import Wish, invite
from homestay.books.exporting import rows_of
from homestay.books.ledger import homestays_named
from homestay.books.reading import read
from homestay.books.scope import Scope, Strangers, slugs_in
from homestay.books.writing import write
from homestay.declarations import commune
from homestay.errors import NotFound, Refusal
from homestay.feeds.actions import Calendar, publish
from homestay.guests.actions import Identity, write_identity
from homestay.places.houses import homestays
from homestay.reports.period import Month
from homestay.reports.queries import village_report
from homestay.saving import saving
from homestay.village import queries as village
from models import db
from models.account import Membership, Role
from models.base import uuid7
from models.booking import Booking
from models.change import Change
from models.declaration import DeclarationBatch
from models.feed import FeedOut
from models.guest import Guest
from models.homestay import Homestay
from models.room import Unit
from models.village import Village

pytestmark = pytest.mark.usefixtures("clock")
TODAY = date(2026, 10, 1)
OCTOBER = Month.of(TODAY)
BANNER = "Đây là nhà tập"


def practice_of(house):
    """Return the house for practising in the village of a house, as it stands now with its only owner."""
    own = select(Homestay).join(Membership, Membership.homestay_id == Homestay.id)
    return db.session.scalars(own.where(Homestay.village_id == house.village_id, Homestay.practice.is_(True))).one()


@pytest.fixture
def planted(house, owner):
    """The house for practising of an owner, in an app context."""
    owner.fills_in("/more", {}, action="/practice")
    with house.app.app_context():
        yield practice_of(house)


# ---- into it and out again


def test_an_owner_goes_into_a_house_with_every_kind_of_booking(house, owner):
    owner.fills_in("/more", {}, action="/practice")
    page = owner.opens("/")
    assert BANNER in page.text
    assert "Nhà tập – Nhà Mẫu" in page.text
    with house.app.app_context():
        states = db.session.scalars(select(Booking.state).where(Booking.homestay_id == practice_of(house).id)).all()
        assert {str(state) for state in states} == {"in_house", "confirmed", "held"}


@pytest.mark.parametrize("hour", ["2026-10-01 00:10", "2026-10-01 04:59", "2026-10-01 23:55", "2026-10-20 12:00"])
def test_it_can_be_made_at_any_hour(house, owner, clock, hour):
    clock.set(hour)
    owner.fills_in("/more", {}, action="/practice")
    assert BANNER in owner.opens("/").text


def test_every_page_of_it_says_that_it_is_not_real(owner):
    assert BANNER not in owner.opens("/calendar").text
    owner.fills_in("/more", {}, action="/practice")
    assert [
        page for page in ("/calendar", "/bookings/new", "/declarations", "/more", "/settings/rooms") if BANNER not in owner.opens(page).text
    ] == []


def test_guests_with_missing_papers_wait_to_be_declared_and_no_others(owner):
    owner.fills_in("/more", {}, action="/practice")
    text = owner.opens("/declarations").text
    assert "Vàng A Chứ" in text
    assert "Trần Văn Bình" not in text


def test_the_way_back_leads_to_the_house_one_came_from(app, house, owner):
    owner.fills_in("/more", {}, action="/practice")
    owner.fills_in("/", {}, action="/practice/leave")
    page = owner.opens("/")
    assert BANNER not in page.text
    assert "Nhà Mẫu" in page.text


def test_it_is_made_once_and_stays_as_it_was_left(house, owner):
    for _time in range(2):
        owner.fills_in("/more", {}, action="/practice")
        owner.fills_in("/", {}, action="/practice/leave")
    owner.sends("/practice", {})
    owner.sends("/practice", {})
    with house.app.app_context():
        practice_of(house)
        assert len(village_houses(house)) == 2


def village_houses(house):
    return db.session.scalars(select(Homestay.id).where(Homestay.village_id == house.village_id)).all()


def test_each_owner_has_a_house_alone(house, owner):
    other = house.person("owner", "Thào Mí Sùng")
    for each in (owner, other):
        each.fills_in("/more", {}, action="/practice")
    owner.sends("/settings/rooms/new", {"name": "Phòng riêng", "kind": "private", "capacity": "2", "price": "100000"})
    assert "Phòng riêng" in owner.opens("/settings/rooms").text
    assert "Phòng riêng" not in other.opens("/settings/rooms").text


def test_staff_have_none(staff):
    assert "/practice" not in [form.get("action") for form in staff.opens("/more").page.all("form")]
    staff.sends("/practice", {}, status=403)


# ---- from the beginning


def test_beginning_again_puts_a_new_house_in_its_place_on_every_device(house, owner, planted):
    old, bookings = planted.id, set(db.session.scalars(select(Booking.id).where(Booking.homestay_id == planted.id)))
    lines = db.session.scalars(select(Change.number).where(Change.homestay_id == old)).all()
    owner.fills_in("/", {}, action="/practice/again")
    assert BANNER in owner.opens("/").text
    db.session.rollback()
    new = practice_of(house)
    assert new.id != old
    assert len(db.session.scalars(select(Booking.id).where(Booking.homestay_id == new.id)).all()) == len(bookings)
    assert len(db.session.scalars(select(Change.number).where(Change.homestay_id == old)).all()) == len(lines) + 1
    assert db.session.scalars(select(Membership.id).where(Membership.homestay_id == old)).all() == []


def test_a_real_house_is_never_begun_again(house, owner):
    owner.sends("/practice/again", {}, status=409)
    with house.app.app_context():
        assert village_houses(house) == [house.id]


# ---- alone in it


def test_nobody_is_invited_into_it(owner, planted):
    with pytest.raises(Refusal):
        invite(planted, Wish(Role.STAFF, "Chị Hoà"), owner_of(planted))
    owner.sends("/people/new", {"whom": "Chị Hoà", "role": "staff"}, status=409)


def owner_of(homestay):
    return db.session.scalars(select(Membership.account_id).where(Membership.homestay_id == homestay.id)).one()


def test_who_is_no_longer_an_owner_does_not_practise_on(house, owner, planted):
    house.person("owner", "Thào Mí Sùng")
    own = select(Membership.id).where(Membership.account_id == owner_of(planted), Membership.homestay_id == house.id)
    people.take_role_away(house.homestay(), db.session.scalars(own).one())
    assert db.session.scalars(select(Membership.id).where(Membership.homestay_id == planted.id)).all() == []
    assert str(owner.opens("/", 302).location).startswith("/sign-in")


# ---- nothing of the village speaks of it


def test_the_month_of_the_village_leaves_it_out(house, planted):
    here = db.session.get_one(Village, house.village_id)
    report = village_report(here, OCTOBER.first)
    assert report["homestays"] == 1
    assert report["arrivals"] == report["room_nights_used"] == report["room_nights_available"] == report["revenue"] == 0
    month = village.month_of(house.village_id, OCTOBER)
    assert not any(night.people for night in month.nights)


def test_the_village_today_leaves_it_out(house, planted):
    assert [home.name for home in village.free_places(house.village_id, TODAY).homes] == ["Nhà Mẫu"]
    assert [row.name for row in village.homestays(house.village_id)] == ["Nhà Mẫu"]
    assert village.staying(house.village_id) == 0
    assert village.slept_so_far(house.village_id, OCTOBER, TODAY) == 0


def test_pages_of_the_village_leave_it_out(house, village_head, administrator, planted):
    for reader, page in ((village_head, "/village"), (village_head, "/village/free-places"), (administrator, "/people")):
        assert "Nhà tập" not in reader.opens(page).text


def test_the_administrator_cannot_open_it(house, administrator, planted):
    administrator.opens(f"/people?house={planted.id}", 404)
    own = db.session.scalars(select(Membership.id).where(Membership.homestay_id == planted.id)).one()
    administrator.opens(f"/people/{own}", 404)
    assert [row.id for row in people_queries.houses_of(db.session.get_one(Village, house.village_id))] == [house.id]


def test_nobody_in_it_has_a_card_that_somebody_could_have(planted):
    guests = db.session.scalars(select(Guest).where(Guest.homestay_id == planted.id, Guest.document_number_sealed.is_not(None)))
    assert {guest.document_number[:3] for guest in guests} == {"099"}


def test_the_police_get_no_list_from_it(house, owner, planted):
    batch = batch_sent(planted)
    here = db.session.get_one(Village, house.village_id)
    assert commune.lists_of(here, TODAY) == []
    assert commune.last_day(here) is None
    with pytest.raises(NotFound):
        commune.look_at(here, batch)


def batch_sent(homestay):
    """Let the house send a list to the police."""
    batch = DeclarationBatch(homestay_id=homestay.id, id=uuid7(), layout="kbtt-vn-2026", state="sent", made_at=clock.now(), made_by="Mỷ")
    batch.day, batch.file_hash, batch.guest_count = TODAY, b"x", 1
    with saving(homestay):
        db.session.add(batch)
    return batch.id


def test_books_of_all_houses_leave_it_out(house, planted):
    listed = {each.id for each in homestays()}
    assert house.id in listed
    assert planted.id not in listed


def test_it_publishes_no_link(owner, planted):
    with pytest.raises(Refusal):
        publish(planted, Calendar(channel="airbnb"))
    owner.sends("/feeds/new", {"calendar": "house", "channel": "airbnb"}, status=409)
    assert db.session.scalars(select(FeedOut.id).where(FeedOut.homestay_id == planted.id)).all() == []


def test_no_file_of_declarations_is_exported_from_it(app, planted, tmp_path):
    said = ["--homestay", planted.slug, "--layout", "kbtt-vn-2026", "--out", str(tmp_path / "sheet.xlsx")]
    answer = app.test_cli_runner().invoke(args=["declarations", "export", *said])
    assert answer.exit_code == 1
    assert "nhà tập" in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_file_of_its_page_says_in_its_name_that_it_is_not_to_be_sent(owner, planted):
    guest = db.session.scalars(select(Guest.id).where(Guest.homestay_id == planted.id, Guest.name == "Vàng A Chứ")).one()
    papers = {"document_type": 1, "document_number": "002090000145", "nationality": "VNM", "reason": 1}
    identity = Identity(name="Vàng A Chứ", sex="M", birth_date=date(1990, 3, 3), birth_precision="D", **papers)
    write_identity(planted, guest, identity)
    answer = owner.sends("/declarations/file", {}, status=200)
    assert "TAP-KHONG-GUI" in answer.response.headers["Content-Disposition"]


def test_the_report_of_the_village_counts_without_it(app, house, planted):
    said = ["--village", house.village_slug, "--month", "2026-10", "--json"]
    answer = app.test_cli_runner().invoke(args=["report", "village", *said])
    assert json.loads(answer.stdout)["homestays"] == 1


def test_nobody_of_the_village_brings_a_workbook_into_it(house, planted):
    book = read(write(rows_of([planted])))
    with pytest.raises(Strangers):
        Scope(db.session.get_one(Village, house.village_id)).refuse_strangers(book, homestays_named(slugs_in(book)))


# ---- the first day


def steps_done(owner):
    """Return which of the four steps are ticked on Today."""
    (card,) = [each for each in owner.opens("/").page.all("section") if each.get("class") == "first-day"]
    return ["word-done" in str(row.find(".//span[@class]").get("class")) for row in card.iter("li")]


def test_each_step_of_the_first_day_is_ticked_when_it_is_done(owner, planted):
    assert steps_done(owner) == [False] * 4
    code, guest = (
        db.session.scalars(select(Booking.code).where(Booking.homestay_id == planted.id, Booking.contact == "Nguyễn Thu Hà")).one(),
        db.session.scalars(select(Guest.id).where(Guest.homestay_id == planted.id, Guest.name == "Vàng A Chứ")).one(),
    )
    owner.sends(f"/bookings/{code}/check-in", {"version": "0"})
    assert steps_done(owner) == [False, True, False, False]
    owner.sends(f"/declarations/{guest}/another-way", {"channel": "vneid", "note": ""})
    assert steps_done(owner) == [False, True, True, False]
    owner.opens("/reports/month")
    assert steps_done(owner) == [False, True, True, True]
    owner.fills_in("/", {}, action="/practice/again")
    assert steps_done(owner) == [False] * 4


def test_a_booking_ticks_the_first_step(owner, planted):
    unit = db.session.scalars(select(Unit.id).where(Unit.homestay_id == planted.id, Unit.name == "P2")).one()
    said = {
        "arrive": "2026-11-05",
        "leave": "2026-11-06",
        "adults": "1",
        "children": "0",
        "unit": str(unit),
        "contact": "Minh",
        "source": "phone",
    }
    owner.sends("/bookings/new", said)
    assert steps_done(owner) == [True, False, False, False]


def test_the_card_of_the_first_day_can_be_put_away(owner, planted):
    owner.fills_in("/", {}, action="/practice/first-day/close")
    assert "Ngày đầu của mình" not in owner.opens("/").text
    owner.fills_in("/", {}, action="/practice/again")
    assert "Ngày đầu của mình" in owner.opens("/").text


def test_a_real_house_has_no_card(owner):
    assert "Ngày đầu của mình" not in owner.opens("/").text
