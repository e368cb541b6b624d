"""A new password: by the old one, by the recovery sheet, by the administrator's link; nobody's else is touched."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from homestay import tokens
from homestay.accounts import queries, recovery, throttle
from homestay.accounts.recovery import LinkOver, WrongRecoveryCode
from homestay.errors import Refusal
from homestay.saving import saving
from models import db
from models.account import Account
from models.change import Change
from models.homestay import Homestay
from models.invitation import PasswordLink, RecoveryCode
from models.village import Village
from tests.support import houses
from tests.support.houses import PASSWORD, House
from tests.support.installations import on_both
from tests.support.person import Person

pytestmark = pytest.mark.usefixtures("clock")
NEW = "qua deo Ma Pi Leng"


def account_of(person: Person) -> Account:
    found = queries.account_named(person.name)
    assert found
    return found


def sheet_of(person: Person) -> list[str]:
    """Let somebody print a sheet, and return its codes as the page shows them."""
    person.opens("/account/recovery-sheet")
    page = person.sends("/account/recovery-sheet", {"password": PASSWORD}, 200).page
    return ["".join(item.itertext()).strip() for item in page.all("li") if "-" in "".join(item.itertext())]


def link_of(administrator: Person, membership: object, **said: str) -> str:
    path = f"/people/{membership}/new-password"
    administrator.opens(path)
    administrator.sends(path, said)
    (box,) = [field for field in administrator.opens(path).page.all("input") if field.get("id") == "address"]
    return str(box.get("value")).removeprefix("http://localhost")


def test_a_password_is_changed_by_its_owner(app, owner: Person):
    elsewhere = Person(app).signs_in(owner.name, PASSWORD)
    owner.fills_in("/account/password", {"password": PASSWORD, "new_password": NEW})
    owner.opens("/")
    elsewhere.opens("/", 302)
    Person(app).fills_in("/sign-in", {"username": owner.name, "password": PASSWORD}, status=422)
    Person(app).signs_in(owner.name, NEW).opens("/")


@pytest.mark.parametrize(("old", "new"), [("wrong", NEW), (PASSWORD, "short"), (PASSWORD, "12345678"), ("", NEW)])
def test_a_password_is_not_changed_without_the_old_one_or_to_a_weak_one(app, owner: Person, old, new):
    answer = owner.fills_in("/account/password", {"password": old, "new_password": new}, status=422)
    assert NEW not in answer.response.text
    Person(app).signs_in(owner.name, PASSWORD)


def test_guessing_the_old_password_is_slowed_down(owner: Person):
    owner.opens("/account/password")
    for _ in range(throttle.MOST_FOR_NAME):
        owner.sends("/account/password", {"password": "wrong", "new_password": NEW}, 422)
    owner.sends("/account/password", {"password": PASSWORD, "new_password": NEW}, 429)


@on_both
def test_a_line_of_the_sheet_gives_a_new_password_once(app, owner: Person):
    codes = sheet_of(owner)
    assert len(codes) == recovery.CODES
    visitor = Person(app)
    visitor.fills_in("/sign-in/forgotten", {"username": owner.name.upper(), "code": codes[0].lower(), "new_password": NEW})
    owner.opens("/", 302)
    Person(app).signs_in(owner.name, NEW)
    again = {"username": owner.name, "code": codes[0], "new_password": PASSWORD}
    visitor.fills_in("/sign-in/forgotten", again, status=422)
    visitor.fills_in("/sign-in/forgotten", {**again, "code": codes[1].replace("-", " ")})
    Person(app).signs_in(owner.name, PASSWORD)


def test_the_sheet_is_kept_as_keyed_hashes(app, owner: Person):
    codes = sheet_of(owner)
    with app.app_context():
        kept = db.session.scalars(select(RecoveryCode.code_hash).where(RecoveryCode.account_id == account_of(owner).id)).all()
        assert len(kept) == len(codes)
        assert not {tokens.hash_of(code) for code in codes} & set(kept)
        assert not {tokens.hash_of(code.replace("-", "")) for code in codes} & set(kept)


def test_a_new_sheet_ends_the_one_before(app, owner: Person):
    old = sheet_of(owner)
    new = sheet_of(owner)
    asked = {"username": owner.name, "new_password": NEW}
    Person(app).fills_in("/sign-in/forgotten", {**asked, "code": old[0]}, status=422)
    Person(app).fills_in("/sign-in/forgotten", {**asked, "code": new[0]})


def test_somebody_elses_line_is_worth_nothing(app, house, owner: Person, neighbour: Person):
    codes = sheet_of(neighbour)
    Person(app).fills_in("/sign-in/forgotten", {"username": owner.name, "code": codes[0], "new_password": NEW}, status=422)
    Person(app).signs_in(owner.name, PASSWORD)


def test_a_weak_password_does_not_use_the_line_up(app, owner: Person):
    codes = sheet_of(owner)
    asked = {"username": owner.name, "code": codes[0]}
    Person(app).fills_in("/sign-in/forgotten", {**asked, "new_password": "12345678"}, status=422)
    Person(app).fills_in("/sign-in/forgotten", {**asked, "new_password": NEW})


def test_the_sheet_is_not_shown_without_the_password(owner: Person):
    answer = owner.fills_in("/account/recovery-sheet", {"password": "wrong"}, status=422)
    assert not [item for item in answer.page.all("ol") if "codes" in str(item.get("class"))]


def test_guessing_lines_is_slowed_down(app, owner: Person):
    with app.app_context():
        for number in range(throttle.MOST_FOR_NAME):
            with pytest.raises(WrongRecoveryCode):
                recovery.recover(owner.name, f"AAAA-BBBB-{number}", NEW, "10.0.0.1")
        with pytest.raises(throttle.TooManyTries):
            recovery.recover(owner.name, "AAAA-BBBB-CCCC", NEW, "10.0.0.2")


@on_both
def test_the_administrator_gives_a_link_for_a_new_password(app, house: House, administrator: Person):
    membership = house.membership("owner")
    name = house.of(membership).username
    link = link_of(administrator, membership)
    Person(app).fills_in(link, {"new_password": NEW}, action=link)
    Person(app).signs_in(name, NEW)
    Person(app).opens(link, 404)
    with app.app_context():
        assert "password.link_made" in db.session.scalars(select(Change.action).where(Change.homestay_id == house.id)).all()


def test_all_devices_are_signed_out_by_the_link(app, house: House, administrator: Person, owner: Person):
    with app.app_context():
        membership = account_of(owner).memberships[0].id
    link = link_of(administrator, membership)
    owner.opens("/")
    Person(app).fills_in(link, {"new_password": NEW}, action=link)
    owner.opens("/", 302)


def test_only_the_hash_of_the_link_is_kept(app, house: House, administrator: Person):
    token = link_of(administrator, house.membership("owner")).rpartition("/")[2]
    with app.app_context():
        assert token.encode() not in b"".join(db.session.scalars(select(PasswordLink.token_hash)))


def test_a_link_is_good_for_a_day_and_a_newer_one_ends_it(app, clock, house: House):
    account, by = house.account("owner"), house.account("administrator")
    with app.app_context():
        village = db.session.get_one(Village, house.village_id)
        first, second = (recovery.make_link(village, account, by, drops_factor=False) for _ in range(2))
        with pytest.raises(LinkOver):
            recovery.renew_by_link(first, NEW, "10.0.0.1")
        clock.forward(days=1, minutes=1)
        with pytest.raises(LinkOver):
            recovery.renew_by_link(second, NEW, "10.0.0.1")


def test_nobody_of_another_village_gets_a_link(app, house: House, administrator: Person):
    other = houses.new(app)
    administrator.opens(f"/people/{other.membership('owner')}/new-password", 404)
    administrator.sends(f"/people/{other.membership('administrator')}/new-password", status=404)


def test_who_works_in_two_villages_has_only_the_own_sheet(app, house: House, administrator: Person):
    membership, other = house.membership("staff"), houses.new(app)
    account_id = house.of(membership).id
    with app.app_context(), saving():
        account = db.session.get_one(Account, account_id)
        houses.actions.add_membership(account, houses.Role.ADMINISTRATOR, None, db.session.get(Village, other.village_id))
    administrator.sends(f"/people/{membership}/new-password", status=409)


def test_work_in_another_village_that_begins_at_the_same_moment_counts(app, house: House, monkeypatch: pytest.MonkeyPatch):
    account_id, other = house.account("staff"), houses.new(app)

    @contextmanager
    def after_somebody_else(*homestays: Homestay) -> Iterator[None]:
        """Save as the program does, just after the person was given other work."""
        with saving():
            account = db.session.get_one(Account, account_id)
            houses.actions.add_membership(account, houses.Role.STAFF, other.homestay(), None)
        with saving(*homestays):
            yield

    monkeypatch.setattr(recovery, "saving", after_somebody_else)
    with app.app_context():
        village = db.session.get_one(Village, house.village_id)
        with pytest.raises(Refusal):
            recovery.make_link(village, account_id, account_id, drops_factor=False)
        assert db.session.scalars(select(PasswordLink).where(PasswordLink.account_id == account_id)).all() == []


def test_an_owner_gives_nobody_a_password(house: House, owner: Person):
    owner.opens(f"/people/{house.membership('staff')}/new-password", 403)


@on_both
def test_a_line_counts_once_on_both_databases(app, house: House):
    account = house.of(house.membership("owner"))
    with app.app_context():
        (first, *_others) = recovery.print_sheet(account.id, PASSWORD, "10.0.0.1")
        recovery.recover(account.username, first, NEW, "10.0.0.1")
        with pytest.raises(WrongRecoveryCode):
            recovery.recover(account.username, first, PASSWORD, "10.0.0.1")


def test_the_person_at_the_machine_helps_the_last_administrator(app, house: House):
    account = house.of(house.membership("administrator"))
    with app.app_context():
        houses.guarded(account.id)
    made = app.test_cli_runner().invoke(args=["accounts", "new-password", account.username, "--drop-factor", "--json"])
    link = json.loads(made.stdout)["url"]
    Person(app).fills_in(link, {"new_password": NEW}, action=link)
    assert Person(app).fills_in("/sign-in", {"username": account.username, "password": NEW}).location == "/"


def test_nobody_of_that_name_gets_no_link(app):
    made = app.test_cli_runner().invoke(args=["accounts", "new-password", "nobody-at-all"])
    assert made.exit_code == 1
    assert "nobody-at-all" in made.stderr
