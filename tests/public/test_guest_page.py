"""What an owner sends a guest, and the page behind the guest's link."""

from datetime import date

import pytest
from sqlalchemy import select

from homestay import clock as village_clock
from homestay import tokens
from homestay.accounts.throttle import MOST_FOR_ADDRESS
from homestay.bookings import actions as bookings
from homestay.errors import NotFound
from homestay.money import actions as money
from homestay.money.actions import PaymentWish
from homestay.public import actions
from homestay.public.actions import DepositTooHigh
from homestay.saving import saving
from models import db
from models.change import ClientOp
from models.guest import Guest
from models.guest_link import GuestLink
from tests.bookings.our_house import furnish, october, take
from tests.support.person import Person


@pytest.fixture
def code(house, clock):
    """A booking of two nights in October, by the code its owner knows."""
    with house.app.app_context():
        homestay = furnish(house.homestay())
        with saving(homestay):
            homestay.bank_bin, homestay.bank_account = "970436", "0011004123456"
            homestay.phone, homestay.address = "0912 000 111", "Nhà số 9, thôn Lô Lô Chải"
        return take(homestay, october(5, 7), "Lưu Thị Hoà", "P1")


def written(house, code, language="vi", deposit=None) -> str:
    with house.app.app_context():
        return actions.write_to_guest(house.homestay(), code, language, deposit).token


def letter_on(page) -> str:
    (field,) = page.page.all("textarea")
    return field.text or ""


# ---- the words to share


def test_the_words_say_days_place_price_and_the_way(code, owner):
    text = letter_on(owner.opens(f"/bookings/{code}/send"))
    said = ("Lưu Thị Hoà", "Thứ Hai 05/10/2026", "Thứ Tư 07/10/2026 (2 đêm)", "P1", "Nhà số 9", "google.com/maps", "0912")
    assert [word for word in said if word not in text] == []
    assert "/g/" not in text


def test_a_guest_with_a_foreign_phone_is_written_to_in_english(house, code, owner):
    owner.fills_in(f"/bookings/{code}/words", {"phone": "+33 6 12 34 56 78"})
    assert "You come: Monday 05/10/2026" in letter_on(owner.opens(f"/bookings/{code}/send"))


def test_nationality_says_more_than_the_phone(house, code, owner):
    with house.app.app_context(), saving(house.homestay()):
        db.session.scalars(select(Guest).where(Guest.homestay_id == house.id)).first().nationality = "FRA"
    assert "You come" in letter_on(owner.opens(f"/bookings/{code}/send"))


def test_with_a_deposit_the_words_say_where_to_send_it_and_where_the_page_is(house, code, owner):
    owner.fills_in(f"/bookings/{code}/send", {"language": "vi", "deposit": "300.000"})
    text = letter_on(owner.opens(f"/bookings/{code}/send"))
    assert "Nhờ bạn chuyển cọc 300.000\u00a0đ" in text
    assert f"0011004123456, nội dung HS {code}" in text
    assert "http://localhost/g/" in text


def test_what_was_paid_beforehand_is_no_longer_asked(house, code, visitor):
    token = written(house, code, deposit=300_000)
    with house.app.app_context():
        money.add_payment(house.homestay(), code, PaymentWish("deposit", 200_000, village_clock.today(), "transfer"))
    text = visitor.opens(f"/g/{token}").text
    assert "Đã nhận cọc" in text
    assert "100.000 đ" in text


def test_a_deposit_beyond_the_price_is_refused(house, code, owner):
    page = owner.fills_in(f"/bookings/{code}/send", {"language": "vi", "deposit": "99000000"}, status=422)
    assert "Tiền cọc cao hơn" in page.text
    with house.app.app_context(), pytest.raises(DepositTooHigh):
        actions.write_to_guest(house.homestay(), code, "vi", 99_000_000)


def test_a_deposit_that_somebody_else_asked_for_meanwhile_is_not_written_over(house, code, owner, staff):
    page = f"/bookings/{code}/send"
    seen = owner.opens(page).form()
    version = next(field.get("value") for field in seen.iter("input") if field.get("name") == "version")
    staff.fills_in(page, {"language": "vi", "deposit": "300.000"})

    answer = owner.sends(page, {"version": version, "language": "en", "deposit": "100.000"}, status=409)

    assert "vừa được sửa trên máy khác" in answer.text
    assert "chuyển cọc 300.000\u00a0đ" in letter_on(owner.opens(page))


