"""Signed-in devices and the lock: who sees which, ending them, the PIN, and that nothing typed is lost."""

import pytest
from sqlalchemy import select

from homestay.accounts import devices, queries
from homestay.accounts.words import device_words
from models import db
from models.account import Account, LoginSession
from tests.support.houses import PASSWORD
from tests.support.installations import on_both
from tests.support.person import Person

pytestmark = pytest.mark.usefixtures("clock")
PIN = "2468"


def keys_on(person: Person) -> list[str]:
    """Return the keys of the other devices that the page of devices offers to end."""
    return [str(button.get("value")) for button in person.opens("/account/devices").page.all("button") if button.get("name") == "device"]


def locked_with(person: Person, minutes: str = "0") -> Person:
    """Let somebody choose a PIN and after how long the device locks."""
    person.fills_in("/account/pin", {"pin": PIN, "password": PASSWORD}, action="/account/pin")
    person.sends("/account/lock-after", {"minutes": minutes})
    return person


@on_both
def test_one_device_is_ended_and_the_others_stay(app, owner: Person):
    lost = Person(app).signs_in(owner.name, PASSWORD)
    (key,) = keys_on(owner)
    owner.sends("/account/devices/end", {"device": key})
    lost.opens("/", 302)
    owner.opens("/")
    assert keys_on(owner) == []
    owner.sends("/account/devices/end", {"device": key}, 404)


def test_all_devices_are_ended_this_one_too(app, owner: Person):
    other = Person(app).signs_in(owner.name, PASSWORD)
    assert owner.sends("/account/devices/end-all").location == "/sign-in"
    other.opens("/", 302)
    owner.opens("/", 302)


def test_nobody_ends_somebody_elses_device(app, owner: Person, neighbour: Person):
    Person(app).signs_in(owner.name, PASSWORD)
    (key,) = keys_on(owner)
    assert keys_on(neighbour) == []
    neighbour.sends("/account/devices/end", {"device": key}, 404)
    neighbour.sends("/account/devices/end-all")
    owner.opens("/")


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Linux; Android 13; SM-T500) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36", "Android · Chrome"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Safari/604.1", "iPhone · Safari"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0", "Windows · Edge"),
        ("curl/8", "Máy khác"),
        (None, "Máy khác"),
    ],
)
def test_a_device_is_called_by_what_it_says(app, agent, words):
    with app.test_request_context(headers={"Accept-Language": "vi"}):
        assert device_words(agent) == words


def test_a_device_in_use_is_noted_once_an_hour(app, owner: Person, clock):
    def seen() -> object:
        with app.app_context():
            account = queries.account_named(owner.name)
            assert account
            return db.session.scalars(select(LoginSession.seen_at).where(LoginSession.account_id == account.id)).one()

    first = seen()
    clock.forward(minutes=59)
    owner.opens("/")
    assert seen() == first
    clock.forward(minutes=2)
    owner.opens("/")
    assert seen() != first


# ---- the lock


def test_a_locked_device_opens_with_the_pin(owner: Person):
    locked_with(owner)
    assert owner.sends("/lock", {"next": "/calendar"}).location == "/locked?next=/calendar"
    for page in ("/", "/bookings", "/account", "/more"):
        assert str(owner.opens(page, 302).location).startswith("/locked")
    assert owner.fills_in("/locked?next=/calendar", {"pin_now": PIN}, action="/locked?next=/calendar").location == "/calendar"
    owner.opens("/calendar")


def test_a_locked_page_shows_nothing_of_the_house(owner: Person):
    locked_with(owner)
    owner.sends("/lock")
    assert "Nhà Mẫu" not in owner.opens("/locked").text


def test_without_a_pin_locking_leads_to_choosing_one(owner: Person):
    owner.opens("/more")
    assert owner.sends("/lock").location == "/account/pin"
    owner.opens("/")


