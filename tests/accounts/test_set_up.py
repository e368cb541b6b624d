"""The first set-up: one code, one time, one winner."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from homestay.accounts import actions
from homestay.accounts.actions import FirstHouse, WrongCode
from homestay.accounts.passwords import WeakPassword
from models import db
from models.account import Account, Membership, SetUpCode
from models.homestay import Homestay
from models.village import Village
from tests.support.installations import on_both_empty
from tests.support.person import Person

FIRST = FirstHouse("Lô Lô Chải", None, None, "Homestay Bếp Lửa", None, "Vàng Thị Sen", "chi-sen", "nhìn sang Mã Pí Lèng")
PASSWORD = "nhìn sang Mã Pí Lèng"
TYPED = {"village": "Lô Lô Chải", "homestay": "Homestay Bếp Lửa", "name": "Vàng Thị Sen", "username": "chi-sen", "password": PASSWORD}


@pytest.fixture
def code(empty_app: Flask) -> str:
    with empty_app.app_context():
        made = actions.make_set_up_code()
        assert made
        return made


def count(app: Flask, table: type) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_the_first_visit_leads_to_set_up_and_the_code_opens_the_house(empty_app, code):
    person = Person(empty_app)
    assert person.opens("/", 302).location.startswith("/sign-in")
    assert person.opens("/sign-in", 302).location == "/set-up"
    person.fills_in("/set-up", {**TYPED, "code": code})
    assert "Homestay Bếp Lửa" in person.opens("/").text
    with empty_app.app_context():
        assert db.session.scalars(select(Village.slug)).one() == "lo-lo-chai"
        assert db.session.scalars(select(Homestay.slug)).one() == "homestay-bep-lua"
        assert sorted(db.session.scalars(select(Membership.role))) == ["administrator", "owner"]


@pytest.mark.parametrize("spell", [str.lower, lambda text: text.replace("-", " "), lambda text: f"  {text.replace('-', '')} "])
def test_a_code_may_be_typed_as_people_type(empty_app, code, spell):
    with empty_app.app_context():
        assert actions.set_up(spell(code), FIRST).username == "chi-sen"


def test_a_wrong_code_makes_nobody(empty_app, code):
    answer = Person(empty_app).fills_in("/set-up", {**TYPED, "code": "AAAAA-AAAAA-AAAAA-AAAAA"}, status=422)
    assert 'value="Homestay Bếp Lửa"' in answer.response.text
    assert TYPED["password"] not in answer.response.text
    assert (count(empty_app, Account), count(empty_app, Village), count(empty_app, Homestay)) == (0, 0, 0)


def test_a_used_code_is_worth_nothing(empty_app, code):
    with empty_app.app_context():
        actions.set_up(code, FIRST)
        with pytest.raises(WrongCode):
            actions.set_up(code, FIRST)
    assert count(empty_app, Account) == 1


def test_a_newer_code_ends_the_one_before(empty_app, code):
    with empty_app.app_context():
        newer = actions.make_set_up_code()
        with pytest.raises(WrongCode):
            actions.set_up(code, FIRST)
        actions.set_up(newer, FIRST)
        assert actions.make_set_up_code() is None


def test_a_weak_password_does_not_use_the_code_up(empty_app, code):
    with empty_app.app_context():
        with pytest.raises(WeakPassword):
            actions.set_up(code, FirstHouse(**{**FIRST.__dict__, "password": "12345678"}))
        actions.set_up(code, FIRST)


def test_the_code_itself_is_not_kept(empty_app, code):
    with empty_app.app_context():
        assert code.encode() not in db.session.scalars(select(SetUpCode.code_hash)).one()


@on_both_empty
def test_of_two_people_with_the_code_one_gets_in(empty_app, code):
    together = Barrier(2)

    def try_it(number: int) -> bool:
        with empty_app.app_context():
            together.wait(60)
            try:
                actions.set_up(code, FirstHouse(**{**FIRST.__dict__, "username": f"person-{number}"}))
            except WrongCode:
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(try_it, (1, 2))) == [False, True]
    assert (count(empty_app, Account), count(empty_app, Homestay)) == (1, 1)


def test_once_set_up_the_page_leads_to_signing_in(empty_app, code):
    with empty_app.app_context():
        actions.set_up(code, FIRST)
    assert Person(empty_app).opens("/set-up", 302).location == "/sign-in"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("username", "chị sen"),
        ("username", "ab"),
        ("homestay", ""),
        ("village", "   "),
        ("homestay", "x" * 101),
        ("password", "short"),
        ("password", "x" * 300),
        ("code", ""),
    ],
)
def test_odd_typing_comes_back_with_what_was_typed(empty_app, code, field, text):
    answer = Person(empty_app).fills_in("/set-up", {**TYPED, "code": code, field: text}, status=422)
    assert "Vàng Thị Sen" in answer.response.text
    assert count(empty_app, Account) == 0


@pytest.mark.parametrize(
    "name", ["🏡🏡🏡", "<script>alert(1)</script>", "=cmd|'/C calc'!A0", "Nhà Mỵ".encode().decode(), "Nha\u0300 Mi\u0323"]
)
def test_any_name_of_a_house_gets_a_short_name(empty_app, code, name):
    person = Person(empty_app)
    person.fills_in("/set-up", {**TYPED, "code": code, "homestay": name})
    with empty_app.app_context():
        house = db.session.scalars(select(Homestay)).one()
        assert house.slug
        assert house.slug.isascii()
    person.opens("/")
