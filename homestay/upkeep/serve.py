"""Serving the program on the house's own network with waitress."""

import ctypes
import gc
from contextlib import suppress
from typing import Any

import click
from flask import Flask

from homestay import database
from homestay.config import WrongSetting
from homestay.upkeep import actions
from homestay.upkeep.commands import say_code

THREADS = 4
M_ARENA_MAX = -8
"""How many parts of the memory threads take from. Source: glibc, malloc.h; mallopt(3)."""


def serve(app: Flask) -> None:
    """Bring the database up to date, say how to go on, and serve until stopped."""
    port = app.config["PORT"]
    with app.app_context():
        database.bring_up_to_date()
        settle()
        server = listening(app)
        say_code(actions.first_code(), port)
    click.echo(f"Serving on http://localhost:{port} (stop with Ctrl+C)")
    server.run()


def listening(app: Flask) -> Any:
    """Return the server, which has its port. Raises: WrongSetting, when it cannot have it."""
    from waitress import create_server  # noqa: PLC0415 - only here

    try:
        return create_server(app, **options(app))
    except OSError as error:
        why = error.strerror
        raise WrongSetting(f"Port {app.config['PORT']} cannot be had ({why}): choose another one with HOMESTAY_PORT.") from error


def options(app: Flask) -> dict[str, Any]:
    """Return what waitress is told. Behind other servers it hands on what they say of the visitor, which it would take out."""
    where = {"host": app.config["HOST"], "port": app.config["PORT"]}
    return {**where, "threads": THREADS, "ident": None, "clear_untrusted_proxy_headers": not app.config["PROXIES"]}


def settle() -> None:
    """Make the program small and quick for its long run, once all is loaded and before it has threads.

    The collector of garbage leaves alone what is there now: it stays, and is most of what there is. All threads take memory from
    one part: one for each costs a tenth more, and only one of them runs at a time.
    """
    gc.collect()
    gc.freeze()
    with suppress(OSError, TypeError, AttributeError):  # not Linux, or another C library
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)
