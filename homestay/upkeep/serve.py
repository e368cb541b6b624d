"""Serving the program on the house's own network with waitress."""

import ctypes
import gc
from contextlib import suppress
from typing import Any

import click
from flask import Flask

from homestay import database
from homestay.upkeep import actions
from homestay.upkeep.commands import say_code

THREADS = 4
M_ARENA_MAX = -8
"""How many parts of the memory threads take from. Source: glibc, malloc.h; mallopt(3)."""


def serve(app: Flask) -> None:
    """Bring the database up to date, say how to go on, and serve until stopped."""
    from waitress import serve as wait  # noqa: PLC0415 - only here

    with app.app_context():
        database.bring_up_to_date()
        say_code(actions.first_code(), app.config["PORT"])
    settle()
    click.echo(f"Serving on http://localhost:{app.config['PORT']} (stop with Ctrl+C)")
    wait(app, **options(app))


def options(app: Flask) -> dict[str, Any]:
    """Return what waitress is told. Behind other servers it hands on what they say of the visitor, which it would take out."""
    where = {"host": app.config["HOST"], "port": app.config["PORT"]}
    return {**where, "threads": THREADS, "ident": None, "clear_untrusted_proxy_headers": not app.config["PROXIES"]}


def settle() -> None:
    """Make the program small and quick for its long run, once all is loaded.

    The collector of garbage leaves alone what is there now: it stays, and is most of what there is. All threads take memory from
    one part: one for each costs a tenth more, and only one of them runs at a time.
    """
    gc.collect()
    gc.freeze()
    with suppress(OSError, TypeError, AttributeError):  # not Linux, or another C library
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)
