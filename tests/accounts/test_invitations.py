"""Invitations: one link, one person, one week; made by who may, and taken back at any time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from homestay.accounts import invitations, throttle
from homestay.accounts.invitations import InvitationOver, NewPerson, Wish
from homestay.qr import picture
from models import db
from models.account import Account, Membership, Role
from models.change import Change
from models.homestay import Homestay
from models.invitation import Invitation
from models.village import Village
from tests.support import houses
from tests.support.houses import PASSWORD, House
from tests.support.installations import on_both
from tests.support.person import Person

pytestmark = pytest.mark.usefixtures("clock")
NEW = {"name": "Lưu Thị Hoà", "password": PASSWORD}


def new(username: str) -> dict[str, str]:
    return {**NEW, "username": f"{username}-{next(houses.numbers)}"}


def link_of(person: Person, path: str = "/people/new", **said: str) -> str:
    """Let somebody invite, and return the address that the new page shows."""
    page = person.opens(str(person.fills_in(path, {"whom": "Chị Hoà", **said}).location))
    (box,) = [field for field in page.page.all("input") if field.get("id") == "address"]
    return str(box.get("value")).removeprefix("http://localhost")


@on_both
def test_a_new_helper_comes_by_the_link(app, house, owner: Person):
    link = link_of(owner, role="staff")
    helper = Person(house.app)
    assert "Nhà Mẫu" in helper.opens(link).text
    helper.fills_in(link, new("hoa"), action=link)
    assert "Nhà Mẫu" in helper.opens("/").text
    helper.opens("/reports/month", 403)
    assert "Lưu Thị Hoà" in owner.opens("/people").text


def test_the_link_is_shown_as_a_picture_too(owner: Person):
    page = owner.opens(str(owner.fills_in("/people/new", {"whom": "Chị Hoà", "role": "staff"}).location))
    (address,) = [field.get("value") for field in page.page.all("input") if field.get("id") == "address"]
    assert [image.get("src") for image in page.page.all("img")] == [picture(str(address))]


def test_another_device_of_the_owner_sees_the_invitation_but_no_link(house, owner: Person):
    made = str(owner.fills_in("/people/new", {"whom": "Chị Hoà", "role": "staff"}).location)
    page = house.person("owner").opens(made)
    assert "Chị Hoà" in page.text
    assert "/invitations/" not in page.response.text.replace(made, "")


def test_only_the_hash_of_the_link_is_kept(app, house, owner: Person):
    token = link_of(owner, role="staff").rpartition("/")[2]
    with app.app_context():
        rows = db.session.execute(select(Invitation.__table__).where(Invitation.homestay_id == house.id)).all()
    assert token not in str(rows)
    assert token.encode() not in b"".join(row.token_hash for row in rows)


@on_both
def test_a_link_lets_one_person_in_once(app, house, owner: Person):
    link = link_of(owner, role="staff")
    Person(app).fills_in(link, new("first"), action=link)
    Person(app).opens(link, 404)
    person = Person(app)
    person.sends(link, new("second"), 404)


@on_both
def test_of_two_people_with_one_link_one_comes_in(app, house):
    owner = house.account("owner")
    with app.app_context():
        _key, token = invitations.invite(house.homestay(), Wish(Role.STAFF, "Chị Hoà"), owner)
    together = Barrier(2)

    def try_it(number: int) -> bool:
        with app.app_context():
            together.wait(60)
            try:
                invitations.accept_as_new(token, f"10.0.0.{number}", NewPerson("Hoà", f"hoa-{next(houses.numbers)}", PASSWORD))
            except InvitationOver:
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(try_it, (1, 2))) == [False, True]


def test_a_link_is_good_for_a_week(clock, app, owner: Person):
    link = link_of(owner, role="staff")
    clock.forward(days=6, hours=23)
    Person(app).opens(link)
    clock.forward(hours=1)
    Person(app).opens(link, 404)
    assert "Chị Hoà" not in owner.opens("/people").text


def test_an_invitation_taken_back_lets_nobody_in(app, owner: Person):
    made = str(owner.fills_in("/people/new", {"whom": "Chị Hoà", "role": "staff"}).location)
    (box,) = [field for field in owner.opens(made).page.all("input") if field.get("id") == "address"]
    owner.fills_in(made, {}, action=f"{made}/withdraw")
    Person(app).opens(str(box.get("value")), 404)
    assert "Chị Hoà" not in owner.opens("/people").text
    owner.opens(made, 404)


def test_a_name_that_is_taken_does_not_use_the_link_up(app, owner: Person):
    link = link_of(owner, role="staff")
    answer = Person(app).fills_in(link, {**NEW, "username": owner.name}, action=link, status=409)
    assert 'value="Lưu Thị Hoà"' in answer.response.text
    assert PASSWORD not in answer.response.text
    Person(app).fills_in(link, new("hoa"), action=link)


def test_somebody_with_an_account_gets_a_second_house(app, owner: Person, neighbour: Person):
    link = link_of(owner, role="staff", rights="money")
    neighbour.fills_in(link, {}, action=f"{link}/accept")
    assert "Nhà Mẫu" in neighbour.opens("/").text
    neighbour.opens("/reports/month")
    neighbour.opens("/people", 403)
    assert neighbour.opens("/more").text.count("Nhà Mẫu") >= 1


def test_signing_in_leads_back_to_the_invitation(app, house, owner: Person, neighbour: Person):
    link = link_of(owner, role="staff")
    visitor = Person(app)
    (there,) = [str(a.get("href")) for a in visitor.opens(link).page.all("a") if str(a.get("href")).startswith("/sign-in")]
    answer = visitor.fills_in(there, {"username": neighbour.name, "password": PASSWORD}, action="/sign-in")
    assert answer.location == link


def test_who_works_there_already_leaves_the_link_for_others(app, owner: Person):
    link = link_of(owner, role="staff")
    owner.fills_in(link, {}, action=f"{link}/accept", status=409)
    Person(app).fills_in(link, new("hoa"), action=link)


@on_both
def test_a_helper_who_is_invited_as_owner_becomes_one(app, house, owner: Person, staff: Person):
    link = link_of(owner, role="owner")
    staff.fills_in(link, {}, action=f"{link}/accept")
    staff.opens("/people")
    with app.app_context():
        asked = select(Membership.role).join(Account).where(Membership.homestay_id == house.id, Account.username == staff.name)
        assert list(db.session.scalars(asked)) == ["owner"]


@pytest.mark.parametrize("role", ["village_head", "police", "administrator", "king", ""])
def test_an_owner_invites_only_into_the_house(owner: Person, role):
    owner.opens("/people/new")
    owner.sends("/people/new", {"whom": "Chị Hoà", "role": role}, 422)


def test_a_role_is_held_where_it_belongs(app, house):
    owner = house.account("owner")
    with app.app_context():
        with pytest.raises(invitations.Refusal):
            invitations.invite(house.homestay(), Wish(Role.POLICE, "x"), owner)
        with pytest.raises(invitations.Refusal):
            invitations.invite(db.session.get_one(Village, house.village_id), Wish(Role.OWNER, "x"), owner)


@pytest.mark.parametrize("role", ["village_head", "police", "administrator"])
def test_the_administrator_invites_the_people_of_the_village(app, house, administrator: Person, role):
    link = link_of(administrator, role=role)
    Person(app).fills_in(link, new("hoa"), action=link)
    with app.app_context():
        asked = select(Membership.role).join(Account).where(Membership.village_id == house.village_id, Account.name == "Lưu Thị Hoà")
        assert list(db.session.scalars(asked)) == [role]


def test_the_administrator_invites_an_owner_into_a_house_of_the_village(app, house, administrator: Person):
    assert "Nhà Mẫu" in administrator.opens("/people").text
    link = link_of(administrator, f"/people/new?house={house.id}", role="owner")
    owner = Person(app)
    owner.fills_in(link, new("hoa"), action=link)
    owner.opens("/people")
    assert "Lưu Thị Hoà" in administrator.opens(f"/people?house={house.id}").text


@on_both
def test_the_administrator_adds_a_homestay_with_its_owner(app, house, administrator: Person):
    made = administrator.fills_in("/people/houses/new", {"house": "Nhà Mới Tinh", "whom": "Anh Pao"})
    (box,) = [field for field in administrator.opens(str(made.location)).page.all("input") if field.get("id") == "address"]
    owner, link = Person(app), str(box.get("value")).removeprefix("http://localhost")
    owner.fills_in(link, new("pao"), action=link)
    assert "Nhà Mới Tinh" in owner.opens("/").text
    with app.app_context():
        assert db.session.scalars(select(Homestay.village_id).where(Homestay.name == "Nhà Mới Tinh")).one() == house.village_id


def test_the_administrator_sees_no_house_of_another_village(app, administrator: Person, house):
    other = houses.new(app, "Làng Khác", "Nhà Khác")
    assert "Nhà Khác" not in administrator.opens("/people").text
    for path in (f"/people?house={other.id}", f"/people/new?house={other.id}", f"/people/{other.membership('staff')}", "/people?house=x"):
        administrator.opens(path, 404)


def test_links_that_nobody_made_are_slowed_down_for_an_address(empty_app):
    house = houses.new(empty_app)
    with empty_app.app_context():
        _key, token = invitations.invite(house.homestay(), Wish(Role.STAFF, "Chị Hoà"), house.account("owner"))
        for number in range(throttle.MOST_FOR_ADDRESS):
            with pytest.raises(InvitationOver):
                invitations.opened(f"guess-{number}", "10.0.0.1")
        with pytest.raises(throttle.TooManyTries):
            invitations.opened(token, "10.0.0.1")
        invitations.opened(token, "10.0.0.2")


def test_what_was_done_about_people_stands_in_the_record(app, house: House, owner: Person):
    link = link_of(owner, role="staff")
    Person(app).fills_in(link, new("hoa"), action=link)
    with app.app_context():
        done = list(db.session.scalars(select(Change.action).where(Change.homestay_id == house.id).order_by(Change.number)))
    assert done == ["invitation.made", "person.joined"]


def test_nobody_sees_another_houses_invitation(owner: Person, neighbour: Person):
    made = str(owner.fills_in("/people/new", {"whom": "Chị Hoà", "role": "staff"}).location)
    neighbour.opens(made, 404)
    neighbour.sends(f"{made}/withdraw", status=404)