def test_writing_again_keeps_the_link(house, code, visitor):
    assert written(house, code, "vi") == written(house, code, "en", 100_000)


# ---- the page behind the link


def test_the_page_shows_the_booking_without_signing_in(house, code, visitor):
    answer = visitor.opens(f"/g/{written(house, code, deposit=100_000)}")
    assert "Thứ Hai 5/10" in answer.text
    assert "0011004123456" in answer.text
    assert answer.response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.response.headers["Referrer-Policy"] == "no-referrer"
    assert answer.page.root.get("lang") == "vi"


def test_the_page_names_nobody(house, code, visitor):
    token = written(house, code)
    with house.app.app_context():
        take(house.homestay(), october(5, 7), "Somebody Else", "P2")
    text = visitor.opens(f"/g/{token}").response.get_data(as_text=True)
    assert [name for name in ("Somebody Else", "Lưu Thị Hoà", "P2") if name in text] == []


def test_the_page_speaks_as_the_owner_thought_and_as_the_guest_wishes(house, code, visitor):
    token = written(house, code, "en")
    assert visitor.opens(f"/g/{token}").page.root.get("lang") == "en"
    assert visitor.opens(f"/g/{token}?language=vi").page.root.get("lang") == "vi"
    assert visitor.opens(f"/g/{token}?language=xx").page.root.get("lang") == "en"


def test_the_page_follows_the_booking(house, code, visitor):
    token = written(house, code, deposit=100_000)
    assert "đã nhận đặt phòng" in visitor.opens(f"/g/{token}").text
    with house.app.app_context():
        bookings.cancel_booking(house.homestay(), code, "Khách ốm")
    text = visitor.opens(f"/g/{token}").text
    assert "đã hủy" in text
    assert "Khách ốm" not in text
    assert "0011004123456" not in text


def test_a_hold_says_until_when_and_that_it_ran_out(house, clock, visitor):
    with house.app.app_context():
        until = village_clock.at(date(2026, 10, 2), 12)
        code = take(furnish(house.homestay()), october(5, 7), "Lưu Thị Hoà", "P1", held_until=until)
    token = written(house, code)
    assert "giữ chỗ cho bạn tới 12:00 2/10" in visitor.opens(f"/g/{token}").text
    clock.set("2026-10-02 12:00")
    assert "hết giờ giữ chỗ" in visitor.opens(f"/g/{token}").text


def test_the_page_ends_thirty_days_after_leaving(house, code, clock, visitor):
    token = written(house, code)
    clock.set("2026-11-06 23:00")
    visitor.opens(f"/g/{token}")
    clock.set("2026-11-07 01:00")
    visitor.opens(f"/g/{token}", 404)


def test_a_page_taken_back_is_gone_and_a_new_one_has_another_address(house, code, owner, visitor):
    token = written(house, code)
    owner.sends(f"/bookings/{code}/send/withdraw")
    visitor.opens(f"/g/{token}", 404)
    assert written(house, code) != token


def test_what_is_not_there_cannot_be_taken_back(house, code, owner):
    owner.sends(f"/bookings/{code}/send/withdraw", status=404)
    with house.app.app_context(), pytest.raises(NotFound):
        actions.withdraw(house.homestay(), code)


@pytest.mark.parametrize("token", ["x", "a" * 32, "A" * 32, "..", "a" * 3000])
def test_a_link_nobody_made_leads_nowhere(visitor, clock, token):
    visitor.opens(f"/g/{token}", 404)


def test_who_guesses_links_is_slowed_down(house, code, visitor):
    token, guesser = written(house, code), Person(house.app)
    for number in range(MOST_FOR_ADDRESS):
        guesser.opens(f"/g/nobody-made-this-{number}", 404)
    guesser.opens(f"/g/{token}", 429)
    visitor.opens(f"/g/{token}")


def test_the_secret_is_kept_only_sealed(house, code, owner):
    owner.fills_in(f"/bookings/{code}/send", {"language": "vi", "deposit": ""})
    with house.app.app_context():
        link = db.session.scalars(select(GuestLink).where(GuestLink.homestay_id == house.id)).one()
        assert link.token.encode() not in link.token_sealed
        assert link.token_hash == tokens.hash_of(link.token)
        answers = db.session.scalars(select(ClientOp.result).where(ClientOp.homestay_id == house.id)).all()
        assert [answer for answer in answers if link.token in str(answer)] == []
