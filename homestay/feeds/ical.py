"""Writing a calendar file: rows in, bytes out; the same rows always give the same bytes. Source: RFC 5545."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from unicodedata import category

PRODID = "-//Homestay Manager//Availability 1.0//EN"
HOST = "homestay-manager.invalid"
"""A fixed name behind the @ of event names: it says nothing of the house and never changes with the address."""
LINE_OCTETS = 75
UNSEEN = {"Cc", "Cs"}
"""Control characters and torn halves of letters."""
RESERVED, BLOCKED, NOTHING = "Reserved", "Blocked", "No bookings"


@dataclass(frozen=True, order=True)
class Event:
    """Nights that are taken, from `start` up to, not including, `end`; never with a name."""

    start: date
    end: date
    name: str
    summary: str
    changed: datetime
    sequence: int = 0


def calendar(label: str, events: Iterable[Event]) -> bytes:
    """Return the calendar file with these events by start: CRLF, lines of at most 75 octets, UTF-8."""
    return "".join([*map(fold, head(label)), *map(body, sorted(events)), "END:VCALENDAR\r\n"]).encode()


def head(label: str) -> list[str]:
    name = escape(label)
    return [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODID}",
        "CALSCALE:GREGORIAN",
        f"NAME:{name}",
        f"X-WR-CALNAME:{name}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
        "X-PUBLISHED-TTL:PT15M",
        "X-WR-TIMEZONE:Asia/Ho_Chi_Minh",
    ]


def body(event: Event) -> str:
    """Return the lines of an event. They are plain letters and short: none needs to be folded."""
    changed = event.changed.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return (
        "BEGIN:VEVENT\r\n"
        f"SUMMARY:{event.summary}\r\n"
        f"DTSTART;VALUE=DATE:{event.start:%Y%m%d}\r\n"
        f"DTEND;VALUE=DATE:{event.end:%Y%m%d}\r\n"
        f"DTSTAMP:{changed}\r\n"
        f"UID:{event.name}@{HOST}\r\n"
        f"SEQUENCE:{event.sequence}\r\n"
        f"LAST-MODIFIED:{changed}\r\n"
        "STATUS:CONFIRMED\r\n"
        "TRANSP:OPAQUE\r\n"
        "END:VEVENT\r\n"
    )


def escape(text: str) -> str:
    """Return text as a calendar value, on one line and without control characters. Source: RFC 5545, 3.3.11."""
    from icalendar import vText  # noqa: PLC0415 - heavy

    line = " ".join("".join(letter for letter in text if letter.isspace() or category(letter) not in UNSEEN).split())
    return str(vText(line).to_ical().decode())


def fold(line: str) -> str:
    """Return a content line with its CRLF, broken so that no line has more than 75 octets and no letter is torn (RFC 5545, 3.1)."""
    if len(line.encode()) <= LINE_OCTETS:
        return f"{line}\r\n"
    parts, part, room = [], "", LINE_OCTETS
    for letter in line:
        if len((part + letter).encode()) > room:
            parts.append(part)
            part, room = "", LINE_OCTETS - 1  # the blank that continues a line counts
        part += letter
    return "\r\n ".join([*parts, part]) + "\r\n"
