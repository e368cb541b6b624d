"""Commands for calendar links."""

import json
import re

import click
from flask.cli import AppGroup

from homestay.errors import Refusal
from homestay.feeds import actions, queries
from homestay.places.houses import homestay_named
from models.feed import FeedOut

commands = AppGroup("feeds", help="Calendar links to and from listing sites.")
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
    try:
        homestay = homestay_named(slug)
        feed = actions.publish(homestay, actions.calendar_named(homestay, room, unit, channel))
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    path = path_of(feed)
    click.echo(json.dumps({"url": path}) if as_json else path)


def refuse_odd(channel: str | None) -> None:
    if channel and not re.fullmatch(CHANNEL, channel):
        raise click.UsageError("A channel is up to 30 letters a-z, digits and _.")


def path_of(feed: FeedOut) -> str:
    return f"/ical/{feed.token}.ics"


@commands.command("list")
@click.option("--homestay", "slug", required=True, help="The homestay's short name.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def list_feeds(slug: str, as_json: bool) -> None:
    """Show the links there are and when they were read."""
    try:
        rows = queries.feeds_of(homestay_named(slug))
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    out = [
        {"room": row.room, "unit": row.unit, "channel": row.FeedOut.channel, "last_read": row.FeedOut.last_read_at and row.FeedOut.last_read_at.isoformat()}
        for row in rows
    ]
    if as_json:
        click.echo(json.dumps({"in": [], "out": out}, ensure_ascii=False))
        return
    for each in out:
        click.echo(" · ".join(str(value or "–") for value in each.values()))
