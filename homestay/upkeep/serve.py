"""Serving the program on the house's own network with waitress."""

import gc

import click
from flask import Flask

from homestay import database
from homestay.upkeep import actions
from homestay.upkeep.commands import say_code

THREADS = 4


def serve(app: Flask) -> None:
    """Bring the database up to date, say how to go on, and serve until stopped."""
    from waitress import serve as wait  # noqa: PLC0415 - only here

    with app.app_context():
        database.bring_up_to_date()
        say_code(actions.first_code(), app.config["PORT"])
    settle()
    click.echo(f"Serving on http://localhost:{app.config['PORT']} (stop with Ctrl+C)")
    wait(app, host=app.config["HOST"], port=app.config["PORT"], threads=THREADS, ident=None)


def settle() -> None:
    """Let the collector of garbage leave alone what was loaded at the start: it stays, and is most of what there is."""
    gc.collect()
    gc.freeze()
