"""People of a house: their rights, and that they no longer work there."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from sqlalchemy import select

from homestay.accounts import people
from homestay.accounts.people import LastOne
from models import db
from models.account import Membership
from models.village import Village
from tests.support import houses
from tests.support.houses import House
from tests.support.installations import on_both
from tests.support.person import Person

pytestmark = pytest.mark.usefixtures("clock")


def membership_of(house: House, person: Person) -> str:
    with house.app.app_context():
        found = db.session.scalars(select(Membership.id).where(Membership.account.has(username=person.name))).all()
        return str(found[0])


def test_an_owner_gives_a_helper_the_right_to_see_money(house, owner: Person, staff: Person):
    page = f"/people/{membership_of(house, staff)}"
    staff.opens("/reports/month", 403)
    owner.fills_in(page, {"rights": "money"}, action=page)
    staff.opens("/reports/month")
    owner.sends(page, {})
    staff.opens("/reports/month", 403)


def test_a_right_is_for_one_house(app, house, owner: Person, staff: Person):
    other = houses.new(app, name="Nhà Thứ Hai")
    boss = other.person("owner")
    made = boss.opens(str(boss.fills_in("/people/new", {"whom": "x", "role": "staff"}).location))
    (box,) = [field for field in made.page.all("input") if field.get("id") == "address"]
    link = str(box.get("value")).removeprefix("http://localhost")
    page = f"/people/{membership_of(house, staff)}"
    owner.fills_in(page, {"rights": "money"}, action=page)
    staff.opens("/reports/month")
    staff.fills_in(link, {}, action=f"{link}/accept")
    staff.opens("/reports/month", 403)


@on_both
def test_who_no_longer_works_here_is_out_at_once(app, house, owner: Person, staff: Person):
    page = f"/people/{membership_of(house, staff)}"
    owner.fills_in(page, {}, action=f"{page}/remove")
    assert str(staff.opens("/", 302).location).startswith("/sign-in")
    owner.opens(page, 404)


def test_a_device_goes_on_in_the_other_house(app, house, owner: Person):
    other = houses.new(app, name="Nhà Thứ Hai")
    boss = other.person("owner")
    made = boss.opens(str(boss.fills_in("/people/new", {"whom": "x", "role": "staff"}).location))
    (box,) = [field for field in made.page.all("input") if field.get("id") == "address"]
    link = str(box.get("value")).removeprefix("http://localhost")
    owner.fills_in(link, {}, action=f"{link}/accept")
    assert "Nhà Thứ Hai" in owner.opens("/").text
    with app.app_context():
        there = db.session.scalars(select(Membership.id).where(Membership.homestay_id == other.id, Membership.role == "staff")).one()
    boss.fills_in(f"/people/{there}", {}, action=f"/people/{there}/remove")
    assert "Nhà Mẫu" in owner.opens("/").text


@on_both
def test_a_house_keeps_its_last_owner(app, house, owner: Person):
    page = f"/people/{membership_of(house, owner)}"
    owner.sends(f"{page}/remove", status=409)
    second = house.person("owner")
    second.sends(f"{page}/remove")
    assert str(owner.opens("/", 302).location).startswith("/sign-in")
    second.sends(f"/people/{membership_of(house, second)}/remove", status=409)


def test_a_village_keeps_its_last_administrator(app, house):
    only = house.membership("administrator")
    with app.app_context():
        village = db.session.get_one(Village, house.village_id)
        with pytest.raises(LastOne):
            people.take_role_away(village, only)
        second = house.membership("administrator")
        people.take_role_away(village, only)
        with pytest.raises(LastOne):
            people.take_role_away(village, second)


@on_both
def test_two_administrators_who_take_each_other_away_at_once_leave_one(app, house, monkeypatch):
    both, counting, count = [house.membership("administrator") for _ in range(2)], Barrier(2), people.how_many

    def counted_together(*asked):
        found = count(*asked)
        with suppress(BrokenBarrierError):
            counting.wait(1)
        return found

    def take_away(membership):
        with app.app_context():
            try:
                people.take_role_away(db.session.get_one(Village, house.village_id), membership)
            except LastOne:
                return "last"
        return "gone"

    monkeypatch.setattr(people, "how_many", counted_together)
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(take_away, both)) == ["gone", "last"]


def test_an_owner_has_every_right_and_none_to_choose(house, owner: Person):
    page = f"/people/{membership_of(house, owner)}"
    owner.sends(page, {"rights": "money"}, 409)


@pytest.mark.parametrize("rights", ["everything", "owner"])
def test_there_are_no_other_rights(house, owner: Person, staff: Person, rights):
    answer = owner.sends(f"/people/{membership_of(house, staff)}", {"rights": rights}, 422)
    assert f"Không có ô “{rights}”. Chọn trong các ô có sẵn." in answer.text


def test_another_houses_people_are_not_ours(app, house, neighbour: Person, staff: Person):
    page = f"/people/{membership_of(house, staff)}"
    neighbour.opens(page, 404)
    neighbour.sends(page, {"rights": "money"}, 404)
    neighbour.sends(f"{page}/remove", status=404)
    staff.opens("/")
