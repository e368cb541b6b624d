"""Every route, for everybody: who is let in, who is sent to sign in, who is told that it is not theirs."""

import pytest
from flask import Flask
from werkzeug.routing import Rule

from homestay.web import access
from models.account import HOMESTAY_ROLES, Right, Role
from tests.accounts.routes import EVERYBODY, ROUTES
from tests.accounts.sample import Sample, sample
from tests.support import houses
from tests.support.clock import THURSDAY_EVENING, standing_at
from tests.support.person import Person

ROLES = [*map(str, Role), *(f"{Role.STAFF}:{right}" for right in Right)]
"""Everybody there is: staff without a right, and with each."""
NOBODYS = {"filename", "name", "version", "token", "secret", "password_secret", "guest_token", "view", "field", "day"}
"""Parts of addresses that belong to no house."""
PLANTED = "Only Ours"
"""The guest of our house: nobody else may read the name."""
NEVER_MADE = "00000000-0000-7000-8000-000000000000"
UNUSUAL = {
    ("bookings.walk_in_nights", "owner"): 422, ("bookings.walk_in_guests", "owner"): 422, ("bookings.walk_in_money", "owner"): 422,
    ("bookings.walk_in_nights", "staff"): 422, ("bookings.walk_in_guests", "staff"): 422, ("bookings.walk_in_money", "staff"): 422,
    ("accounts.invitation", "administrator"): 404,
    ("books.look", "owner"): 409, ("books.look", "administrator"): 409,
    ("today.show", "village_head"): 302, ("today.show", "police"): 302, ("today.show", "administrator"): 302,
}  # fmt: skip
"""Steps that come after others say what is missing; people of the village are led on, and name the house."""

CLOSED = [endpoint for endpoint, (_methods, roles) in ROUTES.items() if roles != EVERYBODY]
OPEN = [endpoint for endpoint, (methods, roles) in ROUTES.items() if roles == EVERYBODY and "GET" in methods]


def by(method: str, endpoints: list[str]) -> list[str]:
    return [endpoint for endpoint in endpoints if method in ROUTES[endpoint][0]]


def may(endpoint: str, role: str) -> bool:
    """Say whether the table lets somebody in: staff with a right wherever staff may go, and where the right leads."""
    return bool({role, role.partition(":")[0]} & set(ROUTES[endpoint][1].split()))


def refused(method: str) -> list[tuple[str, str]]:
    return [(endpoint, role) for endpoint in by(method, CLOSED) for role in ROLES if not may(endpoint, role)]


def let_in(method: str) -> list[tuple[str, str]]:
    return [(endpoint, role) for endpoint in by(method, CLOSED) for role in ROLES if may(endpoint, role)]


@pytest.fixture(scope="module")
def site(installations):
    """The shared installation, its clock standing still."""
    app = installations.the("sqlite")
    with standing_at(app, THURSDAY_EVENING):
        yield app


@pytest.fixture(scope="module")
def ours(site: Flask) -> Sample:
    house = houses.new(site)
    with site.app_context():
        return sample(house)


@pytest.fixture(scope="module")
def people(site: Flask, ours: Sample) -> dict[str, Person]:
    """One person of each role in our house, in another village as "owner elsewhere", and next door as "owner beside"; a visitor."""
    here = {role: ours.house.person(role) for role in ROLES}
    other, near = houses.new(site), houses.beside(ours.house)
    there = {f"{role} elsewhere": other.person(role) for role in ROLES}
    next_door = {f"{role} beside": near.person(role) for role in ROLES if role.partition(":")[0] in HOMESTAY_ROLES}
    return {**here, **there, **next_door, "visitor": Person(site, "a visitor")}


def first_role(endpoint: str) -> str:
    """Return who a route is for: the first role in the table."""
    return ROUTES[endpoint][1].split()[0]


def rule_of(site: Flask, endpoint: str) -> Rule:
    (rule,) = site.url_map.iter_rules(endpoint)
    return rule


def test_every_route_stands_in_the_table(site):
    methods = {rule.endpoint: " ".join(sorted(rule.methods - {"HEAD", "OPTIONS"})) for rule in site.url_map.iter_rules()}
    assert methods == {endpoint: allowed for endpoint, (allowed, _roles) in ROUTES.items()}


def test_the_table_is_what_the_views_say(site):
    said = {endpoint: sorted(getattr(site.view_functions[endpoint], "open_to", ())) for endpoint in ROUTES}
    assert said == {endpoint: sorted(roles.split()) for endpoint, (_methods, roles) in ROUTES.items()}


def test_a_view_that_does_not_say_who_may_open_it_is_closed(installations):
    app = installations.new("sqlite")
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    house = houses.new(app)
    assert Person(app).opens("/forgotten", 302).location.startswith("/sign-in")
    house.person("owner").opens("/forgotten", 403)


def test_a_view_for_a_right_opens_for_who_has_it(installations):
    app = installations.new("sqlite")
    app.add_url_rule("/take-out", "take_out", access.who("owner", "staff:exports")(lambda: ("all of it", {"Content-Type": "text/plain"})))
    house = houses.new(app)
    for role, status in (("owner", 200), ("staff", 403), ("staff:money", 403), ("staff:exports", 200), ("administrator", 403)):
        house.person(role).opens("/take-out", status)


