"""Migrations: they make what the models say, and an interrupted one leaves the old or the new, never something between."""

import shutil
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import func, inspect, select, text

from homestay import clock, database
from homestay.bookings.actions import take_booking
from homestay.bookings.wishes import BookingWish
from homestay.config import ROOT
from homestay.places.actions import RoomWish, add_room
from models import db
from models.booking import Booking, UnitNight
from models.stay import Stay
from tests.support import houses
from tests.support.installations import Installations, closing, on_both_empty
from tests.support.upgrading import end_of, upgrade

KILLED = -9
NEXT = '''"""A change over the biggest tables, as later ones will be."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("half_done", sa.Column("id", sa.Integer(), primary_key=True))
    for table in ("bookings", "unit_nights"):
        with op.batch_alter_table(table, recreate="always" if op.get_bind().dialect.name == "sqlite" else "never") as batch:
            batch.add_column(sa.Column("colour", sa.Text(), nullable=True))
    op.execute("UPDATE bookings SET colour = 'indigo'")
'''


@on_both_empty
def test_the_migrations_make_exactly_what_the_models_say(empty_app: Flask) -> None:
    with empty_app.app_context():
        flask_migrate.check()  # ends the program when a column, index or link differs


@on_both_empty
def test_checks_and_keys_are_those_of_the_models(empty_app: Flask) -> None:
    with empty_app.app_context():
        inspector = inspect(db.engine)
        made = {
            table: (
                {check["name"] for check in inspector.get_check_constraints(table)},
                inspector.get_pk_constraint(table)["constrained_columns"],
            )
            for table in db.metadata.tables
        }
        said = {
            name: (
                {str(check.name) for check in table.constraints if type(check).__name__ == "CheckConstraint" and check.name},
                [column.name for column in table.primary_key],
            )
            for name, table in db.metadata.tables.items()
        }
        assert made == said


@pytest.mark.slow
@pytest.mark.parametrize("die_at", [1, 5, 12, 40])
def test_a_first_migration_killed_in_the_middle_leaves_nothing_and_can_be_repeated(database: str, tmp_path: Path, die_at: int) -> None:
    killed = upgrade(tmp_path, database, ROOT / "migrations", die_at)

    assert end_of(killed) == KILLED
    assert tables(tmp_path, database) == set()
    assert end_of(upgrade(tmp_path, database, ROOT / "migrations")) == 0
    assert "unit_nights" in tables(tmp_path, database)


@pytest.mark.slow
@pytest.mark.parametrize("die_at", [2, 4, 7, 9])
@pytest.mark.parametrize("dialect", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def test_a_later_migration_killed_in_the_middle_loses_no_booking(
    installations: Installations, tmp_path: Path, dialect: str, die_at: int
) -> None:
    with closing(installations.new(dialect)) as app:
        take_some_bookings(app)
        before = counted(app)
        migrations = next_migration(tmp_path)

        killed = upgrade(app.config["DATA"], app.config["DATABASE_URL"], migrations, die_at)

        assert end_of(killed) in (KILLED, 0)
        assert counted(app) == before
        assert state(app) in {(False, False), (True, True)}
        assert end_of(upgrade(app.config["DATA"], app.config["DATABASE_URL"], migrations)) == 0
        assert (counted(app), state(app)) == (before, (True, True))


@pytest.mark.slow
def test_four_servers_that_start_together_migrate_one_after_the_other(database: str, tmp_path: Path) -> None:
    together = [upgrade(tmp_path, database, ROOT / "migrations") for _ in range(4)]

    assert [end_of(one) for one in together] == [0, 0, 0, 0]


def tables(data: Path, url: str) -> set[str]:
    from homestay import create_app

    app = create_app({"DATA": data, "DATABASE_URL": url, "TESTING": True})
    with closing(app), app.app_context():
        return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def next_migration(folder: Path) -> Path:
    """Return a copy of the migrations with one more after the newest."""
    migrations = folder / "migrations"
    shutil.copytree(ROOT / "migrations", migrations, ignore=shutil.ignore_patterns("__pycache__"))
    head = max(path.name for path in (migrations / "versions").glob("*.py")).partition("_")[0]
    (migrations / "versions" / "9999_colour.py").write_text(NEXT.format(head=head))
    return migrations


def take_some_bookings(app: Flask) -> None:
    house = houses.new(app)
    with app.app_context():
        homestay, today = house.homestay(), clock.today()
        for number in range(5):
            room = add_room(homestay, RoomWish(f"P{number}", "private", 2, 400_000))
            unit = db.session.get(type(room), (homestay.id, room.id)).units[0]
            take_booking(homestay, BookingWish(Stay(today, today.replace(year=today.year + 1, day=1)), 2, units=(unit.id,)))


def counted(app: Flask) -> tuple[int | None, int | None]:
    with app.app_context():
        found = db.session.scalar(select(func.count(Booking.id)).execution_options(everybody=True))
        nights = db.session.scalar(select(func.count(UnitNight.night)).execution_options(everybody=True))
        db.session.rollback()
        return found, nights


def state(app: Flask) -> tuple[bool, bool]:
    """Say whether the new table is there, and whether both big tables have their new column."""
    with app.app_context():
        database.dispose()
        inspector = inspect(db.engine)
        coloured = [any(column["name"] == "colour" for column in inspector.get_columns(table)) for table in ("bookings", "unit_nights")]
        if any(coloured):
            assert db.session.scalar(text("SELECT count(*) FROM bookings WHERE colour IS NULL"), execution_options={"everybody": True}) == 0
        db.session.rollback()
        return inspector.has_table("half_done"), all(coloured)
