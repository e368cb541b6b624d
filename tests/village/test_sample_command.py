"""The command that makes the sample village, and the people who sign in to it."""

from datetime import date
from random import Random
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from homestay import clock
from homestay.village.sample_houses import house, name_of
from homestay.village.sample_period import Period, months_before
from homestay.village.sample_seasons import is_full, share
from models.booking import Booking
from models.homestay import Homestay
from tests.support import houses
from tests.support.clock import Clock
from tests.support.person import Person
from tests.village.sample import ASKED, PASSWORD, TODAY, asked, make

EVERY_OWNER = pytest.mark.parametrize("number", [1, 2, 3])


@EVERY_OWNER
def test_every_owner_signs_in_to_a_day_with_something_to_do(twin: Flask, number: int) -> None:
    owner = Person(twin).signs_in(f"chu-nha-{number}", PASSWORD)
    contacts = [name for (name,) in asked(twin, of_house(number, Booking.planned_from == TODAY, Booking.state == "confirmed"))]

    page = owner.opens("/").text

    assert contacts
    assert all(name in page for name in contacts)


@EVERY_OWNER
@pytest.mark.parametrize(
    "seen",
    [
        (Booking.state == "in_house") & (Booking.planned_from == TODAY),
        (Booking.state == "in_house") & (Booking.planned_to == TODAY),
        (Booking.state == "in_house") & (Booking.planned_to > TODAY) & (Booking.planned_from < TODAY),
        (Booking.state == "left") & (Booking.planned_to == TODAY),
        (Booking.state == "held") & (Booking.planned_from > TODAY),
    ],
    ids=["came today", "leaves today", "stays", "left today", "held"],
)
def test_every_house_sees_today(twin: Flask, number: int, seen: Any) -> None:
    assert asked(twin, of_house(number, seen))


def test_the_first_house_has_somebody_who_should_have_left_yesterday(twin: Flask) -> None:
    late = asked(twin, of_house(1, Booking.state == "in_house", Booking.planned_to < TODAY))

    assert len(late) == 1
    assert late[0][0] in Person(twin).signs_in("chu-nha-1", PASSWORD).opens("/").text


def of_house(number: int, *conditions: Any) -> Any:
    """Return the select of who booked, in the house of an owner."""
    return select(Booking.contact).join(Homestay, Homestay.id == Booking.homestay_id).where(Homestay.name == name_of(number), *conditions)


@pytest.mark.parametrize("username", ["truong-thon", "cong-an", "quan-tri"])
def test_the_people_of_the_village_sign_in(twin: Flask, username: str) -> None:
    Person(twin).signs_in(username, PASSWORD).opens("/more")


def test_it_prints_who_signs_in_and_says_progress_beside_it(empty_app: Flask) -> None:
    result = make(empty_app)

    assert [line.split()[0] for line in result.stdout.splitlines()[-6:]] == [
        "truong-thon",
        "cong-an",
        "quan-tri",
        "chu-nha-1",
        "chu-nha-2",
        "chu-nha-3",
    ]
    assert PASSWORD in result.stdout
    assert "3" in result.stderr
    assert result.stderr.strip() not in result.stdout


def test_without_a_password_one_is_made_and_printed(empty_app: Flask) -> None:
    Clock(empty_app).set("2026-11-25 10:00")
    result = empty_app.test_cli_runner().invoke(args=[*ASKED[:-2], "--homestays", "1"])
    password = result.stdout.splitlines()[0].split(": ")[1]

    Person(empty_app).signs_in("chu-nha-1", password).opens("/")


def test_it_refuses_where_somebody_has_a_homestay(empty_app: Flask) -> None:
    houses.new(empty_app)

    result = empty_app.test_cli_runner().invoke(args=ASKED)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert asked(empty_app, select(func.count()).select_from(Homestay)) == [(1,)]


def test_it_refuses_a_second_time(empty_app: Flask) -> None:
    make(empty_app)

    assert empty_app.test_cli_runner().invoke(args=ASKED).exit_code == 1


def test_it_makes_all_of_it_or_nothing(empty_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("homestay.village.sample_village.add_accounts", nobody)

    result = empty_app.test_cli_runner().invoke(args=ASKED)

    assert isinstance(result.exception, ZeroDivisionError)
    assert asked(empty_app, select(func.count()).select_from(Homestay)) == [(0,)]


def nobody(*_: object) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize("days", [("--from", "2026-12-10", "--to", "2026-12-10"), ("--from", "2010-01-01"), ("--homestays", "0")])
def test_odd_days_and_numbers_are_wrong_usage(empty_app: Flask, days: tuple[str, ...]) -> None:
    assert empty_app.test_cli_runner().invoke(args=["demo", *days]).exit_code == 2


def test_a_weak_password_is_refused(empty_app: Flask) -> None:
    result = empty_app.test_cli_runner().invoke(args=["demo", "--homestays", "1", "--password", "12345678"])

    assert result.exit_code == 1
    assert asked(empty_app, select(func.count()).select_from(Homestay)) == [(0,)]


@pytest.mark.parametrize("day", [date(2026, 12, 29), date(2026, 12, 31), date(2026, 2, 17), date(2027, 2, 6)])
def test_the_turn_of_the_year_and_tet_are_full(day: date) -> None:
    assert is_full(day)
    assert share(day, 0.6) == 1


def test_november_is_the_season_and_saturday_its_evening() -> None:
    assert share(date(2026, 11, 14), 1) > 2 * share(date(2026, 11, 11), 1) > 4 * share(date(2026, 6, 10), 1)


def test_sixty_three_houses_have_the_bed_places_of_the_village() -> None:
    period = Period(date(2025, 9, 25), date(2027, 1, 24), clock.at(TODAY, 10))
    street = [house(number, period, Random(number)) for number in range(1, 64)]
    beds = sum(room.capacity for each in street for room in each.rooms if room.open_to is None)

    assert 1100 <= beds <= 1250
    assert len({each.slug for each in street}) == 63
    assert len({name_of(number) for number in range(1, 500)}) == 499


@pytest.mark.parametrize(("day", "before"), [("2026-11-25", "2025-09-25"), ("2026-04-30", "2025-02-28"), ("2026-02-10", "2024-12-10")])
def test_fourteen_months_ago_is_a_day_of_the_calendar(day: str, before: str) -> None:
    assert months_before(date.fromisoformat(day), 14) == date.fromisoformat(before)