@pytest.mark.parametrize("endpoint", OPEN)
def test_an_open_page_needs_no_signing_in(site, ours, people, endpoint):
    answer = people["visitor"].asks("GET", ours.path(site, rule_of(site, endpoint)))
    answer.response.close()
    assert answer.status in {200, 302, 303}


@pytest.mark.parametrize(("endpoint", "role"), let_in("GET"))
def test_a_page_opens_for_those_in_the_table(site, ours, people, endpoint, role):
    people[role].opens(ours.path(site, rule_of(site, endpoint)), UNUSUAL.get((endpoint, role.partition(":")[0]), 200))


@pytest.mark.parametrize(("endpoint", "role"), refused("GET"))
def test_a_page_opens_for_nobody_else(site, ours, people, endpoint, role):
    people[role].opens(ours.path(site, rule_of(site, endpoint)), 403)


@pytest.mark.parametrize(("endpoint", "role"), refused("POST"))
def test_nothing_is_done_for_those_who_may_not(site, ours, people, endpoint, role):
    people[role].sends(ours.path(site, rule_of(site, endpoint)), status=403)


@pytest.mark.parametrize("endpoint", by("GET", CLOSED))
def test_a_visitor_is_sent_to_sign_in(site, ours, people, endpoint):
    assert people["visitor"].opens(ours.path(site, rule_of(site, endpoint)), 302).location.startswith("/sign-in")


@pytest.mark.parametrize("endpoint", by("POST", CLOSED))
def test_a_visitor_does_nothing(site, ours, people, endpoint):
    assert people["visitor"].sends(ours.path(site, rule_of(site, endpoint)), status=302).location.startswith("/sign-in")


@pytest.mark.parametrize("endpoint", by("POST", list(ROUTES)))
@pytest.mark.parametrize("who", ["owner", "visitor"])
def test_nothing_is_done_without_the_token_of_a_page(site, ours, people, endpoint, who):
    answer = people[who].asks("POST", ours.path(site, rule_of(site, endpoint)), 400, data={"op": "x"})
    assert "mở lâu quá" in answer.text


def about_a_house(site: Flask, endpoint: str) -> Rule:
    """Return the rule of a route that names something of a house; the others are not for this test."""
    rule = rule_of(site, endpoint)
    if not set(rule.arguments) - NOBODYS:
        pytest.skip("names nothing of a house")
    return rule


def strangers(method: str) -> list[tuple[str, str]]:
    """Return every route with everybody whom it lets in, but who works in another village, or next door."""
    near = [(endpoint, f"{role} beside") for endpoint, role in let_in(method) if role.partition(":")[0] in HOMESTAY_ROLES]
    return near + [(endpoint, f"{role} elsewhere") for endpoint, role in let_in(method)]


@pytest.mark.parametrize(("endpoint", "stranger"), strangers("GET"))
def test_another_homestays_things_are_not_there(site, ours, people, endpoint, stranger):
    answer = people[stranger].opens(ours.path(site, about_a_house(site, endpoint)), 404)
    assert PLANTED not in answer.text


@pytest.mark.parametrize(("endpoint", "stranger"), strangers("POST"))
def test_another_homestays_things_cannot_be_changed(site, ours, people, endpoint, stranger):
    answer = people[stranger].sends(ours.path(site, about_a_house(site, endpoint)), status=404)
    assert PLANTED not in answer.text


@pytest.mark.parametrize(("endpoint", "stranger"), strangers("GET"))
def test_a_name_of_another_homestay_stands_nowhere(site, ours, people, endpoint, stranger):
    rule = rule_of(site, endpoint)
    if set(rule.arguments) - NOBODYS:
        pytest.skip("names something of a house")
    assert PLANTED not in people[stranger].asks("GET", ours.path(site, rule)).text


@pytest.mark.parametrize("role", ["village_head", "administrator"])
@pytest.mark.parametrize("endpoint", by("GET", CLOSED))
def test_a_guests_name_stands_on_no_page_of_the_village(site, ours, people, endpoint, role):
    assert PLANTED not in people[role].asks("GET", ours.path(site, rule_of(site, endpoint))).text


def test_the_planted_name_is_found_where_it_may_be(site, ours, people):
    assert PLANTED in people["owner"].opens("/").text
    assert PLANTED in people["police"].opens(ours.path(site, rule_of(site, "declarations.commune_list"))).text


@pytest.mark.parametrize("endpoint", by("GET", CLOSED))
def test_what_nobody_ever_made_is_not_there(site, ours, people, endpoint):
    rule = about_a_house(site, endpoint)
    nothing = Sample(ours.house, {**dict.fromkeys(rule.arguments, NEVER_MADE), "code": "NOBODY", "field": "name"})
    people[first_role(endpoint)].opens(nothing.path(site, rule), 404)


@pytest.mark.parametrize("path", ["/settings/rooms/1", "/settings/rooms/..%2f..", "/bookings/" + "x" * 3000, "/guests/--/identity"])
def test_odd_addresses_are_not_there(people, path):
    people["owner"].opens(path, 404)