@on_both
def test_a_device_locks_after_its_time_without_a_touch(app, clock, owner: Person):
    locked_with(owner, "5")
    clock.forward(minutes=4)
    owner.opens("/")
    clock.forward(minutes=4)
    owner.opens("/")
    clock.forward(minutes=6)
    assert owner.opens("/", 302).location == "/locked?next=/"
    owner.fills_in("/locked?next=/", {"pin_now": PIN}, action="/locked?next=/")
    owner.opens("/")


def test_the_time_is_the_devices_own(app, clock, owner: Person):
    locked_with(owner, "5")
    tablet = Person(app).signs_in(owner.name, PASSWORD)
    clock.forward(minutes=30)
    tablet.opens("/")
    owner.opens("/", 302)


def test_what_was_sent_to_a_locked_device_is_done_after_the_pin(clock, owner: Person):
    locked_with(owner, "5")
    form = {"name": "P7", "kind": "private", "capacity": "2", "price": "450000", "op": "11111111-1111-7111-8111-111111111111"}
    owner.opens("/settings/rooms/new")
    clock.forward(minutes=10)
    away = owner.sends("/settings/rooms/new", form, 307)
    page = owner.sends(str(away.location), form, 200)
    kept = {str(field.get("name")): field.get("value") for field in page.form().iter("input")}
    assert {name: kept[name] for name in form} == form
    back = owner.sends(str(away.location), {**kept, "pin_now": PIN}, 307)
    assert back.location == "/settings/rooms/new"
    owner.sends("/settings/rooms/new", {**kept, "pin_now": PIN})
    assert "P7" in owner.opens("/settings/rooms").text


def test_a_password_is_not_carried_through_the_lock(clock, owner: Person):
    locked_with(owner, "5")
    owner.opens("/account/password")
    clock.forward(minutes=10)
    said = {"password": PASSWORD, "new_password": "qua deo Ma Pi Leng"}
    page = owner.sends(str(owner.sends("/account/password", said, 307).location), said, 200)
    assert PASSWORD not in page.response.text


@on_both
def test_five_wrong_pins_sign_the_device_out(app, house):
    owner = locked_with(house.person("owner"))
    owner.sends("/lock")
    owner.opens("/locked")
    for _ in range(devices.MOST_WRONG_PINS - 1):
        owner.sends("/locked", {"pin_now": "9753"}, 422)
    assert str(owner.sends("/locked", {"pin_now": "9753"}).location).startswith("/sign-in")
    assert str(owner.opens("/", 302).location).startswith("/sign-in")


def test_a_right_pin_begins_the_count_anew(owner: Person):
    locked_with(owner)
    for _ in range(2):
        owner.sends("/lock")
        owner.opens("/locked")
        for _ in range(devices.MOST_WRONG_PINS - 1):
            owner.sends("/locked", {"pin_now": "9753"}, 422)
        owner.sends("/locked", {"pin_now": PIN})
        owner.opens("/")


@pytest.mark.parametrize("pin", ["123", "1234", "1111", "123456789", "12a4", "٢٤٦٨", ""])
def test_weak_pins_are_refused(owner: Person, pin):
    owner.fills_in("/account/pin", {"pin": pin, "password": PASSWORD}, action="/account/pin", status=422)


def test_a_pin_is_chosen_only_with_the_password_and_kept_as_argon2(app, owner: Person):
    owner.fills_in("/account/pin", {"pin": PIN, "password": "wrong"}, action="/account/pin", status=422)
    locked_with(owner)
    with app.app_context():
        kept = db.session.scalars(select(Account.pin_hash).where(Account.username == owner.name)).one()
        assert str(kept).startswith("$argon2id$")


def test_who_signs_out_of_a_locked_device_is_out(owner: Person):
    locked_with(owner)
    owner.sends("/lock")
    owner.opens("/locked")
    owner.sends("/sign-out")
    assert str(owner.opens("/locked", 303).location) == "/"
