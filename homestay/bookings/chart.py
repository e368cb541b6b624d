"""The cells of the calendar as HTML. Written here and not in the template: a thousand cells would take it three times as long.

What the classes look like stands in static/css/parts.css, "calendar". Whatever people typed goes through `escape`.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup, escape

from homestay import clock
from homestay.bookings.bars import Bar
from homestay.bookings.calendar import Cell, Line
from homestay.bookings.words import BARS, CLOSURES, source_word
from homestay.web import formats
from homestay.web.names import given_name

LETTERS = (5, 6, 9, 13)
"""How many letters of a name fit a bar of so many nights; a longer one is written smaller, never cut."""
NEEDS_QUOTES = re.compile(r"[\s\"'=<>`]")
day = lru_cache(maxsize=4096)(formats.day)
written = lru_cache(maxsize=4096)(escape)
called = lru_cache(maxsize=4096)(given_name)
quoted = lru_cache(maxsize=1024)(quote)


def name_on(bar: Bar) -> str:
    """Return the one word that stands on a bar: the guest's given name, the site, or why it is closed."""
    if bar.contact:
        return called(bar.contact)
    return str(CLOSURES.get(bar.word) or bar.word) if bar.kind == "shut" else str(source_word(bar.word))


def attribute(value: str) -> str:
    """Return an escaped value of an attribute, in quotes only where it needs them: a thousand pairs are two kilobytes."""
    return f'"{value}"' if NEEDS_QUOTES.search(value) else value


def hold_left(until: datetime, now: datetime) -> Any:
    """Return how long a hold still lasts in words that stay true for an hour: 4 h left; beyond a day when it ends."""
    left = until - now
    if left >= timedelta(days=1):
        return _("until %(day)s", day=formats.day(clock.local(until).date()))
    hours = left // timedelta(hours=1)
    return ngettext("%(num)s h left", "%(num)s h left", hours) if hours else _("under 1 h left")


class Chart:
    """Writes the cells of the calendar in the reader's language.

    `bookings` and `take` are the pages of bookings and of new ones; `elsewhere` says where bars lead that are no bookings.
    A brief chart says less to the ear, and leaves out the people of a bar: it must stay below 80 KB.
    """

    def __init__(self, bookings: str, take: str, elsewhere: Mapping[str, str], is_brief: bool = False) -> None:
        self.bookings, self.take, self.elsewhere, self.is_brief = bookings, take, elsewhere, is_brief
        self.now = clock.now()
        self.words = {kind: escape(mark.word) for kind, mark in BARS.items()}
        self.undeclared = Markup("<em><i>, {}</i></em>").format(_("Not declared"))
        self.noted = Markup("<small></small><i>, {}</i>").format(_("has a note"))
        self.label = str(escape(_("Book %(place)s, night of %(night)s", place="{place}", night="{night}")))

    def cells(self, line: Line) -> Markup:
        """Return the cells of a line, side by side; `colspan` is how many nights one is long."""
        return Markup("".join([self.cell(line, cell) for cell in line.cells]))  # noqa: S704 - every part is escaped

    def cell(self, line: Line, cell: Cell) -> str:
        long = f" colspan={cell.nights}" if cell.nights > 1 else ""
        if cell.bar:
            return f"<td{long}>{self.bar(line, cell, cell.bar)}"
        return f"<td{long}>{self.free(line, cell.first) if cell.is_free else ''}"

    def bar(self, line: Line, cell: Cell, bar: Bar) -> str:
        name, leads = name_on(bar), self.address(bar)
        small = " long" if len(name) > LETTERS[min(cell.nights, 4) - 1] else ""
        classes = f"bar-{bar.kind}{small}{' cut-left' if cell.begins_before else ''}{' cut-right' if cell.ends_after else ''}"
        opened, closed = (f"a href={attribute(leads)}", "a") if leads else ("span", "span")
        days = "" if self.is_brief else f", {day(bar.arrives)}–{day(bar.leaves)}"
        left = f", {written(self.left(bar))}" if bar.held_until else ""
        said = f"{written(name)}<i> {self.words[bar.kind]}{days}{left}</i>"
        note = self.noted if bar.note else ""
        return f"<{opened} class={attribute(classes)}>{said}{self.beside(line, cell, bar)}{note}</{closed}>"

    def beside(self, line: Line, cell: Cell, bar: Bar) -> str:
        """Return what stands at the end of a bar: that guests are not declared, or how many people it is for."""
        if bar.is_undeclared:
            return self.undeclared
        if bar.held_until and cell.nights > 3 and not self.is_brief:
            return f"<b class=left>{written(self.left(bar))}</b>"
        is_said = bar.people and cell.nights > 1 and not line.is_dorm and not self.is_brief
        return f"<b>{bar.people}</b>" if is_said else ""

    def left(self, bar: Bar) -> Any:
        """Return how long a hold still lasts, in whole hours; beyond a day the day it ends."""
        return hold_left(bar.held_until, self.now) if bar.held_until else ""

    def free(self, line: Line, night: date) -> str:
        place = written(line.name)
        link = f'<a href="{self.take}?from={night.isoformat()}&amp;unit={quoted(line.key)}"'
        if self.is_brief:
            return f"{link}>{place}, {day(night)}</a>"
        return f'{link} aria-label="{self.label.format(place=place, night=day(night))}"></a>'

    def booking_of(self, line: Line, night: date) -> str:
        """Return where one books a place from a night on."""
        return f"{self.take}?from={night.isoformat()}&unit={quoted(line.key)}"

    def address(self, bar: Bar) -> str:
        """Return where a bar leads, escaped; nothing when the reader has no page for it."""
        if not bar.code:
            return self.elsewhere.get(bar.kind, "")
        if bar.code.isascii() and bar.code.isalnum():  # as the house book makes them; to ask for each would take longer than its bar
            return f"{self.bookings}/{bar.code}"
        return escape(url_for("bookings.show", code=bar.code))
