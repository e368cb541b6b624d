"""How the program speaks to its database: one SQLite library, its modes, and what a transaction may do."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
from flask import Flask
from sqlalchemy import Connection, Engine, ExceptionContext, column, event, select, table
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from homestay.config import ROOT
from models import db

try:
    import pysqlite3 as sqlite
except ImportError:  # no wheel for this machine: Python's own
    import sqlite3 as sqlite

WRITES = "writes"
"""The name of the second engine, for `saving` alone: a connection that is switched between reading and writing forgets each time
what it has prepared."""

FIXED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
"""SQLite releases with the repair of the WAL-reset corruption. Source: sqlite.org/changes.html, 3.53.0."""

MIGRATIONS = ROOT / "migrations"


def journal_mode() -> str:
    """Return WAL where the SQLite in use is safe with it, else TRUNCATE."""
    version = sqlite.sqlite_version_info
    safe = version >= FIXED[0] or any(version[:2] == fixed[:2] and version >= fixed for fixed in FIXED[1:])
    return "WAL" if safe else "TRUNCATE"


def options(url: str) -> dict[str, Any]:
    """Return what the engines of a database address share: no fault names the values, which are people's data and end in the log."""
    if make_url(url).get_backend_name() == "sqlite":
        return {"module": sqlite, "connect_args": {"timeout": 10, "check_same_thread": False}, "hide_parameters": True}
    return {"pool_pre_ping": True, "isolation_level": "READ COMMITTED", "hide_parameters": True}


READING: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "execution_options": {"postgresql_readonly": True}}
"""What PostgreSQL is told of the engine that only reads; SQLite is told by `listen`."""


def install(app: Flask) -> None:
    """Connect the application to its database."""
    url = app.config["DATABASE_URL"]
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    is_sqlite = make_url(url).get_backend_name() == "sqlite"
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options(url) | ({} if is_sqlite else READING)
    app.config["SQLALCHEMY_BINDS"] = {WRITES: {"url": url, **options(url)}}
    db.init_app(app)
    app.extensions["migrate"] = Later(app)
    app.cli.add_command(LaterCommands("db", help="Perform database migrations."))
    if is_sqlite:
        with app.app_context():
            listen(db.engine, "query_only=ON", "BEGIN")
            listen(db.engines[WRITES], "query_only=OFF", "BEGIN IMMEDIATE")


def writing_engine() -> Engine:
    """Return the engine whose connections may write; the database itself refuses it to all others."""
    return db.engines[WRITES]


def dispose() -> None:
    """Let go of every connection that is not in use."""
    for engine in db.engines.values():
        engine.dispose()


class Later:
    """Flask-Migrate, read when it is first asked: it brings Alembic with it, which only an upgrade needs."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def __getattr__(self, name: str) -> Any:
        from flask_migrate import Migrate  # noqa: PLC0415 - heavy

        Migrate(self.app, db, directory=str(MIGRATIONS))
        return getattr(self.app.extensions["migrate"], name)


class LaterCommands(click.Command):
    """The commands `flask db …` of Flask-Migrate, read when one of them is called."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        from flask_migrate.cli import db as commands  # noqa: PLC0415 - heavy

        context: click.Context = commands.make_context(*args, **kwargs)
        return context


def is_newest() -> bool:
    """Say whether the database has the form of the newest migration; no for one without tables."""
    newest = max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    here: list[str] = []
    with suppress(DBAPIError):
        here = list(db.session.scalars(select(column("version_num")).select_from(table("alembic_version"))))
    db.session.rollback()
    return here == [newest]


def bring_up_to_date() -> None:
    """Bring the database to the newest form; an interrupted try leaves the old one."""
    if is_newest():
        return
    import flask_migrate  # noqa: PLC0415 - heavy

    flask_migrate.upgrade(directory=str(MIGRATIONS))


def listen(engine: Engine, mode: str, begin: str) -> None:
    """Let every connection of a SQLite engine know how it works and what it may do; a page reads one moment in a transaction of its own."""

    def on_connect(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # the BEGIN below is the only one
        for pragma in ("busy_timeout=10000", "foreign_keys=ON", f"journal_mode={journal_mode()}", "synchronous=FULL", mode):
            connection.execute(f"PRAGMA {pragma}")

    def on_begin(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        driver.execute(begin)

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)


@event.listens_for(Engine, "handle_error")
def in_one_line(fault: ExceptionContext) -> None:
    """Let a statement's fault keep its first line alone: below it PostgreSQL quotes what people typed, and all of it ends in the log."""
    if fault.connection is None:  # no statement was sent: more lines tell where no server was found
        return
    for error in filter(None, (fault.original_exception, fault.sqlalchemy_exception)):
        error.args = (str(error.args[0]).partition("\n")[0], *error.args[1:]) if error.args else ()


def file_of(engine: Engine) -> Path | None:
    """Return the file of a SQLite database, or nothing for one in memory and for PostgreSQL."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:":
        return None
    return Path(os.path.abspath(name))
