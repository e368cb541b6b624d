"""Commands for bookings."""

import json

import click

from homestay.bookings import holding
from homestay.commands import Commands

commands = Commands("holds", help="Bookings that are only held.")


@commands.command("release")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def release(as_json: bool) -> None:
    """Give back the nights of holds that ran out, in every homestay; pages and changes do so by themselves."""
    count = holding.catch_up_everywhere()
    click.echo(json.dumps({"homestays": count}) if as_json else f"Holds ran out in {count} homestays.")
