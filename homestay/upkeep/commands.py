"""Commands that bring an installation up."""

import click
from flask import current_app

from homestay.commands import on_the_newest
from homestay.upkeep import actions


@click.command("init")
@on_the_newest
def commands() -> None:
    """Make keys and database, and print the one-time set-up code as long as nobody has an account. Safe to repeat."""
    say_code(actions.first_code(), current_app.config["PORT"])


def say_code(code: str | None, port: int) -> None:
    """Tell the person at the machine how to go on."""
    if code is None:
        click.echo("This installation is set up.")
        return
    click.echo(f"Open http://localhost:{port}/set-up and type this one-time code: {code}")
