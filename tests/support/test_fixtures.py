"""The ground that other tests stand on."""

import os
import socket

import pytest
from flask import Flask
from sqlalchemy import create_engine, inspect, select, text

from homestay import clock as village_clock
from models import db
from models.homestay import Homestay
from tests.support.installations import on_both, on_both_empty
from tests.support.network import NetworkIsClosed


def test_an_empty_database_is_empty_on_both(database):
    engine = create_engine(database)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


@on_both
def test_a_homestay_is_saved_on_both(homestay, app: Flask):
    assert db.session.scalar(select(Homestay.slug).where(Homestay.id == homestay.id)) == homestay.slug


@on_both_empty
def test_an_empty_installation_has_tables_and_nobody(empty_app):
    with empty_app.app_context():
        assert "bookings" in inspect(db.engine).get_table_names()
        assert db.session.scalar(select(Homestay.id)) is None


def test_every_test_has_a_homestay_of_its_own(house, neighbour):
    assert house.app is neighbour.app


def test_the_clock_stands_where_it_is_set(app, clock):
    clock.set("2026-12-24 23:30")
    with app.app_context():
        assert str(village_clock.today()) == "2026-12-24"
        clock.forward(hours=1)
        assert str(village_clock.today()) == "2026-12-25"


def test_the_network_is_closed():
    with pytest.raises(NetworkIsClosed):
        socket.getaddrinfo("example.org", 80)
    with pytest.raises(NetworkIsClosed), socket.socket() as asked:
        asked.connect(("192.0.2.1", 80))
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_a_developers_own_installation_stays_out(app):
    assert "HOMESTAY_DATA" not in os.environ
    assert str(app.config["DATA"]).startswith("/tmp") or "pytest" in str(app.config["DATA"])


@pytest.mark.postgresql
def test_postgresql_is_a_real_one(installations):
    engine = create_engine(installations.empty_url("postgresql"))
    with engine.connect() as connection:
        assert "PostgreSQL" in connection.scalar(text("SELECT version()"))
    engine.dispose()
