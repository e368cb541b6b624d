"""From held nights to the events of a calendar: one for each stay, merged where they overlap, named anew for each link."""

import hmac
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from homestay.feeds.ical import BLOCKED, RESERVED, Event
from models.stay import ONE_DAY

NAME_LETTERS = 32
IN_ORDER = attrgetter("start", "end", "name")


class HeldNight(NamedTuple):
    """A night of a place and who holds it; `changed` is when the holder changed last."""

    unit: Hashable
    """Tells places apart."""
    night: date
    holder: str | UUID
    is_guest: bool
    changed: datetime
    sequence: int


def events_of(nights: Iterable[HeldNight], secret: str) -> list[Event]:
    """Return one event for each unbroken stay of a holder on any of the places; overlapping ones become one, touching ones stay two."""
    by_holder: dict[str | UUID, list[HeldNight]] = defaultdict(list)
    for held in nights:
        by_holder[held.holder].append(held)
    events = [event for holder, own in by_holder.items() for event in stays_of(UUID(str(holder)), own, secret)]
    return merged(events)


def stays_of(holder: UUID, nights: Sequence[HeldNight], secret: str) -> list[Event]:
    """Return the unbroken stays of one holder, whichever places they are on."""
    first = nights[0]
    summary = RESERVED if first.is_guest else BLOCKED
    return [
        Event(run[0], run[-1] + ONE_DAY, name_of(secret, holder, str(number or "")), summary, first.changed, first.sequence)
        for number, run in enumerate(runs(held.night for held in nights))
    ]


def runs(nights: Iterable[date]) -> list[list[date]]:
    """Return nights grouped where they follow one another."""
    found: list[list[date]] = []
    for night in sorted(set(nights)):
        if found and night - found[-1][-1] == ONE_DAY:
            found[-1].append(night)
        else:
            found.append([night])
    return found


def name_of(secret: str, holder: UUID, part: str = "") -> str:
    """Return the name of an event: the same in one link, another in every other link, and nobody can tell whose."""
    return hmac.digest(secret.encode(), holder.bytes + part.encode(), "sha256").hex()[:NAME_LETTERS]


def merged(events: Iterable[Event]) -> list[Event]:
    """Return events by start, overlapping ones as one that bears the first one's name and the newest change."""
    whole: list[Event] = []
    for event in sorted(events, key=IN_ORDER):
        last = whole[-1] if whole else None
        if last is None or event.start >= last.end:
            whole.append(event)
            continue
        whole[-1] = Event(
            last.start,
            max(last.end, event.end),
            last.name,
            RESERVED if RESERVED in (last.summary, event.summary) else BLOCKED,
            max(last.changed, event.changed),
            max(last.sequence, event.sequence),
        )
    return whole
