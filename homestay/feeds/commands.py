"""Commands for calendar links."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import click
from sqlalchemy import Row

from homestay import clock
from homestay.commands import Commands
from homestay.feeds import actions, queries
from homestay.places.houses import homestay_named, homestays
from models.feed import FeedOut
from models.homestay import Homestay

commands = Commands("feeds", help="Calendar links to and from listing sites.")
CHANNEL = r"[a-z0-9_]{1,30}"


@commands.command("publish")
@click.option("--homestay", "slug", required=True, help="The homestay's short name.")
@click.option("--room", help="A room's name; without room and unit, the whole house.")
@click.option("--unit", help="A dorm place's name.")
@click.option("--channel", help="Who will read it: airbnb, booking, …")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def publish(slug: str, room: str | None, unit: str | None, channel: str | None, as_json: bool) -> None:
    """Make a calendar's link for a channel, or show the one there is."""
    if room and unit:
        raise click.UsageError("Choose a room or a unit, not both.")
    refuse_odd(channel)
    homestay = homestay_named(slug)
    feed = actions.publish(homestay, actions.calendar_named(homestay, room, unit, channel))
    path = path_of(feed)
    click.echo(json.dumps({"url": path}) if as_json else path)


def refuse_odd(channel: str | None) -> None:
    if channel is not None and not re.fullmatch(CHANNEL, channel):
        raise click.UsageError("A channel is up to 30 letters a-z, digits and _.")


def path_of(feed: FeedOut) -> str:
    return f"/ical/{feed.token}.ics"


@commands.command("list")
@click.option("--homestay", "slug", help="The homestay's short name; without it, all of them.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def list_feeds(slug: str | None, as_json: bool) -> None:
    """Show the links there are and when they were read."""
    chosen = [homestay_named(slug)] if slug else homestays()
    out = list(links(chosen))
    if as_json:
        click.echo(json.dumps({"in": [], "out": out}, ensure_ascii=False))
        return
    for each in out:
        click.echo(" · ".join(str(value or "–") for value in each.values()))


def links(chosen: Sequence[Homestay]) -> Iterator[dict[str, Any]]:
    """Give the links of homestays; when they are several, each says whose it is."""
    for homestay in chosen:
        whose = {"homestay": homestay.slug} if len(chosen) > 1 else {}
        yield from ({**whose, **link(row)} for row in queries.feeds_of(homestay))


def link(row: Row[Any]) -> dict[str, Any]:
    read = row.FeedOut.last_read_at
    last_read = clock.local(read).isoformat(timespec="seconds") if read else None
    return {"room": row.room, "unit": row.unit, "channel": row.FeedOut.channel, "last_read": last_read}
