"""Who waits is found by an index of those who wait, however long the history."""

import pytest
from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite

from homestay import clock as village_clock
from homestay.declarations import queries
from models import db
from models.booking import Booking
from tests.support.installations import POSTGRESQL


def test_the_badge_is_counted_by_the_index_of_those_who_wait(homestay, clock):
    since = village_clock.today() - queries.LOOK_BACK
    asked = queries.number_of_those().params(queries.asked_of(homestay, since))
    sql = str(asked.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))

    plan = " ".join(row[-1] for row in db.session.execute(text(f"EXPLAIN QUERY PLAN {sql}"), execution_options={"everybody": True}))

    assert "ix_guests_waiting (homestay_id=? AND arrived_on>? AND arrived_on<?)" in plan
    assert Booking.__tablename__ in plan
    assert "SCAN guests" not in plan


@pytest.mark.parametrize("app", [POSTGRESQL], indirect=True)
def test_postgresql_finds_who_came_without_a_day_by_who_is_in_house(homestay, clock):
    """Guests still to come have no day of arrival either: a house with full months ahead has thousands of them."""
    asked = queries.number_of_those().params(queries.asked_of(homestay, village_clock.today() - queries.LOOK_BACK))
    sql = str(asked.compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True}))

    lines = [row[0] for row in db.session.execute(text(f"EXPLAIN {sql}"), execution_options={"everybody": True})]

    found_by = [line for line in lines if "Index Cond" in line]
    assert any("uq_guests_homestay_id_booking_id_slot" in line for line in lines)
    assert found_by
    assert not [line for line in found_by if "arrived_on IS NULL" in line]
