"""Who slept here in the last 30 days, and who was here before."""

from datetime import date, timedelta

import pytest

from homestay.guests.actions import write_identity
from tests.declarations.known import PAO
from tests.guests.people import room, stayed


@pytest.fixture
def two_stays(homestay, clock):
    """Páo slept here in August and in September; it is 1 October 2026."""
    p1 = room(homestay)
    for month in (8, 9):
        clock.set(f"2026-{month:02}-20 15:00")
        (guest,) = stayed(homestay, date(2026, month, 20), p1)
        write_identity(homestay, guest.id, PAO)
    clock.set("2026-10-01 18:00")
    return homestay


def test_a_guest_of_the_last_days_stands_once_and_is_known_again(two_stays, owner):
    page = owner.opens("/guests")
    assert page.text.count("Giàng A Páo") == 1
    assert "Khách cũ" in page.text
    assert [part.text for part in page.page.all("span") if "plaque" in part.get("class", "")] == ["P1"]


def test_after_thirty_days_nobody_is_recent(two_stays, owner, clock):
    clock.set("2026-10-21 18:00")
    assert "Giàng A Páo" not in owner.opens("/guests").text


def test_another_house_does_not_see_them(two_stays, neighbour):
    assert "Giàng A Páo" not in neighbour.opens("/guests").text


def test_the_days_counted_are_thirty(two_stays, owner, clock):
    clock.set(str(date(2026, 9, 20) + timedelta(days=30)) + " 12:00")
    assert "Giàng A Páo" in owner.opens("/guests").text
