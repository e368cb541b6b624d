"""The second factor: asked for after the password, each code once; who must have it, and who may be without."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from homestay import clock as village_clock
from homestay.accounts import queries, recovery, second_factor, throttle
from homestay.accounts.passwords import hashed
from homestay.accounts.second_factor import WrongFactor, code_at
from homestay.saving import saving
from models import db
from models.account import Account, Role
from models.village import Village
from tests.accounts.test_recovery import NEW, link_of, sheet_of
from tests.support import houses
from tests.support.houses import PASSWORD, House, guarded
from tests.support.installations import on_both
from tests.support.person import Person

pytestmark = pytest.mark.usefixtures("clock")
SETUP = "/account/second-factor"
RFC = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""The secret of the examples in RFC 6238, appendix B."""


def code_now(app, secret: str) -> str:
    with app.app_context():
        return code_at(secret, village_clock.now())


def another(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def with_factor(house: House, role: str = "owner") -> tuple[str, str]:
    """Return the name and the secret of somebody with a second factor."""
    account = house.of(house.membership(role))
    with house.app.app_context():
        return account.username, guarded(account.id)


def half_in(house: House, name: str, password: str = PASSWORD) -> Person:
    """Return somebody whose password was right."""
    person = Person(house.app)
    assert person.fills_in("/sign-in", {"username": name, "password": password}).location == "/sign-in/code"
    person.token = None
    person.opens("/sign-in/code")
    return person


@pytest.mark.parametrize(("seconds", "code"), [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")])
def test_codes_are_those_of_the_standard(seconds, code):
    """Source: RFC 6238, appendix B, the last six digits."""
    assert code_at(RFC, datetime.fromtimestamp(seconds, UTC)) == code


def test_the_password_alone_opens_nothing(house):
    name, _secret = with_factor(house)
    person = half_in(house, name)
    person.opens("/", 302)
    person.opens("/account", 302)


def test_password_and_code_open_the_house_and_lead_to_the_page_one_wanted(app, house):
    name, secret = with_factor(house)
    person = Person(app)
    answer = person.fills_in("/sign-in?next=/calendar", {"username": name, "password": PASSWORD}, action="/sign-in")
    assert person.fills_in(str(answer.location), {"code": code_now(app, secret)}, action="/sign-in/code").location == "/calendar"
    person.opens("/calendar")


@on_both
def test_each_code_counts_once(app, house):
    name, secret = with_factor(house)
    code = code_now(app, secret)
    half_in(house, name).sends("/sign-in/code", {"code": code})
    half_in(house, name).sends("/sign-in/code", {"code": code}, 422)


@on_both
@pytest.mark.parametrize("kind", ["phone", "sheet"])
def test_of_two_people_with_one_code_one_gets_in(app, house, kind):
    account = house.of(house.membership("owner"))
    with app.app_context():
        secret = guarded(account.id)
        codes = {"phone": code_at(secret, village_clock.now()), "sheet": recovery.print_sheet(account.id, PASSWORD, "10.0.0.1")[0]}
    together = Barrier(2)

    def try_it(number: int) -> bool:
        with app.app_context():
            own = db.session.get_one(Account, account.id)
            together.wait(60)
            try:
                second_factor.prove(own, codes[kind], f"10.0.0.{number}")
            except WrongFactor:
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(try_it, (1, 2))) == [False, True]


def test_a_code_before_the_last_one_taken_is_over(app, house, clock):
    name, secret = with_factor(house)
    with app.app_context():
        earlier = code_at(secret, village_clock.now() - timedelta(seconds=30))
    half_in(house, name).sends("/sign-in/code", {"code": code_now(app, secret)})
    half_in(house, name).sends("/sign-in/code", {"code": earlier}, 422)
    clock.forward(seconds=30)
    half_in(house, name).sends("/sign-in/code", {"code": code_now(app, secret)})


@pytest.mark.parametrize(("away", "status"), [(-60, 422), (-30, 303), (0, 303), (30, 303), (60, 422)])
def test_a_phones_clock_may_be_half_a_minute_away(app, house, away, status):
    name, secret = with_factor(house)
    with app.app_context():
        code = code_at(secret, village_clock.now() + timedelta(seconds=away))
    half_in(house, name).sends("/sign-in/code", {"code": f"{code[:3]} {code[3:]}"}, status)


def test_guessing_codes_is_slowed_down(app, house):
    name, secret = with_factor(house)
    person, code = half_in(house, name), code_now(app, secret)
    for _ in range(throttle.MOST_FOR_NAME):
        person.sends("/sign-in/code", {"code": another(code)}, 422)
    person.sends("/sign-in/code", {"code": code}, 429)


def test_a_right_password_waits_ten_minutes_for_its_code(app, house, clock):
    name, secret = with_factor(house)
    person = half_in(house, name)
    clock.forward(minutes=11)
    assert str(person.sends("/sign-in/code", {"code": code_now(app, secret)}, 303).location).startswith("/sign-in")


def test_a_password_changed_meanwhile_waits_for_no_code(app, house):
    name, secret = with_factor(house)
    person, kept = half_in(house, name), hashed(NEW)
    with app.app_context(), saving():
        account = queries.account_named(name)
        assert account
        account.password_hash = kept
    person.sends("/sign-in/code", {"code": code_now(app, secret)}, 303)


def set_up(app, person: Person) -> list[str]:
    """Let somebody set the second factor up, and return the secret and the codes of the sheet that the page shows."""
    page = person.opens(SETUP).page
    (letters,) = ["".join(part.itertext()) for part in page.all("b") if "code-letters" in str(part.get("class"))]
    secret = "".join(letters.split())
    done = person.sends(SETUP, {"code": code_now(app, secret)}, 200).page
    return [secret, *("".join(item.itertext()).strip() for item in done.all("li") if "-" in "".join(item.itertext()))]


def test_an_owner_may_set_it_up_and_take_it_away(app, clock, owner: Person):
    elsewhere = Person(app).signs_in(owner.name, PASSWORD)
    secret = set_up(app, owner)[0]
    elsewhere.opens("/", 302)
    owner.opens("/")
    clock.forward(seconds=60)
    Person(app).signs_in(owner.name, PASSWORD, code_now(app, secret)).opens("/")
    owner.opens(SETUP)
    owner.sends(f"{SETUP}/off", {"password": "wrong"}, 422)
    owner.sends(f"{SETUP}/off", {"password": PASSWORD})
    Person(app).signs_in(owner.name, PASSWORD).opens("/")


def test_it_is_not_set_up_before_the_phone_shows_a_right_code(app, owner: Person):
    owner.opens(SETUP)
    owner.sends(SETUP, {"code": "000000"}, 422)
    Person(app).signs_in(owner.name, PASSWORD).opens("/")


def test_the_secret_is_kept_sealed(app, owner: Person):
    secret = set_up(app, owner)[0]
    with app.app_context():
        account = queries.account_named(owner.name)
        assert account
        assert account.totp_secret == secret
        assert account.totp_sealed
        assert secret.encode() not in account.totp_sealed


def test_a_line_of_the_sheet_stands_in_for_the_phone_once(app, house, owner: Person):
    _secret, *codes = set_up(app, owner)
    half_in(house, owner.name).sends("/sign-in/code", {"code": codes[0].lower()})
    half_in(house, owner.name).sends("/sign-in/code", {"code": codes[0]}, 422)


def test_a_new_password_by_the_sheet_does_not_get_around_the_phone(app, house, owner: Person):
    _secret, *codes = set_up(app, owner)
    Person(app).fills_in("/sign-in/forgotten", {"username": owner.name, "code": codes[0], "new_password": NEW})
    half_in(house, owner.name, NEW)


@pytest.mark.parametrize(("said", "asked"), [({}, True), ({"drops_factor": "y"}, False)])
def test_the_administrators_link_takes_the_phone_away_only_when_asked(app, house, administrator: Person, said, asked):
    name, _secret = with_factor(house)
    with app.app_context():
        account = queries.account_named(name)
        assert account
        membership = account.memberships[0].id
    link = link_of(administrator, membership, **said)
    Person(app).fills_in(link, {"new_password": NEW}, action=link)
    answer = Person(app).fills_in("/sign-in", {"username": name, "password": NEW})
    assert (answer.location == "/sign-in/code") == asked


# ---- who must have it


@pytest.mark.parametrize("role", ["village_head", "police", "administrator"])
def test_who_sees_more_than_one_house_sets_it_up_first(app, house, role):
    person = Person(app).signs_in(house.of(house.membership(role)).username, PASSWORD)
    for page in ("/", "/more", "/people", "/commune/declarations"):
        answer = person.asks("GET", page)
        assert answer.status == 403 or answer.location == SETUP
    set_up(app, person)
    person.opens("/more")
    person.sends(f"{SETUP}/off", {"password": PASSWORD}, 403)


@pytest.mark.parametrize("role", ["village_head", "police", "administrator"])
def test_the_sample_village_needs_none(app, house, role):
    account = house.of(house.membership(role))
    with app.app_context(), saving():
        db.session.get_one(Account, account.id).sample = True
    Person(app).signs_in(account.username, PASSWORD).opens("/more")


@pytest.mark.parametrize("role", ["owner", "staff", "staff:money"])
def test_people_of_a_house_may_be_without(app, house, role):
    Person(app).signs_in(house.of(house.membership(role)).username, PASSWORD).opens("/")


def test_the_first_owner_is_led_to_it_only_as_administrator(app, house, owner: Person):
    with app.app_context(), saving():
        account = queries.account_named(owner.name)
        assert account
        houses.actions.add_membership(account, Role.ADMINISTRATOR, None, db.session.get(Village, house.village_id))
    owner.opens("/")
    (there,) = [button.get("value") for button in owner.opens("/more").page.all("button") if button.get("name") == "membership"]
    owner.sends("/work-as", {"membership": there})
    assert owner.opens("/people", 303).location == SETUP
    set_up(app, owner)
    owner.opens("/people")


def test_a_sheet_is_worth_nothing_for_somebody_else(app, house, owner: Person):
    codes = sheet_of(owner)
    name, _secret = with_factor(house)
    half_in(house, name).sends("/sign-in/code", {"code": codes[0]}, 422)


def test_proving_a_wrong_code_is_refused(app, house):
    account = house.of(house.membership("owner"))
    with app.app_context():
        guarded(account.id)
        with pytest.raises(WrongFactor):
            second_factor.prove(db.session.get_one(Account, account.id), "", "10.0.0.1")
