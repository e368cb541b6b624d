"""From taken nights to the events of a calendar: one for each stay, merged where they overlap, named for each link apart."""

import hmac
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from homestay.feeds.ical import BLOCKED, RESERVED, Event
from models.stay import ONE_DAY

NAME_LETTERS = 32


class TakenNight(NamedTuple):
    """A night of a place and who holds it; `changed` is when the holder changed last."""

    unit: Hashable
    """Tells places apart."""
    night: date
    holder: str | UUID
    is_guest: bool
    changed: datetime
    sequence: int


class Span(NamedTuple):
    """Nights in a row, from `start` up to, not including, `end`, and what they are named after: who holds them, and which part of it."""

    start: date
    end: date
    holder: str
    part: str
    is_guest: bool
    changed: datetime
    sequence: int = 0


def events_of(nights: Iterable[TakenNight], secret: str, shut: Iterable[Span] = ()) -> list[Event]:
    """Return one event for each unbroken stay of a holder on any of the places, and for each time in which none is let.

    Overlapping ones become one, touching ones stay two.
    """
    by_holder: dict[str | UUID, list[TakenNight]] = defaultdict(list)
    for taken in nights:
        by_holder[taken.holder].append(taken)
    stays = [stay for own in by_holder.values() for stay in stays_of(own)]
    return [event_of(span, secret) for span in merged([*stays, *shut])]


def stays_of(nights: Sequence[TakenNight]) -> list[Span]:
    """Return the unbroken stays of one holder, whichever places they are on."""
    first = nights[0]
    return [
        Span(run[0], run[-1] + ONE_DAY, str(first.holder), str(number or ""), first.is_guest, first.changed, first.sequence)
        for number, run in enumerate(runs(taken.night for taken in nights))
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


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans by start, overlapping ones as one that bears the first one's name and the newest change."""
    whole: list[Span] = []
    for span in sorted(spans):
        last = whole[-1] if whole else None
        if last is None or span.start >= last.end:
            whole.append(span)
            continue
        whole[-1] = last._replace(
            end=max(last.end, span.end),
            is_guest=last.is_guest or span.is_guest,
            changed=max(last.changed, span.changed),
            sequence=max(last.sequence, span.sequence),
        )
    return whole


def event_of(span: Span, secret: str) -> Event:
    name = name_of(secret, UUID(span.holder), span.part)
    return Event(span.start, span.end, name, RESERVED if span.is_guest else BLOCKED, span.changed, span.sequence)


def name_of(secret: str, holder: UUID, part: str = "") -> str:
    """Return the name of an event: the same in one link, another in every other link, and nobody can tell whose."""
    return hmac.digest(secret.encode(), holder.bytes + part.encode(), "sha256").hex()[:NAME_LETTERS]
