"""A house with two rooms and a dorm, and what its calendars say."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from homestay.feeds import actions
from homestay.feeds.actions import Calendar
from models.feed import FeedOut
from models.homestay import Homestay
from tests.bookings.our_house import furnish, room, unit
from tests.feeds import linter
from tests.support.clock import Clock
from tests.support.person import Person

Read = Callable[[FeedOut], bytes]


@pytest.fixture
def rooms(homestay: Homestay, clock: Clock) -> Homestay:
    """The house with P1, P2 and Đ (three mattresses), on Thursday 1 October 2026."""
    return furnish(homestay)


@pytest.fixture
def site(app: Flask) -> Person:
    """A listing site: it has no cookie and sees no page."""
    return Person(app, "a listing site")


@pytest.fixture
def read(site: Person) -> Read:
    """Read a link as a site does; what comes is linted."""

    def ask(feed: FeedOut) -> bytes:
        content = site.opens(f"/ical/{feed.token}.ics").response.data
        assert linter.problems(content) == []
        return content

    return ask


def of_room(homestay: Homestay, name: str, channel: str | None = "airbnb") -> FeedOut:
    return actions.publish(homestay, Calendar(room_id=room(homestay, name), channel=channel))


def of_unit(homestay: Homestay, name: str, channel: str | None = "airbnb") -> FeedOut:
    return actions.publish(homestay, Calendar(unit_id=unit(homestay, name), channel=channel))


def of_house(homestay: Homestay, channel: str | None = "airbnb") -> FeedOut:
    return actions.publish(homestay, Calendar(channel=channel))


def days(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def shown(content: bytes) -> list[tuple[str, str, str]]:
    """Return the events as (first day, day of leaving, summary), days as 10-02."""
    return [
        (f"{days(event['DTSTART;VALUE=DATE']):%m-%d}", f"{days(event['DTEND;VALUE=DATE']):%m-%d}", event["SUMMARY"])
        for event in linter.events_of(content)
    ]


def names(content: bytes) -> list[str]:
    return [event["UID"] for event in linter.events_of(content)]
