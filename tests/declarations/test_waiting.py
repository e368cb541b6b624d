"""Who waits is found by an index of those who wait, however long the history."""

from sqlalchemy import text
from sqlalchemy.dialects import sqlite

from homestay import clock as village_clock
from homestay.declarations import queries
from models import db
from models.booking import Booking


def test_the_badge_is_counted_by_the_index_of_those_who_wait(homestay, clock):
    since = village_clock.today() - queries.LOOK_BACK
    asked = queries.number_of_those().params(queries.asked_of(homestay, since))
    sql = str(asked.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))

    plan = " ".join(row[-1] for row in db.session.execute(text(f"EXPLAIN QUERY PLAN {sql}"), execution_options={"everybody": True}))

    assert "ix_guests_waiting (homestay_id=? AND arrived_on>? AND arrived_on<?)" in plan
    assert Booking.__tablename__ in plan
    assert "SCAN guests" not in plan
