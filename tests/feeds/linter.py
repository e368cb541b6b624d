"""Reads a calendar file byte by byte, without any library, as the strictest site would. Source: RFC 5545, RFC 7986."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

CONTENT_LINE = re.compile(r"(?P<name>[A-Z-]+)(?P<parameters>(;[A-Z-]+=[^;:,\"]+)*):(?P<value>.*)", re.DOTALL)
TEXT = re.compile(r"([^\\;,\x00-\x1f\x7f]|\\[\\;,nN])*")
DATE = re.compile(r"\d{8}")
MOMENT = re.compile(r"\d{8}T\d{6}Z")
HEAD = ["BEGIN", "VERSION", "PRODID", "CALSCALE", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "X-WR-TIMEZONE"]
EVENT = ["BEGIN", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE", "LAST-MODIFIED", "STATUS", "TRANSP", "END"]
TEXTS = {"SUMMARY", "UID", "NAME", "X-WR-CALNAME", "PRODID"}
SUMMARIES = {"Reserved", "Blocked", "No bookings"}
"""All that a stranger may read."""


def problems(content: bytes) -> list[str]:
    """Return everything that is wrong with a published calendar."""
    return [*bytes_wrong(content), *structure_wrong(lines_of(content)), *events_wrong(events_of(content))]


def bytes_wrong(content: bytes) -> Iterator[str]:
    if not content.endswith(b"END:VCALENDAR\r\n"):
        yield "does not end with END:VCALENDAR and a line break"
    if re.search(rb"(?<!\r)\n|\r(?!\n)", content):
        yield "a line break that is not CRLF"
    for line in content.split(b"\r\n"):
        if len(line) > 75:
            yield f"{len(line)} octets: {line!r}"
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            yield f"a torn letter: {line!r}"


def lines_of(content: bytes) -> list[str]:
    """Return the unfolded lines."""
    return content.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]


def structure_wrong(lines: list[str]) -> Iterator[str]:
    names = [line.partition(":")[0].partition(";")[0] for line in lines]
    events = (len(lines) - len(HEAD) - 1) // len(EVENT)
    if names != [*HEAD, *EVENT * events, "END"]:
        yield f"unexpected lines: {names}"
    if not events:
        yield "no event: a site may take it for a broken calendar"
    if "REFRESH-INTERVAL;VALUE=DURATION:PT15M" not in lines:
        yield "REFRESH-INTERVAL without VALUE"
    for line in lines:
        parts = CONTENT_LINE.fullmatch(line)
        if not parts:
            yield f"no content line: {line!r}"
        elif parts["name"] in TEXTS and not TEXT.fullmatch(parts["value"]):
            yield f"not escaped: {line!r}"


def events_of(content: bytes) -> list[dict[str, str]]:
    """Return the events as plain mappings of property (with parameters) to value."""
    found: list[dict[str, str]] = []
    for line in lines_of(content):
        name, _colon, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and value not in ("VEVENT", "VCALENDAR"):
            found[-1][name] = value
    return found


def events_wrong(events: list[dict[str, str]]) -> Iterator[str]:
    for name, times in Counter(event["UID"] for event in events).items():
        if times > 1:
            yield f"UID {name} stands {times} times"
    spans = [(event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) for event in events]
    if spans != sorted(spans):
        yield "not by start"
    for (_, end), (start, _) in pairwise(spans):
        if start < end:
            yield f"{start} begins before {end}, when the one before it ends"
    for event in events:
        yield from event_wrong(event)


def event_wrong(event: dict[str, str]) -> Iterator[str]:
    start, end = event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]
    if not (DATE.fullmatch(start) and DATE.fullmatch(end) and start < end):
        yield f"from {start} to {end}"
    if not (MOMENT.fullmatch(event["DTSTAMP"]) and event["DTSTAMP"] == event["LAST-MODIFIED"]):
        yield f"DTSTAMP {event['DTSTAMP']}, LAST-MODIFIED {event['LAST-MODIFIED']}"
    if event["SUMMARY"] not in SUMMARIES:
        yield f"says {event['SUMMARY']}"
    if (event["STATUS"], event["TRANSP"]) != ("CONFIRMED", "OPAQUE") or not event["SEQUENCE"].isdecimal():
        yield f"{event}"
