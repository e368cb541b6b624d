"""What the commune police read: the lists that were sent, of their own commune, and that somebody looked is written down."""

from datetime import date

import pytest
from sqlalchemy import select

from homestay import clock
from homestay.saving import saving
from models import db
from models.base import uuid7
from models.change import Change
from models.declaration import Declaration, DeclarationBatch
from models.guest import Guest
from models.village import Village
from tests.bookings.our_house import furnish, october, take
from tests.support import houses
from tests.support.houses import House
from tests.support.installations import on_both

pytestmark = pytest.mark.usefixtures("clock")
DAY = date(2026, 10, 1)


def sent(house: House, guest: str, state: str = "sent") -> str:
    """Let a house send a list with one guest of this name; return its address."""
    with house.app.app_context():
        homestay = furnish(house.homestay())
        code = take(homestay, october(1, 3), guest, "P1")
        person = db.session.scalars(select(Guest).where(Guest.homestay_id == homestay.id, Guest.booking.has(code=code))).first()
        assert person
        own = {"homestay_id": homestay.id, "id": uuid7()}
        with saving(homestay):
            guest_of = db.session.get(Guest, (homestay.id, person.id))
            assert guest_of
            guest_of.name, guest_of.document_type, guest_of.document_number = guest, 1, "001190012399"
            made = {"layout": "kbtt-vn-2026", "made_at": clock.now(), "made_by": "Mỷ", "file_hash": b"x", "guest_count": 1}
            db.session.add(DeclarationBatch(**own, day=DAY, state=state, **made))
            db.session.flush()
            said = {"channel": "portal", "arrival": DAY, "departure": date(2026, 10, 3), "batch_id": own["id"]}
            db.session.add(Declaration(homestay_id=homestay.id, id=uuid7(), guest_id=person.id, **said))
        return f"/commune/declarations/{own['id']}"


def in_commune(house: House, commune: str) -> House:
    with house.app.app_context(), saving():
        village = db.session.get(Village, house.village_id)
        assert village
        village.commune, village.province = commune, "Tuyên Quang"
    return house


def test_the_police_see_who_sent_a_list_and_how_many_are_on_it(app, house):
    sent(house, "Lưu Thị Hoà")
    page = house.person("police").opens("/commune/declarations")
    assert "Nhà Mẫu" in page.text
    assert "18:00 · 1 khách" in page.text
    assert "Lưu Thị Hoà" not in page.text


def test_a_list_shows_names_but_no_whole_number_and_no_money(house):
    page = house.person("police").opens(sent(house, "Lưu Thị Hoà"))
    assert "Lưu Thị Hoà" in page.text
    assert "đuôi 399" in page.text
    assert "001190012399" not in page.response.text
    assert " đ " not in page.text


@on_both
def test_looking_at_a_list_is_written_in_the_homestays_record(app, house):
    address = sent(house, "Lưu Thị Hoà")
    police = house.person("police")
    police.opens("/commune/declarations")
    with house.app.app_context():
        before = noted(house)
    police.opens(address)
    with house.app.app_context():
        assert noted(house) == [*before, "declaration.looked_at"]


def noted(house: House) -> list[str]:
    asked = select(Change.action).where(
        Change.homestay_id == house.id, Change.action == "declaration.looked_at", Change.account_id.is_not(None)
    )
    return list(db.session.scalars(asked))


@pytest.mark.parametrize(("state", "status"), [("downloaded", 404), ("sent", 200), ("confirmed", 200), ("different", 200)])
def test_a_file_that_was_only_downloaded_is_no_list_yet(house, state, status):
    address = sent(house, "Lưu Thị Hoà", state)
    police = house.person("police")
    police.opens(address, status)
    assert ("Nhà Mẫu" in police.opens("/commune/declarations").text) == (status == 200)


@on_both
def test_one_commune_has_many_villages_and_sees_no_other(app, house):
    ours, beside, elsewhere = (
        in_commune(each, commune)
        for each, commune in [
            (house, "Lũng Cú"),
            (houses.new(app, "Thèn Pả", "Nhà Thèn Pả"), "Lũng Cú"),
            (houses.new(app, "Tha", "Nhà Tha"), "Đồng Văn"),
        ]
    )
    near, far = sent(beside, "Lưu Thị Hoà"), sent(elsewhere, "Kha Vạng Xuyên")
    police = ours.person("police")
    page = police.opens("/commune/declarations")
    assert "Nhà Thèn Pả" in page.text
    assert "Nhà Tha" not in page.text
    police.opens(near)
    police.opens(far, 404)


def test_a_day_without_lists_leads_to_the_newest(house, clock):
    sent(house, "Lưu Thị Hoà")
    clock.forward(days=3)
    page = house.person("police").opens("/commune/declarations")
    assert "chưa nhà nào" in page.text
    assert "/commune/declarations?day=2026-10-01" in page.response.text


@pytest.mark.parametrize(("day", "status"), [("2026-09-30", 200), ("hai ba", 422), ("9999-12-31", 200), ("0001-01-01", 200)])
def test_any_day_may_be_asked(house, day, status):
    house.person("police").opens(f"/commune/declarations?day={day}", status)


@pytest.mark.parametrize("page", ["/", "/calendar", "/bookings", "/declarations", "/reports/month", "/settings/rooms", "/feeds"])
def test_the_police_see_nothing_else_of_a_house(house, page):
    police = house.person("police")
    assert police.asks("GET", page).status in {302, 403}


def test_staff_see_the_month_only_with_the_right(house):
    plain, trusted = house.person("staff"), house.person("staff:money")
    plain.opens("/reports/month", 403)
    assert "/reports/month" not in plain.opens("/").response.text
    trusted.opens("/reports/month")
    assert "/reports/month" in trusted.opens("/").response.text
    house.person("staff:exports").opens("/reports/month", 403)
