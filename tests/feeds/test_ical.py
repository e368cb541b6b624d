"""The calendar file: linted byte by byte, and read back by two libraries."""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from homestay.feeds import ical, spans
from homestay.feeds.spans import Span, TakenNight
from models.stay import ONE_DAY
from tests.feeds import linter

FIRST = date(2026, 10, 1)
SECRET = "0123456789abcdef0123456789abcdef"
LABELS = (
    "Homestay Bếp Lửa – P1",
    "Nhà cổ; sân, giếng\\trời",
    "Hai\ndòng\r\nchữ",
    "=cmd|' /C calc'!A0",
    "Ngẩng🏡" * 30,
    'BEGIN:VEVENT\r\nUID:x"',
    "",
)

nights = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 60), st.integers(1, 6), st.booleans(), st.integers(0, 10**9)), max_size=25)
"""Stays as (place, first night, nights, is a guest, changed at)."""


def held(stays: list[tuple[int, int, int, bool, int]]) -> list[TakenNight]:
    """Return the nights of stays; a place is held once a night, as the table's key has it."""
    taken: dict[tuple[int, date], TakenNight] = {}
    for number, (place, first, length, is_guest, changed) in enumerate(stays, start=1):
        for day in range(first, first + length):
            night = FIRST + timedelta(days=day)
            unit, holder = UUID(int=place), UUID(int=number)
            taken.setdefault((place, night), TakenNight(unit, night, holder, is_guest, datetime.fromtimestamp(changed, UTC), number))
    return list(taken.values())


def spans_by_icalendar(content: bytes) -> list[tuple[date, date]]:
    read = icalendar.Calendar.from_ical(content)
    return [(event.decoded("DTSTART"), event.decoded("DTEND")) for event in read.walk("VEVENT")]


def spans_by_vobject(content: bytes) -> list[tuple[date, date]]:
    read = vobject.readOne(content.decode())
    assert read.validate(raiseException=True)
    return [(event.dtstart.value, event.dtend.value) for event in read.contents.get("vevent", ())]


def nights_of(found: list[tuple[date, date]]) -> set[date]:
    return {start + timedelta(days=number) for start, end in found for number in range((end - start).days)}


@settings(deadline=None, max_examples=50)
@given(nights, st.sampled_from(LABELS) | st.text(max_size=120))
def test_every_calendar_is_clean_and_two_libraries_read_the_same_nights_back(stays, label):
    rows = held(stays)
    events = spans.events_of(rows, SECRET)
    content = ical.calendar(label, events or [ical.Event(FIRST, FIRST + ONE_DAY, "none", ical.NOTHING, datetime(2026, 1, 1, tzinfo=UTC))])
    assert linter.problems(content) == []
    found = spans_by_icalendar(content)
    assert found == spans_by_vobject(content)
    assert nights_of(found) == ({row.night for row in rows} or {FIRST})


@settings(deadline=None, max_examples=50)
@given(nights)
def test_the_same_nights_give_the_same_bytes_in_any_order(stays):
    rows = held(stays)
    assert ical.calendar("Nhà", spans.events_of(rows, SECRET)) == ical.calendar("Nhà", spans.events_of(rows[::-1], SECRET))


@pytest.mark.parametrize("label", LABELS[:4])
def test_a_label_is_read_back_as_it_was_written(label):
    read = icalendar.Calendar.from_ical(ical.calendar(label, []))
    assert re.sub(r"\\(.)", r"\1", str(read["X-WR-CALNAME"])) == " ".join(label.split())


def test_the_linter_finds_what_it_looks_for():
    good = ical.calendar("Nhà", [ical.Event(FIRST, FIRST + ONE_DAY, "a", ical.RESERVED, datetime(2026, 1, 1, tzinfo=UTC))])
    assert linter.problems(good) == []
    assert linter.problems(good.replace(b"\r\n", b"\n"))
    assert linter.problems(good.replace(b"NAME:", b"NAME:" + b"x" * 70))
    assert list(linter.bytes_wrong(good.replace("Nhà".encode(), b"Nh\xc3")))
    assert linter.problems(good.replace(b"NAME:", b"NAME:a,b"))
    assert linter.problems(good.replace(b"20261002", b"20261001"))
    assert linter.problems(good.replace(b"SUMMARY:Reserved", b"SUMMARY:Anna"))
    assert linter.problems(good.replace(b";VALUE=DURATION", b""))
    body = good[good.index(b"BEGIN:VEVENT") : good.index(b"END:VCALENDAR")]
    assert linter.problems(good.replace(body, body * 2))
    assert linter.problems(good.replace(body, b""))


def test_touching_stays_are_two_events_and_overlapping_ones_one():
    day = timedelta(days=1)
    made = datetime(2026, 1, 1, tzinfo=UTC)
    touching = [Span(FIRST, FIRST + day, "a", "", True, made), Span(FIRST + day, FIRST + 2 * day, "b", "", False, made)]
    overlapping = [Span(FIRST, FIRST + 2 * day, "a", "", False, made), Span(FIRST + day, FIRST + 3 * day, "b", "", True, made, 3)]
    assert spans.merged(touching) == touching
    assert spans.merged(overlapping) == [Span(FIRST, FIRST + 3 * day, "a", "", True, made, 3)]
