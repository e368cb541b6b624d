"""Signing in and out, from devices one trusts and does not."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from homestay.accounts import actions, queries, throttle
from homestay.saving import saving
from models import db
from models.account import Account, LoginAttempt, LoginSession, Role
from tests.support import houses
from tests.support.houses import PASSWORD, House
from tests.support.installations import on_both
from tests.support.person import Person

EVERYWHERE = ["/calendar", "/settings/rooms?a=1&b=2"]
ELSEWHERE = [
    "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "javascript:alert(1)", "http:evil.example",
    "/\t/evil.example", "evil.example", "///evil.example", "/%0d%0aSet-Cookie:a=b/..//evil\n", "",
]  # fmt: skip


@pytest.fixture
def username(owner: Person) -> str:
    return owner.name


def tries(app: Flask, username: str, password: str, status: int = 303, **more: object) -> Person:
    person = Person(app)
    person.opens("/sign-in")
    person.sends("/sign-in", {"username": username, "password": password, **more}, status)
    return person


@on_both
def test_name_and_password_open_the_house(app, house: House, username):
    assert "Nhà Mẫu" in tries(app, username.upper(), PASSWORD).opens("/").text


@pytest.mark.parametrize(
    ("name", "password"), [(None, "wrong"), ("nobody", PASSWORD), (None, ""), ("", ""), ("' OR 1=1 --", "x"), ("x" * 101, "x")]
)
def test_anything_else_does_not(app, username, name, password):
    person = tries(app, username if name is None else name, password, 422)
    assert person.opens("/", 302).location.startswith("/sign-in")


def test_a_wrong_password_is_not_shown_again_but_the_name_is(app, username):
    person = Person(app)
    person.opens("/sign-in")
    answer = person.sends("/sign-in", {"username": username, "password": "my secret guess"}, 422)
    assert "my secret guess" not in answer.response.text
    assert f'value="{username}"' in answer.response.text


def test_a_stolen_cookie_is_dead_after_signing_out(app, owner: Person):
    cookie = owner.browser.get_cookie("homestay")
    assert cookie
    thief = Person(app)
    thief.browser.set_cookie("homestay", cookie.value)
    thief.opens("/")
    owner.opens("/")
    owner.sends("/sign-out")
    thief.browser.set_cookie("homestay", cookie.value)
    assert thief.opens("/", 302).location.startswith("/sign-in")


def test_signing_in_begins_a_new_session(app, username):
    person = Person(app)
    person.opens("/sign-in")
    with person.browser.session_transaction() as session:
        session["left_by"] = "somebody before"
        before = session.get("csrf_token")
    person.sends("/sign-in", {"username": username, "password": PASSWORD})
    with person.browser.session_transaction() as session:
        assert "left_by" not in session
        assert session.get("csrf_token") != before


def test_the_cookie_holds_a_token_of_which_only_the_hash_is_kept(app, owner: Person):
    with owner.browser.session_transaction() as session:
        token = session["_user_id"]
    with app.app_context():
        assert len(token) >= 32
        assert queries.signed_in(token)
        assert db.session.get(LoginSession, token.encode()) is None


def test_a_session_ends_after_thirty_days(clock, owner: Person):
    clock.forward(days=29)
    owner.opens("/")
    clock.forward(days=2)
    owner.opens("/", 302)


def test_a_closed_account_is_signed_out_at_once_and_cannot_come_back(app, owner: Person, clock):
    with app.app_context(), saving():
        account = queries.account_named(owner.name)
        assert account
        account.closed_at = clock.set("2026-10-01 18:00")
    owner.opens("/", 302)
    tries(app, owner.name, PASSWORD, 422)


@pytest.mark.parametrize(("page", "address"), [("/", "/sign-in"), ("/calendar", "/sign-in?next=/calendar")])
def test_the_address_of_signing_in_keeps_the_page_one_wanted(visitor: Person, page, address):
    assert visitor.opens(page, 302).location == address


@pytest.mark.parametrize("page", EVERYWHERE)
def test_after_signing_in_one_comes_to_the_page_one_wanted(app, username, page):
    visitor = Person(app)
    at_the_door = visitor.opens(page, 302).location
    answer = visitor.fills_in(at_the_door, {"username": username, "password": PASSWORD}, action="/sign-in")
    assert answer.location == page


@pytest.mark.parametrize("page", ELSEWHERE)
def test_after_signing_in_one_never_comes_elsewhere(app, username, page):
    person = Person(app)
    person.opens("/sign-in")
    assert person.sends("/sign-in", {"username": username, "password": PASSWORD, "next": page}).location == "/"
    assert "evil" not in person.opens("/sign-in", query_string={"next": page}).response.text


def test_ten_wrong_passwords_stop_a_name_for_a_quarter_of_an_hour(app, username, clock):
    person = Person(app)
    person.opens("/sign-in")
    for _ in range(throttle.MOST_FOR_NAME):
        person.sends("/sign-in", {"username": username, "password": "wrong"}, 422)
    person.sends("/sign-in", {"username": username.upper(), "password": PASSWORD}, 429)
    clock.forward(minutes=16)
    person.sends("/sign-in", {"username": username, "password": PASSWORD})


def test_failures_are_forgotten_after_a_month(app, username, clock):
    tries(app, username, "wrong", 422)
    clock.forward(days=31)
    tries(app, username, "wrong", 422)
    with app.app_context():
        kept = db.session.scalars(select(LoginAttempt.tried_at).where(LoginAttempt.username == username)).all()
        assert [at.month for at in kept] == [11]


def test_fifty_wrong_passwords_stop_an_address_but_no_other(empty_app, monkeypatch):
    monkeypatch.setattr(actions, "is_right", lambda password, kept: False)  # what is counted, not how long it takes
    app = empty_app
    houses.new(app).app.app_context()
    with app.app_context():
        for number in range(throttle.MOST_FOR_ADDRESS):
            with pytest.raises(actions.WrongPassword):
                actions.check_password(f"name-{number}", "x", "10.0.0.1")
        with pytest.raises(throttle.TooManyTries):
            actions.check_password("another", "x", "10.0.0.1")
        with pytest.raises(actions.WrongPassword):
            actions.check_password("another", "x", "10.0.0.2")
        assert b"10.0.0.1" not in b"".join(db.session.scalars(select(LoginAttempt.address_hash)))


def test_a_name_is_taken_even_by_a_closed_account(app, house: House, owner: Person, clock):
    with app.app_context():
        with saving():
            account = queries.account_named(owner.name)
            assert account
            account.closed_at = clock.set("2026-10-01 18:00")
        with pytest.raises(actions.NameTaken), saving():
            actions.new_account(owner.name, "Somebody", "of no use")
        assert db.session.scalar(select(func.count()).where(Account.username == owner.name)) == 1


def test_somebody_with_two_houses_chooses_where_to_work(app, house: House, owner: Person, neighbour: Person):
    other = houses.new(app, name="Nhà Thứ Hai")
    with app.app_context(), saving():
        account = queries.account_named(owner.name)
        assert account
        actions.add_membership(account, Role.STAFF, other.homestay(), None)
    assert "Nhà Mẫu" in owner.opens("/").text
    more = owner.opens("/more")
    assert "Nhà Thứ Hai" in more.text
    (second,) = [button.get("value") for button in more.page.all("button") if button.get("name") == "membership"]
    owner.sends("/work-as", {"membership": second})
    assert "Nhà Thứ Hai" in owner.opens("/").text
    owner.opens("/settings/rooms", 403)
    neighbour.sends("/work-as", {"membership": second}, 409)


def test_the_language_is_the_devices_choice(visitor: Person):
    assert "Tên đăng nhập" in visitor.opens("/sign-in").text
    assert visitor.sends("/language", {"language": "en", "next": "/sign-in"}).location == "/sign-in"
    page = visitor.opens("/sign-in")
    assert page.page.root.get("lang") == "en"
    assert "Password" in page.text
    visitor.sends("/language", {"language": "fr"}, 400)
