"""One guest of a booking comes later or leaves earlier."""

from datetime import date

import pytest

from models import db
from models.guest import Guest
from tests.guests.people import arrived, room


@pytest.fixture
def guest(clock, homestay):
    return arrived(homestay, room(homestay))[0]


def test_one_guest_comes_later_and_leaves_earlier(homestay, guest, owner):
    owner.fills_in(
        f"/guests/{guest.id}/times", {"arrived_on": "2026-10-02", "arrived_hour": "09:30", "left_on": "2026-10-03", "left_hour": ""}
    )

    found = db.session.get(Guest, (homestay.id, guest.id), populate_existing=True)
    assert (found.arrived_on, found.left_on, found.left_at) == (date(2026, 10, 2), date(2026, 10, 3), None)


def test_days_that_somebody_else_changed_meanwhile_are_not_written_over(homestay, guest, owner):
    page = f"/guests/{guest.id}/times"
    seen = owner.opens(page).page
    owner.fills_in(page, {"arrived_on": "2026-10-02", "left_on": "2026-10-03"})

    mark = next(field.get("value") for field in seen.all("input") if field.get("name") == "mark")
    owner.sends(page, {"mark": mark, "arrived_on": "2026-10-01", "left_on": "2026-10-02"}, status=409)

    assert db.session.get(Guest, (homestay.id, guest.id), populate_existing=True).arrived_on == date(2026, 10, 2)


@pytest.mark.parametrize(("came", "leaves"), [("2026-09-30", ""), ("2026-10-01", "2026-10-04"), ("2026-10-03", "2026-10-02")])
def test_days_outside_the_booking_or_in_the_wrong_order_are_refused(guest, owner, came, leaves):
    owner.sends(f"/guests/{guest.id}/times", {"arrived_on": came, "left_on": leaves}, status=409)
