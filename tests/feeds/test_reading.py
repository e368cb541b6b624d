"""How a listing site reads a calendar: headers, marks, what it hears when something is wrong."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import Engine, event, text

from homestay import database
from homestay.feeds import actions
from homestay.feeds.actions import Calendar
from models import db
from models.feed import FeedOut
from tests.bookings.our_house import furnish, october, room, take
from tests.feeds import linter
from tests.feeds.conftest import of_room, shown
from tests.support import houses
from tests.support.clock import THURSDAY_EVENING, Clock
from tests.support.installations import on_both
from tests.support.person import Person


def path(feed: FeedOut) -> str:
    return f"/ical/{feed.token}.ics"


@on_both
def test_the_answer_says_what_it_is_and_sets_no_cookie(rooms, site):
    answer = site.opens(path(of_room(rooms, "P1"))).response
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'inline; filename="calendar.ics"'
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers
    assert "Last-Modified" not in answer.headers
    assert not answer.headers["ETag"].startswith("W/")


def test_the_language_of_a_device_changes_nothing(rooms, site):
    feed = of_room(rooms, "P1")
    before = site.opens(path(feed)).response.data
    assert site.opens(path(feed), headers={"Accept-Language": "fr", "Cookie": "language=en"}).response.data == before


@on_both
def test_a_site_that_knows_the_calendar_gets_304_until_something_changes(rooms, site):
    feed = of_room(rooms, "P1")
    mark = site.opens(path(feed)).response.headers["ETag"]
    unchanged = site.opens(path(feed), 304, headers={"If-None-Match": mark})
    assert unchanged.response.data == b""
    assert unchanged.response.headers["ETag"] == mark
    take(rooms, october(2, 3), "Anna", "P2")
    site.opens(path(feed), 304, headers={"If-None-Match": mark})
    take(rooms, october(2, 3), "Minh", "P1")
    assert site.opens(path(feed), 200, headers={"If-None-Match": mark}).response.headers["ETag"] != mark


def test_the_same_nights_give_the_same_bytes_every_time(rooms, site):
    take(rooms, october(2, 3), "Minh", "P1")
    feed = of_room(rooms, "P1")
    first = site.opens(path(feed)).response.data
    take(rooms, october(2, 3), "Anna", "P2")
    assert site.opens(path(feed)).response.data == first


def test_an_unchanged_calendar_takes_one_statement_and_the_note(rooms, site, clock):
    feed = of_room(rooms, "P1")
    site.opens(path(feed))
    clock.forward(seconds=10)
    assert len(site.opens(path(feed)).statements) == 1


def test_head_answers_without_a_body(rooms, site):
    feed = of_room(rooms, "P1")
    whole, head = site.opens(path(feed)).response, site.asks("HEAD", path(feed), 200).response
    assert head.data == b""
    assert (head.headers["ETag"], head.headers["Content-Length"]) == (whole.headers["ETag"], str(len(whole.data)))


@pytest.mark.parametrize("token", ["a" * 32, "A" * 32, "x", "a" * 33, "a" * 31 + "1", "%00" * 32, "a/../b"])
def test_a_link_nobody_made_is_not_there(site, token):
    answer = site.asks("GET", f"/ical/{token}.ics", 404)
    assert "Set-Cookie" not in answer.response.headers
    assert "BEGIN:VCALENDAR" not in answer.text


def test_a_link_taken_back_is_not_there_any_more(rooms, site):
    feed = of_room(rooms, "P1")
    link, key = path(feed), feed.id
    site.opens(link)
    actions.revoke(rooms, key)
    site.opens(link, 404)


def test_a_link_taken_back_can_be_made_anew_under_another_address(rooms):
    feed = of_room(rooms, "P1")
    old, key = feed.token, feed.id
    actions.revoke(rooms, key)
    assert of_room(rooms, "P1").token != old


def test_one_calendar_has_one_link_for_each_channel(rooms):
    assert of_room(rooms, "P1").id == of_room(rooms, "P1").id
    assert of_room(rooms, "P1").id != of_room(rooms, "P1", "booking").id
    assert of_room(rooms, "P1").id != of_room(rooms, "P2").id


def test_only_the_seal_and_the_hash_of_a_link_are_kept(rooms):
    token = of_room(rooms, "P1").token
    assert len(token) == 32
    whose = {"homestay": rooms.id.hex}
    kept = db.session.execute(text("SELECT * FROM feeds_out WHERE homestay_id = :homestay"), whose).one()
    assert token not in str(kept)
    assert token.encode() not in b"".join(value for value in kept if isinstance(value, bytes))


# ---- trouble


@pytest.fixture
def broken(empty_app: Flask) -> tuple[Flask, str]:
    """An installation whose table of nights is gone, and a link that was read before."""
    Clock(empty_app).set(THURSDAY_EVENING)
    house = houses.new(empty_app)
    with empty_app.app_context():
        furnish(house.homestay())
        take(house.homestay(), october(2, 3), "Anna", "P1")
        link = path(actions.publish(house.homestay(), Calendar(room_id=room(house.homestay(), "P2"))))
        db.session.rollback()
        with database.writing_engine().connect() as connection:
            connection.exec_driver_sql("ALTER TABLE unit_nights RENAME TO lost")
            connection.commit()
    return empty_app, link


def test_trouble_with_the_database_is_503_and_never_an_empty_calendar(broken):
    app, link = broken
    answer = Person(app).opens(link, 503).response
    assert int(answer.headers["Retry-After"]) > 0
    assert b"VCALENDAR" not in answer.data
    assert "ETag" not in answer.headers
    assert "Set-Cookie" not in answer.headers


def test_trouble_in_finding_the_link_is_503_not_404(broken):
    app, link = broken
    with app.app_context(), database.writing_engine().connect() as connection:
        connection.exec_driver_sql("ALTER TABLE feeds_out RENAME TO lost_links")
        connection.commit()
    Person(app).opens(link, 503)


def noted(feed: FeedOut) -> tuple[int, str | None]:
    db.session.rollback()
    db.session.refresh(feed)
    return feed.reads, feed.last_agent


@on_both
def test_reads_are_noted_once_a_minute(rooms, site, clock):
    feed = of_room(rooms, "P1")
    site.opens(path(feed), headers={"User-Agent": "Airbnb/1.0"})
    clock.forward(seconds=59)
    site.opens(path(feed))
    assert noted(feed) == (1, "Airbnb/1.0")
    clock.forward(seconds=2)
    mark = site.opens(path(feed), headers={"User-Agent": "x" * 500}).response.headers["ETag"]
    assert noted(feed) == (2, "x" * 200)
    clock.forward(minutes=2)
    site.opens(path(feed), 304, headers={"If-None-Match": mark})
    assert noted(feed)[0] == 3


def test_a_note_that_cannot_be_written_keeps_no_calendar_back(rooms, site, monkeypatch):
    take(rooms, october(2, 3), "Anna", "P1")
    feed = of_room(rooms, "P1")
    monkeypatch.setattr(database, "writing_engine", lambda: db.engine)  # whose connections are query_only, as on a read-only disk
    content = site.opens(path(feed)).response.data
    assert shown(content) == [("10-02", "10-03", "Reserved")]
    assert noted(feed) == (0, None)


def test_a_full_disk_keeps_no_calendar_back(rooms, site):
    feed = of_room(rooms, "P1")
    with refusing("UPDATE feeds_out", OSError(errno.ENOSPC, "No space left on device")):
        assert linter.problems(site.opens(path(feed)).response.data) == []
    assert noted(feed) == (0, None)


@contextmanager
def refusing(words: str, trouble: Exception) -> Iterator[None]:
    """Let every statement that begins with these words fail."""

    def look(connection, cursor, sql, *more) -> None:
        if sql.startswith(words):
            raise trouble

    event.listen(Engine, "before_cursor_execute", look)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", look)
